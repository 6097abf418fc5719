// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/clusterframes.h"

#include <QtCore/QDataStream>
#include <QtCore/QIODevice>

namespace Inspector::ClusterFrames {

using RelayCore::Backplane;

namespace {

constexpr quint8 version = 1;

QDataStream &operator<<(QDataStream &stream, const Stamp &stamp)
{
    return stream << stamp.time << stamp.relay;
}

QDataStream &operator>>(QDataStream &stream, Stamp &stamp)
{
    return stream >> stamp.time >> stamp.relay;
}

QDataStream &operator<<(QDataStream &stream, const Part &part)
{
    const RelayCore::BackplaneMessage &message = part.message;
    return stream << part.isLast << message.source << message.peer << message.user << message.text;
}

QDataStream &operator>>(QDataStream &stream, Part &part)
{
    RelayCore::BackplaneMessage &message = part.message;
    return stream >> part.isLast >> message.source >> message.peer >> message.user >> message.text;
}

void write(QDataStream &stream, const Data &data)
{
    stream << data.from << data.epoch << data.confirmed << data.first << quint32(data.parts.size());
    for (const Part &part : data.parts)
        stream << part;
}

void read(QDataStream &stream, Data &data)
{
    quint32 count = 0;
    stream >> data.from >> data.epoch >> data.confirmed >> data.first >> count;
    for (quint32 i = 0; i < count && stream.status() == QDataStream::Ok; ++i) { // A wrong count takes no memory.
        data.parts.emplaceBack();
        stream >> data.parts.last();
    }
}

void write(QDataStream &stream, const Acknowledgement &answer)
{
    stream << answer.from << answer.epoch << answer.expected << answer.first << answer.outcomes << answer.hasGap;
}

void read(QDataStream &stream, Acknowledgement &answer)
{
    stream >> answer.from >> answer.epoch >> answer.expected >> answer.first >> answer.outcomes >> answer.hasGap;
}

void write(QDataStream &, const Lookup &) {}
void read(QDataStream &, Lookup &) {}

void write(QDataStream &stream, const Location &location)
{
    stream << location.relay;
}

void read(QDataStream &stream, Location &location)
{
    stream >> location.relay;
}

void write(QDataStream &stream, const Claim &claim)
{
    stream << claim.stamp << claim.user << claim.isNew;
}

void read(QDataStream &stream, Claim &claim)
{
    stream >> claim.stamp >> claim.user >> claim.isNew;
}

void write(QDataStream &stream, const Verdict &verdict)
{
    stream << quint8(verdict.outcome) << verdict.stamp << verdict.isProvisional;
}

void read(QDataStream &stream, Verdict &verdict)
{
    quint8 outcome = 0;
    stream >> outcome >> verdict.stamp >> verdict.isProvisional;
    if (outcome > quint8(Backplane::Announcement::Superseded))
        stream.setStatus(QDataStream::ReadCorruptData);
    verdict.outcome = Backplane::Announcement(outcome);
}

template<size_t index = 0>
Frame frameOf(quint8 kind)
{
    if constexpr (index + 1 < std::variant_size_v<Frame>) {
        if (kind != index)
            return frameOf<index + 1>(kind);
    }
    return Frame(std::in_place_index<index>);
}

} // namespace

QByteArray encode(const Frame &frame)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << version << quint8(frame.index());
    std::visit([&stream](const auto &value) { write(stream, value); }, frame);
    return bytes;
}

std::optional<Frame> decode(const QByteArray &bytes)
{
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    quint8 theirs = 0;
    quint8 kind = 0;
    stream >> theirs >> kind;
    if (theirs != version || kind >= std::variant_size_v<Frame>)
        return std::nullopt;
    Frame frame = frameOf(kind);
    std::visit([&stream](auto &value) { read(stream, value); }, frame);
    if (stream.status() != QDataStream::Ok || !stream.atEnd())
        return std::nullopt;
    return frame;
}

qsizetype encodedSize(const Part &part)
{
    return 64 + 2 * part.message.user.size() + part.message.text.size();
}

} // namespace Inspector::ClusterFrames
