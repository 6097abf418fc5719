// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/pcapngblocks.h"

#include <QtCore/QtEndian>

namespace Inspector::Pcapng {

namespace {

constexpr quint32 sectionHeader = 0x0A0D0D0A;
constexpr quint32 interfaceDescription = 1;
constexpr quint32 nameResolution = 4;
constexpr quint32 enhancedPacket = 6;
constexpr quint16 linkTypeRaw = 101;

constexpr quint16 endOfOptions = 0;
constexpr quint16 commentOption = 1;
constexpr quint16 interfaceName = 2;
constexpr quint16 userApplication = 4;
constexpr quint16 timeResolution = 9;

constexpr quint16 ipv4Record = 1;
constexpr quint16 ipv6Record = 2;

template<typename Number>
void append(QByteArray &bytes, Number number)
{
    const Number little = qToLittleEndian(number);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof(little));
}

void pad(QByteArray &bytes, qsizetype size)
{
    bytes.append((4 - size % 4) % 4, '\0');
}

void appendOption(QByteArray &bytes, quint16 code, QByteArrayView value)
{
    append<quint16>(bytes, code);
    append<quint16>(bytes, quint16(value.size()));
    bytes.append(value);
    pad(bytes, value.size());
}

/// A block that is being appended: its length, which stands before and behind it, is set at the end.
class Block
{
public:
    Block(QByteArray &file, quint32 type)
        : m_file(file)
        , m_begin(file.size())
    {
        append(file, type);
        append<quint32>(file, 0);
    }
    Q_DISABLE_COPY_MOVE(Block)
    ~Block()
    {
        const auto length = quint32(m_file.size() - m_begin + qsizetype(sizeof(quint32)));
        append(m_file, length);
        qToLittleEndian(length, m_file.data() + m_begin + sizeof(quint32));
    }

private:
    QByteArray &m_file;
    qsizetype m_begin;
};

} // namespace

void appendHeader(QByteArray &file, const QByteArray &application, const QByteArray &comment)
{
    {
        const Block block(file, sectionHeader);
        append<quint32>(file, 0x1A2B3C4D); // The byte order.
        append<quint16>(file, 1);          // Version 1.0.
        append<quint16>(file, 0);
        append<qint64>(file, -1); // The length of the section is not known.
        appendOption(file, userApplication, application);
        appendOption(file, commentOption, comment);
        appendOption(file, endOfOptions, {});
    }
    const Block block(file, interfaceDescription);
    append<quint16>(file, linkTypeRaw);
    append<quint16>(file, 0);
    append<quint32>(file, 0); // Packets are not cut.
    appendOption(file, interfaceName, "relay");
    appendOption(file, timeResolution, QByteArrayView("\x09", 1)); // 10^-9 s
    appendOption(file, commentOption, comment);
    appendOption(file, endOfOptions, {});
}

void appendName(QByteArray &file, const QHostAddress &address, const QByteArray &name)
{
    const Block block(file, nameResolution);
    QByteArray value;
    const bool isIpv4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    if (isIpv4) {
        const quint32 number = qToBigEndian(address.toIPv4Address());
        value.append(reinterpret_cast<const char *>(&number), sizeof(number));
    } else {
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        value.append(reinterpret_cast<const char *>(&bytes), sizeof(bytes));
    }
    value.append(name).append('\0');
    appendOption(file, isIpv4 ? ipv4Record : ipv6Record, value);
    appendOption(file, 0, {}); // The end of the records.
}

void appendPacket(QByteArray &file, qint64 timeNs, QByteArrayView packet, const QByteArray &comment)
{
    const Block block(file, enhancedPacket);
    append<quint32>(file, 0); // The interface.
    append<quint32>(file, quint32(quint64(timeNs) >> 32));
    append<quint32>(file, quint32(quint64(timeNs)));
    append<quint32>(file, quint32(packet.size()));
    append<quint32>(file, quint32(packet.size()));
    file.append(packet);
    pad(file, packet.size());
    if (!comment.isEmpty()) {
        appendOption(file, commentOption, comment);
        appendOption(file, endOfOptions, {});
    }
}

} // namespace Inspector::Pcapng
