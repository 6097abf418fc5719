// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/peer.h"

#include "relaycore/protocol/codec.h"
#include "tests/fuzz/eventloop.h"

#include <QtNetwork/QNetworkRequest>

#include <algorithm>

namespace Fuzz {

using namespace Qt::StringLiterals;
using namespace RelayCore;

Peer::Peer(const QUrl &relay, const QByteArray &token, const QUuid &uuid)
    : m_relay(relay)
    , m_token(token)
    , m_uuid(uuid)
{}

QString Peer::signIn()
{
    if (!isConnected()) {
        m_socket = std::make_unique<QWebSocket>();
        QObject::connect(m_socket.get(), &QWebSocket::textMessageReceived, m_socket.get(),
                         [this](const QString &text) { onText(text); });
        QNetworkRequest request(m_relay);
        request.setRawHeader("Authorization", "Bearer " + m_token);
        m_socket->open(request);
        if (!waitFor([this] { return m_socket->state() != QAbstractSocket::ConnectingState; }) || !isConnected())
            return u"A client that behaves is not let in: "_s + m_socket->errorString();
    }
    return ask(RelayRegistration{u"peer"_s, m_uuid}, {RelayResponse{}});
}

QString Peer::ask(const RelayMessage &message, const QList<RelayMessage> &answers)
{
    m_socket->sendTextMessage(encodeText(message));
    m_socket->flush();
    const auto isAnswered = [&] {
        return std::ranges::any_of(answers,
                                   [this](const RelayMessage &answer) { return m_received.removeOne(answer); });
    };
    const bool inTime = waitFor([&] { return isAnswered() || !isConnected(); });
    if (!isConnected())
        return u"A client that behaves was closed with %1 %2"_s.arg(m_socket->closeCode()).arg(m_socket->closeReason());
    return inTime ? QString() : u"A client that behaves is not answered."_s;
}

void Peer::onText(const QString &text)
{
    const DecodeResult result = decode(text.toUtf8());
    if (const auto *message = std::get_if<RelayMessage>(&result))
        m_received.append(*message);
    else
        m_problem = u"The relay sent no relay message: "_s + std::get<DecodeError>(result).text();
}

} // namespace Fuzz
