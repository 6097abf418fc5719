// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/sdpline.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace Inspector {

/// What matters of one media description (`m=` section), attributes of the session inherited.
struct SdpMedia
{
    QString media{};    ///< "application"
    int port = 0;       ///< 0: rejected, unless the description is bundle-only (RFC 9143).
    QString protocol{}; ///< "UDP/DTLS/SCTP"
    QString format{};   ///< Formats, with spaces between them.
    QString mid{};
    QString setup{}; ///< "actpass", "active", "passive", "holdconn"
    QString tlsId{}; ///< RFC 8842
    QString iceUfrag{};
    QString icePwd{};
    QStringList iceOptions{};
    std::optional<int> sctpPort{};
    std::optional<qint64> maxMessageSize{}; ///< bytes
    QList<IceCandidate> candidates{};
    QList<SdpFingerprint> fingerprints{};
    bool endOfCandidates = false;
    bool bundleOnly = false;

    bool operator==(const SdpMedia &) const = default;
};

struct Sdp
{
    QList<SdpLine> lines{}; ///< All of the text, in order: writeSdp() returns it. Empty with SdpLines::Discard.
    SdpOrigin origin{};
    bool iceLite = false;
    QStringList bundle{}; ///< The mids of `a=group:BUNDLE`.
    QList<SdpMedia> media{};
    QStringList problems{}; ///< Lines that could not be read, as sentences with line numbers; the rest is still there.

    bool operator==(const Sdp &) const = default;
};

/// Whether Sdp::lines is filled, which takes about as long as all the rest.
enum class SdpLines : quint8 { Keep, Discard };

/// Reads a session description leniently: a line that cannot be read is a problem, and the rest is read.
/// \par Source  RFC 8866, RFC 8839, RFC 8841, RFC 8842, RFC 6544.
[[nodiscard]] Sdp parseSdp(const QString &text, SdpLines lines = SdpLines::Keep);

/// Returns the text of all lines. `writeSdp(parseSdp(text)) == text` for every text.
[[nodiscard]] QString writeSdp(const Sdp &sdp);

/// \a text with the values of ice-pwd and ice-ufrag replaced by bullets.
[[nodiscard]] QString redactedSdp(const QString &text);

} // namespace Inspector
