// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/codec.h"

#include <QtCore/QtEndian>

#include <array>

namespace RelayCore {
namespace {

int hexDigit(QChar character)
{
    const char16_t c = character.unicode();
    if (c >= u'0' && c <= u'9')
        return c - u'0';
    if (c >= u'a' && c <= u'f')
        return c - u'a' + 10;
    if (c >= u'A' && c <= u'F')
        return c - u'A' + 10;
    return -1;
}

} // namespace

std::optional<QUuid> parseUuid(QStringView text)
{
    if (text.startsWith(QLatin1StringView("urn:uuid:")))
        text = text.sliced(9);
    while (text.startsWith(u'{') || text.startsWith(u'}'))
        text = text.sliced(1);
    while (text.endsWith(u'{') || text.endsWith(u'}'))
        text.chop(1);

    std::array<quint8, 16> bytes{};
    std::size_t digits = 0;
    for (const QChar character : text) {
        if (character == u'-')
            continue;
        const int digit = hexDigit(character);
        if (digit < 0 || digits == 2 * bytes.size())
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

} // namespace RelayCore
