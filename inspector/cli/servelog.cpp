// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/servelog.h"

#include "inspector/cli/jsonline.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QDateTime>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using RelayCore::RegisteredClient;

namespace {

constexpr qint64 nanosecondsInSecond = 1'000'000'000;
constexpr qint64 nanosecondsInMillisecond = 1'000'000;

constexpr quint16 duplicateRegistration = quint16(RelayCore::CloseCode::DuplicateRegistration);
constexpr quint16 undecodableMessage = quint16(RelayCore::CloseCode::UndecodableMessage);

QByteArray printable(const QString &text)
{
    return RelayCore::displayText(text).toUtf8();
}

QByteArray text(const QUuid &uuid)
{
    return uuid.toByteArray(QUuid::WithoutBraces);
}

QByteArray described(const RegisteredClient &client)
{
    return text(client.uuid) + " (" + printable(client.name) + ')';
}

QByteArray whole(const RegisteredClient &client)
{
    return "Client(name=" + printable(client.name) + ", uuid=" + text(client.uuid)
           + ", user=" + (client.user.isEmpty() ? QByteArray("everybody") : printable(client.user))
           + ", address=" + client.address.toLatin1()
           + ", created=" + client.since.toUTC().toString(u"yyyy-MM-dd hh:mm:ss"_s).toLatin1() + " UTC)";
}

QByteArray shortJson(const RegisteredClient &client)
{
    return JsonLine().text("uuid"_L1, client.uuid.toString(QUuid::WithoutBraces)).text("name"_L1, client.name).object();
}

QByteArray wholeJson(const RegisteredClient &client)
{
    return JsonLine()
        .text("uuid"_L1, client.uuid.toString(QUuid::WithoutBraces))
        .text("name"_L1, client.name)
        .textOrNull("user"_L1, client.user)
        .text("address"_L1, client.address)
        .text("since"_L1, client.since.toUTC().toString(Qt::ISODateWithMs))
        .number("messages"_L1, qint64(client.messages))
        .object();
}

/// Where the reference shrugs, warns or complains.
LogLevel levelOf(quint16 closeCode)
{
    if (closeCode == duplicateRegistration)
        return LogLevel::Info;
    return closeCode == undecodableMessage ? LogLevel::Error : LogLevel::Warning;
}

} // namespace

ServeLog::ServeLog(LogLevel level, Format format, std::function<void(const QByteArray &, LogLevel)> write,
                   std::function<qint64()> now)
    : m_level(level)
    , m_format(format)
    , m_write(std::move(write))
    , m_now(std::move(now))
{}

void ServeLog::registered(const RegisteredClient &client)
{
    if (!isEnabled(LogLevel::Info))
        return;
    if (isJson())
        return json(LogLevel::Info, JsonLine("registered"_L1).raw("client"_L1, wholeJson(client)));
    words(LogLevel::Info, "Registered client: " + whole(client));
}

void ServeLog::unregistered(const RegisteredClient &client, quint16 closeCode)
{
    if (!isEnabled(LogLevel::Info))
        return;
    if (isJson())
        return json(LogLevel::Info,
                    JsonLine("unregistered"_L1).raw("client"_L1, wholeJson(client)).number("close_code"_L1, closeCode));
    words(LogLevel::Info, "Unregistering client " + described(client) + " with code " + QByteArray::number(closeCode));
}

void ServeLog::forwarded(const RegisteredClient &from, const RegisteredClient &to)
{
    if (!isEnabled(LogLevel::Info))
        return;
    if (isJson())
        return json(LogLevel::Info,
                    JsonLine("forwarded"_L1).raw("from"_L1, shortJson(from)).raw("to"_L1, shortJson(to)));
    words(LogLevel::Info, "Transmitting message from " + described(from) + " to " + described(to));
}

void ServeLog::routed(const RegisteredClient &from, const QUuid &peer)
{
    if (!isEnabled(LogLevel::Info))
        return;
    if (isJson())
        return json(
            LogLevel::Info,
            JsonLine("routed"_L1).raw("from"_L1, shortJson(from)).text("peer"_L1, peer.toString(QUuid::WithoutBraces)));
    words(LogLevel::Info, "Transmitting message from " + described(from) + " to " + text(peer) + " at another relay");
}

void ServeLog::arrived(const QUuid &source, const RegisteredClient &to)
{
    if (!isEnabled(LogLevel::Info))
        return;
    if (isJson())
        return json(LogLevel::Info, JsonLine("arrived"_L1)
                                        .text("source"_L1, source.toString(QUuid::WithoutBraces))
                                        .raw("to"_L1, shortJson(to)));
    words(LogLevel::Info, "Transmitting message from " + text(source) + " at another relay to " + described(to));
}

void ServeLog::returned(const RegisteredClient &from, const QUuid &peer, const QString &error)
{
    if (!isEnabled(LogLevel::Warning))
        return;
    if (isJson())
        return json(LogLevel::Warning, JsonLine("returned"_L1)
                                           .raw("from"_L1, shortJson(from))
                                           .text("peer"_L1, peer.toString(QUuid::WithoutBraces))
                                           .text("error"_L1, error));
    words(LogLevel::Warning, "Returned message of " + described(from) + ": " + printable(error));
}

void ServeLog::clientRefused(const QString &address, quint16 closeCode, const QString &reason)
{
    const LogLevel level = levelOf(closeCode);
    if (!isEnabled(level))
        return;
    if (isJson())
        return json(level, JsonLine("refused"_L1)
                               .text("address"_L1, address)
                               .number("close_code"_L1, closeCode)
                               .text("reason"_L1, reason));
    words(level, "Closed client at " + address.toLatin1() + " with code " + QByteArray::number(closeCode) + ": "
                     + printable(reason));
}

void ServeLog::connectionRefused(const QString &address, const QString &reason)
{
    if (!isEnabled(LogLevel::Warning))
        return;
    if (isJson())
        return json(LogLevel::Warning,
                    JsonLine("connection_refused"_L1).textOrNull("address"_L1, address).text("reason"_L1, reason));
    const QByteArray from = address.isEmpty() ? QByteArray() : " from " + address.toLatin1();
    words(LogLevel::Warning, "No connection" + from + ": " + printable(reason));
}

void ServeLog::count(QList<RegisteredClient> clients, int limit)
{
    if (!isEnabled(LogLevel::Info))
        return;
    const bool names = clients.size() < limit;
    std::ranges::stable_sort(clients, {}, &RegisteredClient::name);
    if (isJson()) {
        QByteArrayList list;
        for (const RegisteredClient &client : std::as_const(clients))
            list.append(names ? wholeJson(client) : QByteArray());
        return json(LogLevel::Info, JsonLine("clients"_L1)
                                        .number("count"_L1, clients.size())
                                        .raw("clients"_L1, names ? '[' + list.join(',') + ']' : "null"_ba));
    }
    QByteArray text = "Connected clients: " + QByteArray::number(clients.size());
    if (names) {
        for (const RegisteredClient &client : std::as_const(clients))
            text += '\n' + whole(client);
    }
    words(LogLevel::Info, text);
}

void ServeLog::note(LogLevel level, const QString &text)
{
    if (!isEnabled(level))
        return;
    if (isJson())
        return json(level, JsonLine("log"_L1).text("text"_L1, text));
    words(level, printable(text));
}

void ServeLog::words(LogLevel level, const QByteArray &text)
{
    const qint64 now = m_now();
    if (const qint64 second = now / nanosecondsInSecond; second != m_stampSecond) {
        m_stampSecond = second;
        m_stamp = QDateTime::fromSecsSinceEpoch(second).toString(u"yyyy-MM-dd hh:mm:ss"_s).toLatin1();
    }
    const QByteArray milliseconds = QByteArray::number(now % nanosecondsInSecond / nanosecondsInMillisecond);
    const QLatin1StringView name = logLevelName(level);
    m_write('[' + m_stamp + '.' + milliseconds.rightJustified(3, '0') + "] "
                + QByteArray(name.data(), name.size()).leftJustified(5) + " (relay.server) :: " + text + '\n',
            level);
}

void ServeLog::json(LogLevel level, JsonLine line)
{
    m_write(line.text("level"_L1, QString(logLevelName(level)).toLower()).at(m_now()), level);
}

} // namespace Inspector
