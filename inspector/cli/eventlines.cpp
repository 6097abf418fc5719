// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/eventlines.h"

#include "inspector/cli/jsonline.h"
#include "relaycore/protocol/codec.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector::EventLines {

namespace {

void addError(JsonLine &line, const RelayCore::RelayError &error)
{
    line.text("category"_L1, RelayCore::categoryName(error.category))
        .text("phase"_L1, RelayCore::phaseName(error.phase))
        .boolean("fatal"_L1, error.fatal)
        .numberOrNull("close_code"_L1, error.closeCode)
        .numberOrNull("http_status"_L1, error.httpStatus)
        .textOrNull("text"_L1, error.text);
}

} // namespace

QByteArray state(RelayCore::RelayClient::State state, qint64 timeNs)
{
    return JsonLine("state"_L1).text("state"_L1, RelayCore::stateName(state)).at(timeNs);
}

QByteArray registered(const QString &name, const QUuid &uuid, bool isReconnect, qint64 timeNs)
{
    return JsonLine("registered"_L1)
        .text("name"_L1, name)
        .text("uuid"_L1, uuid.toString(QUuid::WithoutBraces))
        .boolean("reconnect"_L1, isReconnect)
        .at(timeNs);
}

QByteArray message(RelayCore::Direction direction, const RelayCore::RelayMessage &message, qint64 timeNs)
{
    return JsonLine("message"_L1)
        .text("direction"_L1, direction == RelayCore::Direction::Sent ? "sent"_L1 : "received"_L1)
        .raw("message"_L1, RelayCore::encode(message))
        .at(timeNs);
}

QByteArray undecodable(const QString &reason, const QString &data, qint64 timeNs)
{
    return JsonLine("undecodable"_L1).text("reason"_L1, reason).text("data"_L1, data).at(timeNs);
}

QByteArray send(RelayCore::SendId id, RelayCore::SendOutcome outcome, qint64 timeNs)
{
    return JsonLine("send"_L1)
        .number("id"_L1, qint64(id))
        .text("outcome"_L1, RelayCore::sendOutcomeName(outcome))
        .at(timeNs);
}

QByteArray retry(int attempt, std::chrono::milliseconds delay, const RelayCore::RelayError &error, qint64 timeNs)
{
    JsonLine cause;
    addError(cause, error);
    return JsonLine("retry"_L1)
        .number("attempt"_L1, attempt)
        .number("delay_ms"_L1, delay.count())
        .raw("error"_L1, cause.object())
        .at(timeNs);
}

QByteArray error(const RelayCore::RelayError &error, qint64 timeNs)
{
    JsonLine line("error"_L1);
    addError(line, error);
    return line.at(timeNs);
}

QByteArray listening(const QUrl &url, qint64 timeNs)
{
    return JsonLine("listening"_L1).text("url"_L1, url.toString()).at(timeNs);
}

QByteArray listening(const QUrl &url, const QString &authority, const QString &bundle, qint64 timeNs)
{
    return JsonLine("listening"_L1)
        .text("url"_L1, url.toString())
        .text("authority"_L1, authority)
        .text("bundle"_L1, bundle)
        .at(timeNs);
}

QByteArray metrics(const QUrl &url, qint64 timeNs)
{
    return JsonLine("metrics"_L1).text("url"_L1, url.toString()).at(timeNs);
}

QByteArray tap(const RelayCore::TapAddress &tap)
{
    return JsonLine("tap"_L1)
        .number("pid"_L1, tap.pid)
        .text("application"_L1, tap.application)
        .text("socket"_L1, tap.socket)
        .at(tap.startedNs);
}

} // namespace Inspector::EventLines
