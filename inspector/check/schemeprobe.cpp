// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/schemeprobe.h"

#include "inspector/check/upgrade.h"
#include "inspector/transport/upgradehead.h"

#include <QtNetwork/QSslSocket>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

SchemeProbe::SchemeProbe(std::shared_ptr<RelayCore::RelayClock> clock, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_socket(new QSslSocket(this))
{}

SchemeProbe::~SchemeProbe()
{
    m_socket->disconnect(this);
}

void SchemeProbe::ask(const QUrl &url, const QHostAddress &peer, const QNetworkProxy &proxy,
                      std::chrono::milliseconds timeout)
{
    const bool tls = url.scheme() == "ws"_L1;
    connect(m_socket, &QAbstractSocket::errorOccurred, this, [this] { answer(false); });
    connect(m_socket, &QAbstractSocket::connected, this, [this, url, tls] {
        if (tls) {
            m_socket->setPeerVerifyMode(QSslSocket::VerifyNone); // The only question is whether it is TLS.
            m_socket->setPeerVerifyName(certificateNameOf(url));
            m_socket->startClientEncryption();
        } else {
            // A whole upgrade: some relays hang up on anything else without a word.
            m_socket->write(upgradeRequest(url, QByteArray(16, 'x').toBase64(), {}));
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
    m_deadline = m_clock->startTimer(timeout, [this] { answer(false); });
    m_socket->setProxy(proxy);
    if (proxy.type() == QNetworkProxy::NoProxy)
        m_socket->connectToHost(peer, portOf(url));
    else
        m_socket->connectToHost(url.host(), portOf(url));
}

void SchemeProbe::answer(bool speaksIt)
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
