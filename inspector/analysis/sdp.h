// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace Inspector {

/// An ICE candidate of a session description. \par Source RFC 8839 section 5.1.
struct IceCandidate
{
    QString foundation;
    int component = 1;
    QString transport; ///< "udp", "tcp"
    quint32 priority = 0;
    QString address;
    quint16 port = 0;
    QString type; ///< "host", "srflx", "prflx", "relay"

    bool operator==(const IceCandidate &) const = default;
};

struct SdpFingerprint
{
    QString hash; ///< "sha-256"
    QString value;

    bool operator==(const SdpFingerprint &) const = default;
};

/// What matters of one media description ("m=" section), session-level attributes inherited.
struct SdpMedia
{
    QString media; ///< "application"
    int port = 0;
    QString protocol; ///< "UDP/DTLS/SCTP"
    QString format;
    QString mid;
    QString setup; ///< "actpass", "active", "passive"
    QString iceUfrag;
    QString icePwd;
    std::optional<int> sctpPort;
    std::optional<qint64> maxMessageSize; ///< bytes
    QList<IceCandidate> candidates;
    QList<SdpFingerprint> fingerprints;
    bool endOfCandidates = false;

    bool operator==(const SdpMedia &) const = default;
};

struct Sdp
{
    QList<SdpMedia> media;
    QStringList problems; ///< Lines that could not be read, as sentences with line numbers; the rest is still there.

    bool operator==(const Sdp &) const = default;
};

/// Reads a session description leniently. \par Source RFC 8866, RFC 8839, RFC 8841, RFC 8842.
[[nodiscard]] Sdp parseSdp(const QString &text);

/// \a text with the values of ice-pwd and ice-ufrag replaced by bullets.
[[nodiscard]] QString redactedSdp(const QString &text);

} // namespace Inspector
