// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/codec.h"

#include <QtCore/QtEndian>

#include <algorithm>
#include <array>
#include <string_view>
#include <type_traits>

namespace RelayCore {
namespace {

constexpr quint8 noDigit = 0xFF;

constexpr auto uuidDigits = [] {
    std::array<quint8, 256> digits{};
    digits.fill(noDigit);
    for (quint8 i = 0; i < 10; ++i)
        digits['0' + i] = i;
    for (quint8 i = 0; i < 6; ++i)
        digits['a' + i] = digits['A' + i] = quint8(10 + i);
    return digits;
}();

template<typename Char>
quint8 digitOf(Char character)
{
    const auto code = static_cast<std::make_unsigned_t<Char>>(character);
    return code < uuidDigits.size() ? uuidDigits[code] : noDigit;
}

using Bytes = std::array<quint8, 16>;

QUuid fromBytes(const Bytes &bytes)
{
    return QUuid(qFromBigEndian<quint32>(&bytes[0]), qFromBigEndian<quint16>(&bytes[4]),
                 qFromBigEndian<quint16>(&bytes[6]), bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13],
                 bytes[14], bytes[15]);
}

/// 8-4-4-4-12: what nearly everybody sends, and every message has two of them.
template<typename Char>
std::optional<QUuid> parseCanonical(std::basic_string_view<Char> text)
{
    constexpr Bytes places{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};
    if (text.size() != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        return std::nullopt;
    Bytes bytes{};
    quint8 seen = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const quint8 high = digitOf(text[places[i]]);
        const quint8 low = digitOf(text[places[i] + 1U]);
        seen |= high | low;
        bytes[i] = static_cast<quint8>(high << 4 | low);
    }
    if (seen > 0xF)
        return std::nullopt;
    return fromBytes(bytes);
}

/// \a Char is a byte of UTF-8 or Latin-1, or a unit of UTF-16: what is allowed is the same ASCII in all of them.
template<typename Char>
std::optional<QUuid> parse(std::basic_string_view<Char> text)
{
    if (const auto uuid = parseCanonical(text))
        return uuid;
    constexpr std::string_view prefix("urn:uuid:");
    if (text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin()))
        text.remove_prefix(prefix.size());
    const auto isBrace = [](Char character) { return character == '{' || character == '}'; };
    while (!text.empty() && isBrace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBrace(text.back()))
        text.remove_suffix(1);

    Bytes bytes{};
    std::size_t digits = 0;
    for (const Char character : text) {
        if (character == '-')
            continue;
        const quint8 digit = digitOf(character);
        if (digit == noDigit || digits == 2 * bytes.size())
            return std::nullopt;
        bytes[digits / 2] = static_cast<quint8>(bytes[digits / 2] << 4 | digit);
        ++digits;
    }
    if (digits != 2 * bytes.size())
        return std::nullopt;
    return fromBytes(bytes);
}

std::optional<QUuid> parse(QStringView text)
{
    return parse(std::u16string_view(text.utf16(), static_cast<std::size_t>(text.size())));
}

std::optional<QUuid> parse(QLatin1StringView text)
{
    return parse(std::string_view(text.data(), static_cast<std::size_t>(text.size())));
}

std::optional<QUuid> parse(QUtf8StringView text)
{
    return parse(std::string_view(reinterpret_cast<const char *>(text.data()), static_cast<std::size_t>(text.size())));
}

} // namespace

std::optional<QUuid> parseUuid(QAnyStringView text)
{
    return text.visit([](auto view) { return parse(view); });
}

} // namespace RelayCore
