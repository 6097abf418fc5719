// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/interop/pythonclient.h"

#include "relaycore/protocol/codec.h"

using namespace Qt::StringLiterals;

QString PythonClient::start(const QUrl &relay, const QString &name, const QUuid &uuid, const QStringList &options)
{
    const QStringList arguments{u"--address"_s, relay.toString(), u"--name"_s,
                                name,           u"--uuid"_s,      uuid.toString(QUuid::WithoutBraces)};
    return process.startScript(u"relay_client.py"_s, arguments + options);
}

void PythonClient::send(const RelayCore::RelayMessage &message)
{
    process.writeLine(RelayCore::encode(message));
}

QList<RelayCore::RelayMessage> PythonClient::received() const
{
    QList<RelayCore::RelayMessage> messages;
    const QList<QJsonObject> events = process.events(u"message"_s);
    for (const QJsonObject &event : events) {
        const RelayCore::DecodeResult result = RelayCore::decode(event[u"text"].toString().toUtf8());
        if (const auto *message = std::get_if<RelayCore::RelayMessage>(&result))
            messages.append(*message);
    }
    return messages;
}

int PythonClient::closeCode() const
{
    const QList<QJsonObject> events = process.events(u"closed"_s);
    return events.isEmpty() ? 0 : events.first()[u"code"].toInt();
}

QString PythonClient::closeReason() const
{
    return process.events(u"closed"_s).value(0)[u"reason"].toString();
}

QString PythonClient::failure() const
{
    return process.events(u"failed"_s).value(0)[u"type"].toString();
}
