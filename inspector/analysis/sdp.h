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
template<typename String>
struct BasicSdpMedia
{
    String media{};    ///< "application"
    int port = 0;      ///< 0: rejected, unless the description is bundle-only (RFC 9143).
    String protocol{}; ///< "UDP/DTLS/SCTP"
    String format{};   ///< Formats, with spaces between them.
    String mid{};
    String setup{}; ///< "actpass", "active", "passive", "holdconn"
    String tlsId{}; ///< RFC 8842
    String iceUfrag{};
    String icePwd{};
    QList<String> iceOptions{};
    std::optional<int> sctpPort{};
    std::optional<qint64> maxMessageSize{}; ///< bytes
    QList<BasicIceCandidate<String>> candidates{};
    QList<BasicSdpFingerprint<String>> fingerprints{};
    bool endOfCandidates = false;
    bool bundleOnly = false;

    bool operator==(const BasicSdpMedia &) const = default;
};

/// What matters of a session description.
template<typename String>
struct BasicSdp
{
    BasicSdpOrigin<String> origin{};
    bool iceLite = false;
    QList<String> bundle{}; ///< The mids of `a=group:BUNDLE`.
    QList<BasicSdpMedia<String>> media{};
    QStringList problems{}; ///< Lines that could not be read, as sentences with line numbers; the rest is still there.

    bool operator==(const BasicSdp &) const = default;
};

using SdpMedia = BasicSdpMedia<QString>;
using SdpMediaView = BasicSdpMedia<QStringView>;

/// A session description with all of its lines.
struct Sdp : BasicSdp<QString>
{
    QList<SdpLine> lines{}; ///< All of the text, in order: writeSdp() returns it.

    bool operator==(const Sdp &) const = default;
};

/// A session description without its lines. The values are views into the text, so that reading it takes a fraction of
/// the time of parseSdp().
struct SdpView : BasicSdp<QStringView>
{
    QString text{};                ///< What was read.
    SdpTexts<QStringView> texts{}; ///< Values that are not parts of the text.
};

/// Reads a session description leniently: a line that cannot be read is a problem, and the rest is read.
/// \par Source  RFC 8866, RFC 8839, RFC 8841, RFC 8842, RFC 6544.
[[nodiscard]] Sdp parseSdp(const QString &text);
/// Returns the same values as parseSdp().
[[nodiscard]] SdpView viewSdp(const QString &text);

/// Returns the text of all lines. `writeSdp(parseSdp(text)) == text` for every text.
[[nodiscard]] QString writeSdp(const Sdp &sdp);

/// \a text with the values of ice-pwd and ice-ufrag replaced by bullets.
[[nodiscard]] QString redactedSdp(const QString &text);

} // namespace Inspector
