// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/support/qjsoncodec.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace RelayBench {

using namespace RelayCore;
using namespace Qt::StringLiterals;

std::optional<PeerConnection> decodeWithQJsonDocument(const QByteArray &utf8)
{
    const QJsonDocument document = QJsonDocument::fromJson(utf8);
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    if (object.value("message_type"_L1).toString() != "peer_connection"_L1)
        return std::nullopt;
    const QJsonValue sourceName = object.value("source_name"_L1);
    const QJsonValue type = object.value("description_type"_L1);
    const QJsonValue description = object.value("description"_L1);
    const QJsonValue error = object.value("error"_L1);
    PeerConnection message;
    message.sourceUuid = QUuid::fromString(object.value("source_uuid"_L1).toString());
    message.peerUuid = QUuid::fromString(object.value("peer_uuid"_L1).toString());
    if (message.sourceUuid.isNull() || message.peerUuid.isNull() || !sourceName.isString() || !description.isString())
        return std::nullopt;
    message.sourceName = sourceName.toString();
    message.description = description.toString();
    message.descriptionType = type.toString() == "answer"_L1 ? DescriptionType::Answer : DescriptionType::Offer;
    if (error.isString())
        message.error = error.toString();
    return message;
}

QByteArray encodeWithQJsonDocument(const PeerConnection &message)
{
    const QJsonObject object{
        {u"message_type"_s, u"peer_connection"_s},
        {u"source_uuid"_s, message.sourceUuid.toString(QUuid::WithoutBraces)},
        {u"source_name"_s, message.sourceName},
        {u"peer_uuid"_s, message.peerUuid.toString(QUuid::WithoutBraces)},
        {u"description_type"_s, QString(descriptionTypeName(message.descriptionType))},
        {u"description"_s, message.description},
        {u"error"_s, message.error ? QJsonValue(*message.error) : QJsonValue()},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace RelayBench
