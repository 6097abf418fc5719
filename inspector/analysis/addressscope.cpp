// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/addressscope.h"

#include <QtNetwork/QHostAddress>

#include <array>

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

} // namespace

CandidateAddress classifyAddress(const QString &address)
{
    QHostAddress host;
    // QHostAddress takes "1" and "10.1" for addresses, which a candidate must not contain.
    const bool isIPv4 = address.count(u'.') == 3 && !address.contains(u':');
    if (!(isIPv4 || address.contains(u':')) || !host.setAddress(address)) {
        const bool local = address.endsWith(".local"_L1, Qt::CaseInsensitive);
        return {local ? AddressScope::MulticastDns : AddressScope::Name, AddressFamily::Unknown, {}};
    }
    bool mapped = false;
    const quint32 ipv4 = host.toIPv4Address(&mapped);
    if (isIPv4 || mapped) {
        const QString subnet = QHostAddress(ipv4 & 0xffffff00).toString() + u"/24"_s;
        return {scopeOf(ipv4), AddressFamily::IPv4, subnet};
    }
    Q_IPV6ADDR prefix = host.toIPv6Address();
    for (int i = 8; i < 16; ++i)
        prefix[i] = 0;
    return {scopeOf(host), AddressFamily::IPv6, QHostAddress(prefix).toString() + u"/64"_s};
}

} // namespace Inspector
