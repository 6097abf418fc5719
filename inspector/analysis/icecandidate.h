// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace Inspector {

/// An ICE candidate of a session description.
/// \par Source  RFC 8839 section 5.1; RFC 6544 section 4.5 for TCP.
struct IceCandidate
{
    /// A name and a value after the parts that have a member below, such as `generation 0`.
    struct Extension
    {
        QString name{};
        QString value{};

        bool operator==(const Extension &) const = default;
    };

    QString foundation{};
    int component = 1;    ///< 1 to 256
    QString transport{};  ///< Lower case: "udp", "tcp"
    quint32 priority = 0; ///< RFC 8445 section 5.1.2
    QString address{};    ///< An IP address or a name; not resolved.
    quint16 port = 0;
    QString type{};                        ///< Lower case: "host", "srflx", "prflx", "relay"
    QString relatedAddress{};              ///< `raddr`; empty where the candidate has none.
    std::optional<quint16> relatedPort{};  ///< `rport`
    QList<Extension> extensions{};         ///< In order, `tcptype` included.
    /// Returns address and port as they stand in a URL: IPv6 in brackets.
    [[nodiscard]] QString endpoint() const;
    [[nodiscard]] QString tcpType() const; ///< "active", "passive" or "so"; empty where it has none.

    /// Returns the value of the attribute, with one space between the parts.
    [[nodiscard]] QString toString() const;

    bool operator==(const IceCandidate &) const = default;
};

/// What parseIceCandidate() read.
struct IceCandidateResult
{
    std::optional<IceCandidate> candidate{}; ///< Empty where the text is no candidate.
    QString problem{};                       ///< What is wrong, translated; empty where nothing is.
};

/// Reads the value of an attribute `candidate`. The transport and the type are read in any case; an extension without
/// a value is a problem, but not one that makes the candidate unusable.
[[nodiscard]] IceCandidateResult parseIceCandidate(QStringView value);

} // namespace Inspector
