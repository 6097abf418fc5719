// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/stunmessage.h"

#include <QtCore/QtEndian>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr quint32 magicCookie = 0x2112a442;
constexpr quint32 fingerprintKey = 0x5354554e;
constexpr qsizetype headerBytes = 20;
constexpr quint16 bindingRequest = 0x0001;
constexpr quint16 bindingSuccess = 0x0101;
constexpr quint16 bindingError = 0x0111;

enum Attribute : quint16 {
    MappedAddress = 0x0001,
    Username = 0x0006,
    MessageIntegrity = 0x0008,
    ErrorCode = 0x0009,
    UnknownAttributes = 0x000a,
    Realm = 0x0014,
    Nonce = 0x0015,
    MessageIntegritySha256 = 0x001c,
    XorMappedAddress = 0x0020,
    Fingerprint = 0x8028,
    OtherAddress = 0x802c,
};

quint16 number16(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<quint16>(bytes.data() + at);
}

quint32 number32(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.data() + at);
}

/// CRC-32 of ITU V.42, as FINGERPRINT uses it.
quint32 crc32(QByteArrayView bytes)
{
    constexpr quint32 polynomial = 0xedb88320;
    quint32 crc = 0xffffffff;
    for (const char byte : bytes) {
        crc ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc >> 1 ^ (crc & 1 ? polynomial : 0);
    }
    return ~crc;
}

/// \param key  the cookie and the transaction for XOR-MAPPED-ADDRESS; empty for the others.
std::optional<StunAddress> readAddress(QByteArrayView value, const QByteArray &key)
{
    constexpr char ipv4 = 1;
    constexpr char ipv6 = 2;
    constexpr quint16 portKey = magicCookie >> 16;
    if (value.size() < 8)
        return std::nullopt;
    const char family = value[1];
    const qsizetype bytes = family == ipv4 ? 4 : family == ipv6 ? 16 : 0;
    if (bytes == 0 || value.size() != 4 + bytes)
        return std::nullopt;
    StunAddress result;
    result.port = number16(value, 2) ^ (key.isEmpty() ? 0 : portKey);
    QByteArray address = value.sliced(4).toByteArray();
    for (qsizetype i = 0; i < std::min(address.size(), key.size()); ++i)
        address[i] = char(address[i] ^ key[i]);
    if (bytes == 4) {
        result.address = QHostAddress(number32(address, 0));
    } else {
        Q_IPV6ADDR raw;
        std::copy(address.cbegin(), address.cend(), raw.c);
        result.address = QHostAddress(raw);
    }
    return result;
}

/// Attributes from 0x0000 to 0x7FFF must be understood; these have no meaning here, but are known.
bool mayBeIgnored(quint16 type)
{
    return type >= 0x8000 || type == Username || type == MessageIntegrity || type == UnknownAttributes || type == Realm
           || type == Nonce || type == MessageIntegritySha256;
}

} // namespace

QString StunAddress::toString() const
{
    const QString text = address.toString();
    return (text.contains(u':') ? u'[' + text + u']' : text) + u':' + QString::number(port);
}

QByteArray stunBindingRequest(const QByteArray &transaction)
{
    QByteArray request(headerBytes, '\0');
    qToBigEndian(bindingRequest, request.data());
    qToBigEndian(magicCookie, request.data() + 4);
    std::copy(transaction.cbegin(), transaction.cbegin() + std::min(transaction.size(), stunTransactionBytes),
              request.begin() + 8);
    return request;
}

std::variant<StunResponse, StunDefect> readStunResponse(QByteArrayView datagram)
{
    if (datagram.size() < headerBytes || (quint8(datagram[0]) & 0xc0) != 0 || number32(datagram, 4) != magicCookie)
        return StunDefect::NotStun;
    const quint16 type = number16(datagram, 0);
    if (type != bindingSuccess && type != bindingError)
        return StunDefect::NotAResponse;
    if (headerBytes + number16(datagram, 2) != datagram.size() || datagram.size() % 4 != 0)
        return StunDefect::Truncated;

    StunResponse response;
    response.transaction = datagram.sliced(8, stunTransactionBytes).toByteArray();
    const QByteArray key = datagram.sliced(4, 4 + stunTransactionBytes).toByteArray();
    bool hasXor = false;
    for (qsizetype at = headerBytes; at < datagram.size();) {
        if (at + 4 > datagram.size())
            return StunDefect::Truncated;
        const quint16 attribute = number16(datagram, at);
        const qsizetype size = number16(datagram, at + 2);
        const qsizetype padded = (size + 3) / 4 * 4;
        if (at + 4 + padded > datagram.size())
            return StunDefect::Truncated;
        const QByteArrayView value = datagram.sliced(at + 4, size);
        switch (attribute) {
        case MappedAddress:
        case XorMappedAddress:
        case OtherAddress: {
            const std::optional<StunAddress> address =
                readAddress(value, attribute == XorMappedAddress ? key : QByteArray());
            if (!address)
                return StunDefect::BadAddress;
            if (attribute == OtherAddress)
                response.other = response.other ? response.other : address;
            else if (attribute == XorMappedAddress && !hasXor)
                response.mapped = address;
            else if (!response.mapped)
                response.mapped = address;
            hasXor = hasXor || attribute == XorMappedAddress;
            break;
        }
        case ErrorCode: {
            if (size < 4)
                return StunDefect::Truncated;
            response.error = (value[2] & 0x07) * 100 + quint8(value[3]);
            response.reason = QString::fromUtf8(value.sliced(4)).left(509);
            break;
        }
        case Fingerprint:
            if (size != 4 || number32(value, 0) != (crc32(datagram.first(at)) ^ fingerprintKey))
                return StunDefect::Checksum;
            break;
        default:
            if (!mayBeIgnored(attribute))
                return StunDefect::UnknownAttribute;
        }
        at += 4 + padded;
    }
    if (type == bindingSuccess && (!response.mapped || response.error))
        return StunDefect::BadAddress;
    if (type == bindingError && !response.error)
        return StunDefect::Truncated;
    return response;
}

} // namespace Inspector
