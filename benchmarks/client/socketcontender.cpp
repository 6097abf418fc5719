// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "socketcontender.h"

#include "benchmarks/support/offer.h"
#include "relaycore/protocol/codec.h"

namespace RelayBench {

using namespace RelayCore;

SocketContender::SocketContender(const QUrl &relay)
    : m_relay(relay)
{
    QObject::connect(&m_socket, &QWebSocket::connected, &m_socket, [this] {
        m_socket.sendTextMessage(QString::fromLatin1(encode(RelayRegistration{QStringLiteral("bench"), m_uuid})));
    });
    QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket, [this](const QString &text) {
        if (m_isRegistered) {
            onText(text);
            return;
        }
        m_isRegistered = true;
        onReady();
    });
    QObject::connect(&m_socket, &QWebSocket::disconnected, &m_socket,
                     [this] { qFatal("The connection was lost: %s", qPrintable(m_socket.errorString())); });
}

SocketContender::~SocketContender()
{
    QObject::disconnect(&m_socket, nullptr, &m_socket, nullptr);
    m_socket.abort();
}

void SocketContender::open()
{
    m_socket.open(m_relay);
}

void SocketContender::send()
{
    if (m_offer.isEmpty())
        m_offer = QString::fromLatin1(encode(offerToOneself(m_uuid)));
    sendText(m_offer);
}

void SocketContender::sendText(const QString &text)
{
    m_socket.sendTextMessage(text);
    ++m_sent;
}

void SocketContender::onText(const QString &text)
{
    if (text.size() != m_offer.size())
        qFatal("The relay returned something else than the offer.");
    onReceived();
}

} // namespace RelayBench
