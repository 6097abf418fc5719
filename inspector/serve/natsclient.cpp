// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/natsclient.h"

#include <QtCore/QFile>

#include <array>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::NatsClient {

namespace {

constexpr qint64 largestCredentials = 64 * 1024;

QString errorText(natsStatus status)
{
    const char *detail = nats_GetLastError(nullptr);
    const QString text = QString::fromUtf8(natsStatus_GetText(status));
    return detail && *detail ? u"%1 (%2)"_s.arg(text, QString::fromUtf8(detail)) : text;
}

/// Reads the files that \a from names into \a options. \return the reason where that fails, in English.
QString applyFiles(const NatsOptions &from, natsOptions *options)
{
    if (!from.caFile.isEmpty()) {
        if (const natsStatus status =
                natsOptions_LoadCATrustedCertificates(options, QFile::encodeName(from.caFile).constData());
            status != NATS_OK)
            return u"The authorities of the cluster cannot be read from %1: %2."_s.arg(from.caFile, errorText(status));
    }
    if (from.credentialsFile.isEmpty())
        return {};
    QFile file(from.credentialsFile);
    if (!file.open(QIODevice::ReadOnly))
        return u"Cannot read the credentials of the cluster, %1: %2."_s.arg(from.credentialsFile, file.errorString());
    const QByteArray text = file.read(largestCredentials);
    natsStatus status = NATS_OK;
    if (text.contains("-----BEGIN ")) {
        status = natsOptions_SetUserCredentialsFromFiles(options, QFile::encodeName(from.credentialsFile).constData(),
                                                         nullptr);
    } else {
        const QByteArrayList words = text.simplified().split(' ');
        if (words.size() == 1 && !words.constFirst().isEmpty())
            status = natsOptions_SetToken(options, words.constFirst().constData());
        else if (words.size() == 2)
            status = natsOptions_SetUserInfo(options, words.at(0).constData(), words.at(1).constData());
        else
            return u"The credentials of the cluster, %1, are neither a NATS credentials file nor one line `user "
                   "password` or a token."_s.arg(from.credentialsFile);
    }
    if (status != NATS_OK)
        return u"The credentials of the cluster, %1, cannot be used: %2."_s.arg(
            from.credentialsFile, QString::fromUtf8(natsStatus_GetText(status)));
    return {};
}

} // namespace

std::variant<OptionsPointer, QString> makeOptions(const NatsOptions &from)
{
    natsOptions *created = nullptr;
    natsOptions_Create(&created);
    OptionsPointer options(created);
    QList<QByteArray> names;
    std::vector<const char *> servers;
    for (const QString &server : from.servers)
        names.append(server.toUtf8());
    for (const QByteArray &name : std::as_const(names))
        servers.push_back(name.constData());
    natsOptions_SetServers(created, servers.data(), int(servers.size()));
    natsOptions_SetName(created, "relayctl serve");
    natsOptions_SetNoRandomize(created, true); // The first is the nearest; relays at one server have one way less.
    natsOptions_SetNoEcho(created, true);      // A claim must not come back to the relay that made it.
    natsOptions_UseGlobalMessageDelivery(created, true); // Otherwise each subscription has a thread.
    natsOptions_SetSendAsap(created, true);
    natsOptions_SetIgnoreDiscoveredServers(created, true);
    natsOptions_SetTimeout(created, 2000);
    natsOptions_SetMaxPendingMsgs(created, 1'000'000);
    if (QString problem = applyFiles(from, created); !problem.isEmpty())
        return problem;
    return options;
}

QString unreachableText(const QStringList &servers, natsStatus status)
{
    return u"No NATS server of %1 can be used: %2."_s.arg(servers.join(u", "), errorText(status));
}

QByteArray connectedUrl(natsConnection *connection)
{
    std::array<char, 512> url{};
    natsConnection_GetConnectedUrl(connection, url.data(), url.size());
    return url.data();
}

void publish(natsConnection *connection, const QByteArray &subject, const QByteArray &reply, const QByteArray &payload)
{
    if (reply.isEmpty())
        natsConnection_Publish(connection, subject.constData(), payload.constData(), int(payload.size()));
    else
        natsConnection_PublishRequest(connection, subject.constData(), reply.constData(), payload.constData(),
                                      int(payload.size()));
}

Inbox *Inbox::make(std::function<void()> wake)
{
    // Still reachable for a leak checker.
    static std::mutex mutex;
    static std::vector<std::unique_ptr<Inbox>> all;
    const std::lock_guard lock(mutex);
    all.emplace_back(new Inbox);
    all.back()->m_wake = std::move(wake);
    return all.back().get();
}

void Inbox::add(Event event)
{
    const std::lock_guard lock(m_mutex);
    const qsizetype bytes = event.payload.size();
    if (!m_wake || (event.kind == Event::Kind::Message && m_bytes + bytes > mostBytes))
        return;
    m_bytes += bytes;
    m_events.push_back(std::move(event));
    if (m_events.size() == 1)
        m_wake();
}

std::vector<Inbox::Event> Inbox::take()
{
    const std::lock_guard lock(m_mutex);
    m_bytes = 0;
    return std::exchange(m_events, {});
}

void Inbox::close()
{
    const std::lock_guard lock(m_mutex);
    m_wake = nullptr;
    m_events.clear();
}

void Inbox::onMessage(natsConnection *, natsSubscription *, natsMsg *message, void *inbox)
{
    Event event;
    event.subject = natsMsg_GetSubject(message);
    if (natsMsg_IsNoResponders(message)) {
        event.kind = Event::Kind::Unanswered;
    } else {
        event.reply = natsMsg_GetReply(message);
        event.payload = QByteArray(natsMsg_GetData(message), natsMsg_GetDataLength(message));
    }
    natsMsg_Destroy(message);
    static_cast<Inbox *>(inbox)->add(std::move(event));
}

void Inbox::onError(natsConnection *connection, natsSubscription *, natsStatus error, void *inbox)
{
    const char *detail = nullptr;
    natsConnection_GetLastError(connection, &detail);
    QString text = u"NATS: %1"_s.arg(QString::fromUtf8(natsStatus_GetText(error)));
    if (detail && *detail)
        text += u" (%1)"_s.arg(QString::fromUtf8(detail));
    static_cast<Inbox *>(inbox)->add({Event::Kind::Problem, text.toUtf8() + '.', {}, {}, 0});
}

} // namespace Inspector::NatsClient
