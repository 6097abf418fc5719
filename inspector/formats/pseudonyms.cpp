// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/pseudonyms.h"

#include <QtCore/QMessageAuthenticationCode>
#include <QtCore/QRandomGenerator>

#include <array>
#include <utility>

namespace Inspector {

namespace {

QByteArray randomKey()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), qsizetype(sizeof(words)));
}

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Where the pseudonyms of addresses like \a original begin: in a network of the same reach.
quint32 firstNetwork(quint32 original)
{
    struct Range
    {
        quint32 network;
        int bits;
    };
    constexpr std::array<Range, 5> ranges{{{10U << 24, 8},
                                           {(172U << 24) | (16U << 16), 12},
                                           {(192U << 24) | (168U << 16), 16},
                                           {(100U << 24) | (64U << 16), 10},
                                           {(169U << 24) | (254U << 16), 16}}};
    for (const Range &range : ranges) {
        if (((original ^ range.network) >> (32 - range.bits)) == 0)
            return range.network;
    }
    return (198U << 24) | (18U << 16); // RFC 2544: not assigned.
}

/// The same for IPv6, as the first two bytes.
quint16 firstBytes(const QHostAddress &original)
{
    constexpr quint16 linkLocal = 0xfe80;
    constexpr quint16 uniqueLocal = 0xfd00;
    constexpr quint16 global = 0x2001;
    return original.isLinkLocal() ? linkLocal : original.isUniqueLocalUnicast() ? uniqueLocal : global;
}

} // namespace

Pseudonyms::Pseudonyms()
    : Pseudonyms(randomKey())
{}

Pseudonyms::Pseudonyms(QByteArray key)
    : m_key(std::move(key))
{}

QByteArray Pseudonyms::digest(const QByteArray &value) const
{
    return QMessageAuthenticationCode::hash(value, m_key, QCryptographicHash::Sha256);
}

QByteArray Pseudonyms::remember(Kind kind, const QByteArray &value, const QByteArray &pseudonym)
{
    if (!m_all.contains(value)) {
        const bool isWord = kind == Kind::Address || kind == Kind::Host || kind == Kind::Name;
        m_all.insert(value, {pseudonym, isWord, kind});
        ++m_counts[kind];
    }
    return pseudonym;
}

QByteArray Pseudonyms::ice(const QByteArray &value)
{
    constexpr char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    QByteArray pseudonym;
    for (QByteArray block = digest("ice" + value); pseudonym.size() < value.size(); block = digest(block)) {
        for (const char byte : std::as_const(block))
            pseudonym += letters[uchar(byte) % (sizeof(letters) - 1)];
    }
    return remember(Kind::Ice, value, pseudonym.first(value.size()));
}

QUuid Pseudonyms::uuid(const QUuid &value)
{
    if (value.isNull())
        return value;
    QByteArray bytes = digest("uuid" + value.toRfc4122()).first(16);
    bytes[6] = char((bytes.at(6) & 0x0f) | 0x40); // Version 4, variant of RFC 4122.
    bytes[8] = char((bytes.at(8) & 0x3f) | 0x80);
    const QUuid pseudonym = QUuid::fromRfc4122(bytes);
    remember(Kind::Uuid, value.toByteArray(QUuid::WithoutBraces), pseudonym.toByteArray(QUuid::WithoutBraces));
    return pseudonym;
}

QByteArray Pseudonyms::address(const QByteArray &value)
{
    const QHostAddress original(QString::fromLatin1(value));
    if (original.isNull() || original.isLoopback() || original.isMulticast() || original == QHostAddress::AnyIPv4
        || original == QHostAddress::AnyIPv6)
        return value;
    if (const auto known = m_all.constFind(value); known != m_all.constEnd())
        return known->pseudonym;
    return remember(Kind::Address, value, addressInNetwork(original).toString().toLatin1());
}

/// Addresses of one network (/24, or /64 for IPv6) stay in one, because a diagnosis compares networks.
QHostAddress Pseudonyms::addressInNetwork(const QHostAddress &original)
{
    bool isIpv4 = false;
    const quint32 ipv4 = original.toIPv4Address(&isIpv4);
    constexpr int hostBits = 8;
    Q_IPV6ADDR bytes = original.toIPv6Address();
    const quint32 start = isIpv4 ? firstNetwork(ipv4) : firstBytes(original);
    QByteArray network =
        isIpv4 ? QByteArray::number(ipv4 >> hostBits) : QByteArray(reinterpret_cast<const char *>(&bytes), 8).toHex();
    const auto found = m_networks.constFind(network);
    const Network known = found != m_networks.constEnd() ? *found : Network{m_networkCounts[start]++, 0};
    const Network next{known.number, known.hosts + 1};
    m_networks.insert(network, next);
    if (isIpv4)
        return QHostAddress(start + (next.number << hostBits) + 1 + (next.hosts - 1) % 254);
    bytes = {};
    bytes[0] = quint8(start >> 8);
    bytes[1] = quint8(start);
    if (start == 0x2001) { // RFC 3849: for documentation.
        bytes[2] = 0x0d;
        bytes[3] = 0xb8;
    }
    for (int i = 0; i < 4; ++i) {
        bytes[7 - i] = quint8(next.number >> (8 * i));
        bytes[15 - i] = quint8(next.hosts >> (8 * i));
    }
    return QHostAddress(bytes);
}

QByteArray Pseudonyms::numbered(Kind kind, const QByteArray &value, const QByteArray &prefix, const QByteArray &suffix)
{
    if (value.isEmpty())
        return value;
    if (const auto known = m_all.constFind(value); known != m_all.constEnd())
        return known->pseudonym;
    return remember(kind, value, prefix + QByteArray::number(m_counts.value(kind) + 1) + suffix);
}

QByteArray Pseudonyms::name(const QByteArray &value)
{
    return numbered(Kind::Name, value, "peer-", {});
}

QByteArray Pseudonyms::host(const QByteArray &value)
{
    if (value == "localhost")
        return value;
    return numbered(Kind::Host, value, "host-", ".example");
}

QByteArray Pseudonyms::fingerprint(const QByteArray &value)
{
    QByteArray pseudonym = value;
    QByteArray digits = digest("fingerprint" + value.toUpper()).toHex();
    qsizetype next = 0;
    for (char &c : pseudonym) {
        if (!isHex(c))
            continue;
        if (next == digits.size()) {
            digits = digest(digits).toHex();
            next = 0;
        }
        const char digit = digits.at(next++);
        c = c >= 'A' && c <= 'F' ? QByteArray(1, digit).toUpper().at(0) : digit;
    }
    // The case is that of the whole value, whatever its digits are.
    const bool isUpper = value != value.toLower();
    pseudonym = isUpper ? pseudonym.toUpper() : pseudonym.toLower();
    return remember(Kind::Fingerprint, value, pseudonym);
}

} // namespace Inspector
