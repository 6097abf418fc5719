// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/sdptexts.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace Inspector {

/// An ICE candidate of a session description. \a String is QString, or QStringView in a view of the description.
/// \par Source  RFC 8839 section 5.1; RFC 6544 section 4.5 for TCP.
template<typename String>
struct BasicIceCandidate
{
    /// A name and a value after the parts that have a member below, such as `generation 0`.
    struct Extension
    {
        String name{};
        String value{};

        bool operator==(const Extension &) const = default;
    };

    String foundation{};
    int component = 1;    ///< 1 to 256
    String transport{};   ///< Lower case: "udp", "tcp"
    quint32 priority = 0; ///< RFC 8445 section 5.1.2
    String address{};     ///< An IP address or a name; not resolved.
    quint16 port = 0;
    String type{};                        ///< Lower case: "host", "srflx", "prflx", "relay"
    String relatedAddress{};              ///< `raddr`; empty where the candidate has none.
    std::optional<quint16> relatedPort{}; ///< `rport`
    QList<Extension> extensions{};        ///< In order, `tcptype` included.
    /// Returns address and port as they stand in a URL: IPv6 in brackets.
    [[nodiscard]] QString endpoint() const;
    [[nodiscard]] QString tcpType() const; ///< "active", "passive" or "so"; empty where it has none.

    /// Returns the value of the attribute, with one space between the parts.
    [[nodiscard]] QString toString() const;

    bool operator==(const BasicIceCandidate &) const = default;
};

using IceCandidate = BasicIceCandidate<QString>;
using IceCandidateView = BasicIceCandidate<QStringView>;

/// Returns \a candidate with copies of its texts.
[[nodiscard]] IceCandidate copyOf(const IceCandidateView &candidate);

/// What readIceCandidate() read.
template<typename String>
struct BasicIceCandidateResult
{
    std::optional<BasicIceCandidate<String>> candidate{}; ///< Empty where the text is no candidate.
    QString problem{};                                    ///< What is wrong, translated; empty where nothing is.
};

using IceCandidateResult = BasicIceCandidateResult<QString>;

/// Reads the value of an attribute `candidate`. The transport and the type are read in any case; an extension without
/// a value is a problem, but not one that makes the candidate unusable.
template<typename String>
[[nodiscard]] BasicIceCandidateResult<String> readIceCandidate(QStringView value, SdpTexts<String> &texts);
/// Returns the same with copies of the texts.
[[nodiscard]] IceCandidateResult parseIceCandidate(QStringView value);

} // namespace Inspector
