// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/rowbatch.h"

#include <QtCore/QDataStream>
#include <QtCore/QIODevice>

namespace Inspector {

namespace {

constexpr quint8 formatVersion = 1;
constexpr qsizetype bytesPerRow = 1024; ///< Of the small tables; mostly the handshake of a connection.

void write(QDataStream &out, const MessageRow &row)
{
    out << row.id << row.connection << row.timeNs << quint8(row.direction) << quint8(row.opcode) << quint8(row.kind)
        << row.compressed << row.frames << row.wireBytes << row.source << row.peer << row.payload << row.sourceName
        << row.inflatedBytes.has_value() << row.inflatedBytes.value_or(0) << row.truncated;
}

MessageRow readMessage(QDataStream &in)
{
    MessageRow row;
    quint8 direction = 0;
    quint8 opcode = 0;
    quint8 kind = 0;
    bool isInflated = false;
    qint64 inflated = 0;
    in >> row.id >> row.connection >> row.timeNs >> direction >> opcode >> kind >> row.compressed >> row.frames
        >> row.wireBytes >> row.source >> row.peer >> row.payload >> row.sourceName >> isInflated >> inflated
        >> row.truncated;
    row.direction = RelayCore::Direction(direction);
    row.opcode = RelayCore::Opcode(opcode);
    row.kind = MessageKind(kind);
    if (isInflated)
        row.inflatedBytes = inflated;
    return row;
}

} // namespace

qsizetype RowBatch::size() const
{
    qsizetype bytes = (sources.size() + connections.size() + states.size() + losses.size()) * bytesPerRow;
    for (const MessageRow &row : messages)
        bytes += qsizetype(sizeof(MessageRow)) + row.payload.size();
    return bytes;
}

QByteArray RowBatch::toBytes() const
{
    QByteArray bytes;
    bytes.reserve(size());
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << formatVersion << revision << lastMessage << lastNs << endedNs.has_value() << endedNs.value_or(0) << otherRows
        << sources << connections << states << losses << quint32(messages.size());
    for (const MessageRow &row : messages)
        write(out, row);
    return bytes;
}

std::optional<RowBatch> RowBatch::fromBytes(const QByteArray &bytes)
{
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    RowBatch batch;
    quint8 version = 0;
    bool hasEnded = false;
    qint64 ended = 0;
    quint32 count = 0;
    in >> version;
    if (version != formatVersion)
        return std::nullopt;
    in >> batch.revision >> batch.lastMessage >> batch.lastNs >> hasEnded >> ended >> batch.otherRows >> batch.sources
        >> batch.connections >> batch.states >> batch.losses >> count;
    if (hasEnded)
        batch.endedNs = ended;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i)
        batch.messages.push_back(readMessage(in));
    if (in.status() != QDataStream::Ok || !in.atEnd())
        return std::nullopt;
    return batch;
}

} // namespace Inspector
