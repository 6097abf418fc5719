// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/icecandidate.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <variant>

/// The lines of a session description. \par Source RFC 8866 section 5.
namespace Inspector {

struct SdpVersion ///< `v=`
{
    quint32 number = 0;

    bool operator==(const SdpVersion &) const = default;
};

struct SdpOrigin ///< `o=`
{
    QString username{};
    QString sessionId{}; ///< Digits; may exceed 64 bits.
    QString sessionVersion{};
    QString netType{};
    QString addressType{};
    QString address{};

    bool operator==(const SdpOrigin &) const = default;
};

struct SdpConnection ///< `c=`
{
    QString netType{};
    QString addressType{};
    QString address{}; ///< With the TTL and the number of addresses, where they are given.

    bool operator==(const SdpConnection &) const = default;
};

struct SdpBandwidth ///< `b=`
{
    QString type{};
    quint64 bandwidth = 0; ///< kbit/s for the types CT and AS.

    bool operator==(const SdpBandwidth &) const = default;
};

struct SdpTiming ///< `t=`, seconds since 1900; 0 is unbounded.
{
    quint64 start = 0;
    quint64 stop = 0;

    bool operator==(const SdpTiming &) const = default;
};

struct SdpMediaLine ///< `m=`
{
    QString media{};
    int port = 0;
    std::optional<int> ports{}; ///< `port/ports`
    QString protocol{};
    QStringList formats{};

    bool operator==(const SdpMediaLine &) const = default;
};

struct SdpFingerprint ///< `a=fingerprint`, RFC 8122 section 5.
{
    QString hash{};  ///< Lower case: "sha-256"
    QString value{}; ///< As written.

    bool operator==(const SdpFingerprint &) const = default;
};

/// Every other attribute. Those with a member in SdpMedia or Sdp are checked, too.
struct SdpAttribute
{
    QString name{};
    std::optional<QString> value{}; ///< Empty for a flag, such as `a=end-of-candidates`.

    bool operator==(const SdpAttribute &) const = default;
};

/// A line whose value is a text: `s= i= u= e= p= k= r= z=`, or a letter that RFC 8866 does not have.
struct SdpText
{
    QChar type{};
    QString text{};

    bool operator==(const SdpText &) const = default;
};

/// What a line holds; std::monostate where it is empty or cannot be read.
using SdpValue = std::variant<std::monostate, SdpVersion, SdpOrigin, SdpConnection, SdpBandwidth, SdpTiming,
                              SdpMediaLine, IceCandidate, SdpFingerprint, SdpAttribute, SdpText>;

struct SdpLine
{
    enum class End : quint8 { None, Lf, CrLf }; ///< None only in the last line.

    QString text{}; ///< As written, without its end.
    End end = End::None;
    int media = -1;   ///< Index of the media description that it belongs to; -1: the session.
    SdpValue value{}; ///< Read from the text.

    bool operator==(const SdpLine &) const = default;
};

/// What parseSdpLine() read.
struct SdpLineResult
{
    SdpValue value{};
    QString problem{}; ///< What is wrong with the line, translated; empty where nothing is.
};

/// Reads the line \a text, which has no line end.
[[nodiscard]] SdpLineResult parseSdpLine(QStringView text);

/// The parts of an attribute that parseSdpLine() reads as SdpAttribute.
struct SdpAttributeView
{
    QStringView name;
    QStringView value; ///< Empty without a colon, too.
};

/// Returns the attribute of the line \a text without copying it; nothing where parseSdpLine() returns something else.
[[nodiscard]] std::optional<SdpAttributeView> plainSdpAttribute(QStringView text);
/// Returns what parseSdpLine() returns as the problem of such an attribute.
[[nodiscard]] QString problemOfSdpAttribute(QStringView name, QStringView value);

} // namespace Inspector
