// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/cli/relayctltest.h"

#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>

using namespace RelayCore;
using namespace Qt::StringLiterals;

QByteArray RelayctlTest::offerLine(const QUuid &to, const QByteArray &description)
{
    return R"({"message_type":"peer_connection","peer_uuid":")" + to.toByteArray(QUuid::WithoutBraces)
           + R"(","description_type":"offer","description":")" + description + "\"}\n";
}

std::unique_ptr<RelayServer> RelayctlTest::relayOn(quint16 port)
{
    RelayServerOptions options;
    options.port = port;
    auto relay = std::make_unique<RelayServer>(options);
    if (!relay->listen())
        qFatal("%s", qPrintable(relay->errorString()));
    return relay;
}

quint16 RelayctlTest::freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

QStringList RelayctlTest::stateNames(const RelayctlProcess &relayctl)
{
    QStringList names;
    for (const QJsonObject &event : relayctl.events(u"state"_s))
        names.append(event.value("state"_L1).toString());
    return names;
}

QStringList RelayctlTest::outcomes(const RelayctlProcess &relayctl)
{
    QStringList names;
    for (const QJsonObject &event : relayctl.events(u"send"_s))
        names.append(event.value("outcome"_L1).toString());
    return names;
}

void RelayctlTest::init()
{
    m_relay = relayOn(0);
}

void RelayctlTest::cleanup()
{
    m_relay.reset();
}

QStringList RelayctlTest::connectTo(const QUrl &url, const QStringList &more) const
{
    return QStringList{u"connect"_s, url.toString(), u"--name"_s, u"alpha"_s, u"--uuid"_s, idOf(alpha)} + more;
}

QStringList RelayctlTest::connectToRelay(const QStringList &more) const
{
    return connectTo(m_relay->url(), more);
}

std::unique_ptr<RelayClient> RelayctlTest::registeredClient(const QUuid &uuid, const QString &name)
{
    RelayClientOptions options;
    options.address = m_relay->url();
    options.uuid = uuid;
    options.name = name;
    auto client = std::make_unique<RelayClient>(options);
    QSignalSpy registered(client.get(), &RelayClient::registered);
    client->connectToRelay();
    return registered.wait(limitMs) ? std::move(client) : nullptr;
}
