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

constexpr auto hexDigits = [] {
    std::array<quint8, 128> digits{};
    digits.fill(noDigit);
    for (quint8 i = 0; i < 10; ++i)
        digits['0' + i] = i;
    for (quint8 i = 0; i < 6; ++i)
        digits['a' + i] = digits['A' + i] = quint8(10 + i);
    return digits;
}();

/// \a Char is a byte of UTF-8 or Latin-1, or a unit of UTF-16: what is allowed is the same ASCII in all of them.
template<typename Char>
std::optional<QUuid> parse(std::basic_string_view<Char> text)
{
    constexpr std::string_view prefix("urn:uuid:");
    if (text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin()))
        text.remove_prefix(prefix.size());
    const auto isBrace = [](Char character) { return character == '{' || character == '}'; };
    while (!text.empty() && isBrace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBrace(text.back()))
        text.remove_suffix(1);

    std::array<quint8, 16> bytes{};
    std::size_t digits = 0;
    for (const Char character : text) {
        if (character == '-')
            continue;
        const auto code = static_cast<std::make_unsigned_t<Char>>(character);
        const quint8 digit = code < hexDigits.size() ? hexDigits[code] : noDigit;
        if (digit == noDigit || digits == 2 * bytes.size())
            return std::nullopt;
        bytes[digits / 2] = static_cast<quint8>(bytes[digits / 2] << 4 | digit);
        ++digits;
    }
    if (digits != 2 * bytes.size())
        return std::nullopt;
    return QUuid(qFromBigEndian<quint32>(&bytes[0]), qFromBigEndian<quint16>(&bytes[4]),
                 qFromBigEndian<quint16>(&bytes[6]), bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13],
                 bytes[14], bytes[15]);
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
