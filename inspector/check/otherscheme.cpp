// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/otherscheme.h"

#include <QtCore/QUrl>
#include <QtNetwork/QSslSocket>

namespace Inspector {

OtherScheme::OtherScheme(std::shared_ptr<RelayCore::Clock> clock, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_socket(new QSslSocket(this))
{}

OtherScheme::~OtherScheme()
{
    m_socket->disconnect(this);
}

void OtherScheme::ask(const QHostAddress &address, quint16 port, const QString &host, bool tls,
                      std::chrono::milliseconds patience)
{
    connect(m_socket, &QAbstractSocket::errorOccurred, this, [this] { answer(false); });
    connect(m_socket, &QAbstractSocket::connected, this, [this, host, tls] {
        if (tls) {
            m_socket->setPeerVerifyMode(QSslSocket::VerifyNone); // Whoever it is: the question is whether it is TLS.
            m_socket->setPeerVerifyName(host);
            m_socket->startClientEncryption();
        } else {
            const QByteArray name = QUrl::toAce(host).isEmpty() ? host.toLatin1() : QUrl::toAce(host);
            m_socket->write("GET / HTTP/1.1\r\nHost: " + (name.contains(':') ? '[' + name + ']' : name)
                            + "\r\nConnection: close\r\n\r\n");
        }
    });
    connect(m_socket, &QSslSocket::encrypted, this, [this] { answer(true); });
    connect(m_socket, &QIODevice::readyRead, this, [this, tls] {
        if (tls)
            return;
        constexpr QByteArrayView http = "HTTP/1.";
        m_received += m_socket->read(http.size() - m_received.size());
        if (m_received.size() == http.size())
            answer(m_received == http);
    });
    m_deadline = m_clock->startTimer(patience, [this] { answer(false); });
    m_socket->connectToHost(address, port);
}

void OtherScheme::answer(bool speaksIt)
{
    if (m_answered)
        return;
    m_answered = true;
    m_deadline.reset();
    m_socket->disconnect(this);
    m_socket->abort();
    Q_EMIT answered(speaksIt);
}

} // namespace Inspector
