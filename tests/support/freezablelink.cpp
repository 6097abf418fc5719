// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/support/freezablelink.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

namespace TestSupport {

using namespace Qt::Literals::StringLiterals;

class FreezableLink::Connection : public QObject
{
public:
    Connection(QTcpSocket *client, const QUrl &relay, QObject *parent)
        : QObject(parent)
        , m_client(client)
    {
        m_client->setParent(this);
        connectEnds(m_client, &m_relay);
        connectEnds(&m_relay, m_client);
        connect(&m_relay, &QAbstractSocket::connected, this, [this] { pass(m_client, &m_relay); });
        m_relay.connectToHost(relay.host(), static_cast<quint16>(relay.port()));
    }

    void freeze() { m_frozen = true; }
    void cut()
    {
        m_client->abort();
        m_relay.abort();
    }

private:
    void connectEnds(QTcpSocket *from, QTcpSocket *to)
    {
        connect(from, &QIODevice::readyRead, this, [this, from, to] { pass(from, to); });
        connect(from, &QAbstractSocket::disconnected, this, [this, to] {
            if (!m_frozen)
                to->disconnectFromHost();
        });
    }
    void pass(QTcpSocket *from, QTcpSocket *to) const
    {
        if (!m_frozen && to->state() == QAbstractSocket::ConnectedState)
            to->write(from->readAll());
    }

    QTcpSocket *m_client;
    QTcpSocket m_relay;
    bool m_frozen = false;
};

FreezableLink::FreezableLink(const QUrl &relay)
    : m_relay(relay)
    , m_server(new QTcpServer(this))
{
    connect(m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *client = m_server->nextPendingConnection())
            new Connection(client, m_relay, this); // Our child.
    });
    m_server->listen(QHostAddress::LocalHost);
}

FreezableLink::~FreezableLink() = default;

QUrl FreezableLink::address() const
{
    return QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->serverPort()));
}

void FreezableLink::freeze()
{
    for (QObject *child : children()) {
        if (auto *connection = dynamic_cast<Connection *>(child))
            connection->freeze();
    }
}

void FreezableLink::cut()
{
    for (QObject *child : children()) {
        if (auto *connection = dynamic_cast<Connection *>(child))
            connection->cut();
    }
}

} // namespace TestSupport
