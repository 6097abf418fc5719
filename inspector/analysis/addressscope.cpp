// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/addressscope.h"

#include "inspector/analysis/sdptexts.h"

#include <QtCore/QtEndian>
#include <QtNetwork/QHostAddress>

#include <array>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

struct Block
{
    quint32 address;
    int bits;
    AddressScope scope;
};

constexpr std::array<Block, 6> blocks{{
    {0x7f000000, 8, AddressScope::Loopback},
    {0xa9fe0000, 16, AddressScope::LinkLocal},
    {0x0a000000, 8, AddressScope::Private},
    {0xac100000, 12, AddressScope::Private},
    {0xc0a80000, 16, AddressScope::Private},
    {0x64400000, 10, AddressScope::Private}, // RFC 6598
}};

AddressScope scopeOf(quint32 address)
{
    for (const Block &block : blocks) {
        if ((address ^ block.address) >> (32 - block.bits) == 0)
            return block.scope;
    }
    return AddressScope::Global;
}

AddressScope scopeOf(const QHostAddress &address)
{
    if (address.isLoopback())
        return AddressScope::Loopback;
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    if (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80)
        return AddressScope::LinkLocal;
    return (bytes[0] & 0xfe) == 0xfc ? AddressScope::Private : AddressScope::Global;
}

/// Returns the address that \a text is, four decimal numbers without leading zeros; nothing for all other forms.
std::optional<quint32> plainIPv4(QStringView text)
{
    quint32 address = 0;
    int numbers = 0;
    for (const QStringView part : text.tokenize(u'.')) {
        const bool hasLeadingZero = part.size() > 1 && part.front() == u'0';
        const auto number = part.size() > 3 || hasLeadingZero ? std::nullopt : sdpNumber<quint32>(part, 255);
        if (!number || ++numbers > 4)
            return std::nullopt;
        address = address << 8 | *number;
    }
    return numbers == 4 ? std::optional(address) : std::nullopt;
}

/// Returns the address that \a text is: groups of up to four hexadecimal digits, one "::" at most; nothing for all
/// other forms, such as those with an IPv4 address or an interface at their end.
std::optional<Q_IPV6ADDR> plainIPv6(QStringView text)
{
    Q_IPV6ADDR address{};
    const qsizetype gap = text.indexOf(u"::");
    const auto read = [&address](QStringView groups, int from) -> int {
        int count = 0;
        if (groups.isEmpty())
            return 0;
        for (const QStringView group : groups.tokenize(u':')) {
            if (group.isEmpty() || group.size() > 4 || from + count == 8)
                return -1;
            quint32 value = 0;
            for (const QChar c : group) {
                const char16_t lower = c.unicode() | 0x20;
                if (c >= u'0' && c <= u'9')
                    value = value << 4 | quint32(c.unicode() - u'0');
                else if (lower >= u'a' && lower <= u'f')
                    value = value << 4 | quint32(lower - u'a' + 10);
                else
                    return -1;
            }
            address[2 * (from + count)] = quint8(value >> 8);
            address[2 * (from + count) + 1] = quint8(value);
            ++count;
        }
        return count;
    };
    if (gap < 0)
        return read(text, 0) == 8 ? std::optional(address) : std::nullopt;
    const QStringView tail = text.mid(gap + 2);
    const int before = read(text.left(gap), 0);
    const int after = tail.isEmpty() ? 0 : int(tail.count(u':')) + 1;
    if (before < 0 || before + after > 7 || read(tail, 8 - after) != after)
        return std::nullopt;
    return address;
}

CandidateAddress classify(quint32 address)
{
    return {scopeOf(address), AddressFamily::IPv4, address & 0xffffff00};
}

CandidateAddress classify(const QHostAddress &address)
{
    bool isIPv4 = false; // Also where it is mapped into IPv6.
    const quint32 ipv4 = address.toIPv4Address(&isIPv4);
    if (isIPv4)
        return classify(ipv4);
    return {scopeOf(address), AddressFamily::IPv6, qFromBigEndian<quint64>(address.toIPv6Address().c)};
}

} // namespace

QString CandidateAddress::subnet() const
{
    switch (family) {
    case AddressFamily::Unknown:
        return {};
    case AddressFamily::IPv4:
        return QHostAddress(quint32(prefix)).toString() + u"/24"_s;
    case AddressFamily::IPv6: {
        Q_IPV6ADDR bytes{};
        qToBigEndian(prefix, bytes.c);
        return QHostAddress(bytes).toString() + u"/64"_s;
    }
    }
    Q_UNREACHABLE();
}

CandidateAddress classifyAddress(QStringView address)
{
    if (const auto plain = plainIPv4(address))
        return classify(*plain);
    if (const auto plain = plainIPv6(address))
        return classify(QHostAddress(*plain));
    QHostAddress host;
    // QHostAddress takes "1" and "10.1" for addresses, which a candidate must not contain.
    const bool isIPv4 = address.count(u'.') == 3 && !address.contains(u':');
    if (!(isIPv4 || address.contains(u':')) || !host.setAddress(address.toString())) {
        const bool local = address.endsWith(".local"_L1, Qt::CaseInsensitive);
        return {local ? AddressScope::MulticastDns : AddressScope::Name, AddressFamily::Unknown};
    }
    return classify(host);
}

} // namespace Inspector
