// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/icecandidate.h"

#include <QtCore/QString>

#include <optional>
#include <variant>

/// The lines of a session description. \a String is QString, or QStringView in a view of the description.
/// \par Source  RFC 8866 section 5.
namespace Inspector {

struct SdpVersion ///< `v=`
{
    quint32 number = 0;

    bool operator==(const SdpVersion &) const = default;
};

template<typename String>
struct BasicSdpOrigin ///< `o=`
{
    String username{};
    String sessionId{}; ///< Digits; may exceed 64 bits.
    String sessionVersion{};
    String netType{};
    String addressType{};
    String address{};

    bool operator==(const BasicSdpOrigin &) const = default;
};

template<typename String>
struct BasicSdpConnection ///< `c=`
{
    String netType{};
    String addressType{};
    String address{}; ///< With the TTL and the number of addresses, where they are given.

    bool operator==(const BasicSdpConnection &) const = default;
};

template<typename String>
struct BasicSdpBandwidth ///< `b=`
{
    String type{};
    quint64 bandwidth = 0; ///< kbit/s for the types CT and AS.

    bool operator==(const BasicSdpBandwidth &) const = default;
};

struct SdpTiming ///< `t=`, seconds since 1900; 0 is unbounded.
{
    quint64 start = 0;
    quint64 stop = 0;

    bool operator==(const SdpTiming &) const = default;
};

template<typename String>
struct BasicSdpMediaLine ///< `m=`
{
    String media{};
    int port = 0;
    std::optional<int> ports{}; ///< `port/ports`
    String protocol{};
    QList<String> formats{};

    bool operator==(const BasicSdpMediaLine &) const = default;
};

template<typename String>
struct BasicSdpFingerprint ///< `a=fingerprint`, RFC 8122 section 5.
{
    String hash{};  ///< Lower case: "sha-256"
    String value{}; ///< As written.

    bool operator==(const BasicSdpFingerprint &) const = default;
};

/// Every other attribute. Those with a member in SdpMedia or Sdp are checked, too.
template<typename String>
struct BasicSdpAttribute
{
    String name{};
    std::optional<String> value{}; ///< Empty for a flag, such as `a=end-of-candidates`.

    bool operator==(const BasicSdpAttribute &) const = default;
};

/// A line whose value is a text: `s= i= u= e= p= k= r= z=`, or a letter that RFC 8866 does not have.
template<typename String>
struct BasicSdpText
{
    QChar type{};
    String text{};

    bool operator==(const BasicSdpText &) const = default;
};

using SdpOrigin = BasicSdpOrigin<QString>;
using SdpConnection = BasicSdpConnection<QString>;
using SdpBandwidth = BasicSdpBandwidth<QString>;
using SdpMediaLine = BasicSdpMediaLine<QString>;
using SdpFingerprint = BasicSdpFingerprint<QString>;
using SdpAttribute = BasicSdpAttribute<QString>;
using SdpText = BasicSdpText<QString>;

/// What a line holds; std::monostate where it is empty or cannot be read.
template<typename String>
using BasicSdpValue =
    std::variant<std::monostate, SdpVersion, BasicSdpOrigin<String>, BasicSdpConnection<String>,
                 BasicSdpBandwidth<String>, SdpTiming, BasicSdpMediaLine<String>, BasicIceCandidate<String>,
                 BasicSdpFingerprint<String>, BasicSdpAttribute<String>, BasicSdpText<String>>;
using SdpValue = BasicSdpValue<QString>;

struct SdpLine
{
    enum class End : quint8 { None, Lf, CrLf }; ///< None only in the last line.

    QString text{}; ///< As written, without its end.
    End end = End::None;
    int media = -1;   ///< Index of the media description that it belongs to; -1: the session.
    SdpValue value{}; ///< Read from the text.

    bool operator==(const SdpLine &) const = default;
};

/// What readSdpLine() read.
template<typename String>
struct BasicSdpLineResult
{
    BasicSdpValue<String> value{};
    QString problem{}; ///< What is wrong with the line, translated; empty where nothing is.
};

using SdpLineResult = BasicSdpLineResult<QString>;

/// Reads the line \a text, which has no line end.
template<typename String>
[[nodiscard]] BasicSdpLineResult<String> readSdpLine(QStringView text, SdpTexts<String> &texts);
/// Returns the same with copies of the texts.
[[nodiscard]] SdpLineResult parseSdpLine(QStringView text);

} // namespace Inspector
