// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/transport/channelopener.h"

#include "inspector/transport/randombytes.h"
#include "inspector/transport/upgradehead.h"
#include "relaycore/wire/upgraderesponse.h"

#include <QtCore/QCoreApplication>
#include <QtNetwork/QSslError>
#include <QtNetwork/QSslSocket>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::ChannelOpener)
};

constexpr qsizetype keyBytes = 16; ///< RFC 6455 section 4.1.

} // namespace

ChannelOpener::ChannelOpener(ChannelTarget target, QObject *parent)
    : QObject(parent)
    , m_target(std::move(target))
    , m_head(HttpHead::Kind::Response, RelayCore::maxUpgradeResponseBytes)
    , m_key(randomBytes(keyBytes).toBase64())
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { fail(0, Texts::tr("no answer within %1 s").arg(double(m_target.timeout.count()) / 1000)); });
}

ChannelOpener::~ChannelOpener()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void ChannelOpener::start()
{
    m_socket = std::make_unique<QSslSocket>();
    QSslSocket *socket = m_socket.get();
    socket->setProxy(m_target.proxy);
    connect(socket, &QIODevice::readyRead, this, &ChannelOpener::read);
    connect(socket, &QAbstractSocket::errorOccurred, this, &ChannelOpener::onSocketEnd, Qt::QueuedConnection);
    m_deadline.start(m_target.timeout);
    const QUrl &address = m_target.address;
    if (address.scheme() != "wss"_L1) {
        connect(socket, &QAbstractSocket::connected, this, &ChannelOpener::sendRequest);
        socket->connectToHost(address.host(), portOf(address));
        return;
    }
    if (m_target.tls)
        socket->setSslConfiguration(*m_target.tls);
    connect(socket, &QSslSocket::sslErrors, this, &ChannelOpener::onSslErrors);
    connect(socket, &QSslSocket::encrypted, this, &ChannelOpener::sendRequest);
    socket->connectToHostEncrypted(address.host(), portOf(address), certificateNameOf(address));
}

void ChannelOpener::onSslErrors(const QList<QSslError> &errors)
{
    if (!m_target.verifyCertificate)
        m_socket->ignoreSslErrors();
    else if (!errors.isEmpty())
        m_tlsProblem = errors.constFirst().errorString();
}

void ChannelOpener::sendRequest()
{
    m_socket->write(upgradeRequest(m_target.address, m_key, m_target.headers));
}

void ChannelOpener::read()
{
    if (m_hasEnded)
        return;
    const QByteArray bytes = m_socket->readAll();
    const qsizetype taken = m_head.read(bytes);
    switch (m_head.state()) {
    case HttpHead::State::Reading:
        return;
    case HttpHead::State::Broken:
        return fail(0, Texts::tr("the answer is no HTTP response: %1").arg(m_head.problem()));
    case HttpHead::State::Complete:
        break;
    }
    const auto response = RelayCore::parseUpgradeResponse(m_head.raw());
    if (!response)
        return fail(0, Texts::tr("the answer is no HTTP response"));
    if (response->status != 101)
        return fail(response->status, u"HTTP %1 %2"_s.arg(response->status).arg(QString::fromUtf8(response->reason)));
    if (const auto fault =
            RelayCore::upgradeFault(*response, m_key, RelayCore::requestedSubprotocols(m_target.headers)))
        return fail(0, fault->text());
    m_firstFrames = bytes.sliced(taken);
    m_hasEnded = true;
    m_deadline.stop();
    m_socket->disconnect(this);
    Q_EMIT opened();
}

void ChannelOpener::onSocketEnd()
{
    if (m_hasEnded)
        return;
    if (m_socket->bytesAvailable() > 0)
        read();
    if (!m_hasEnded)
        fail(0, m_tlsProblem.isEmpty() ? m_socket->errorString() : m_tlsProblem);
}

void ChannelOpener::abort()
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_deadline.stop();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
}

void ChannelOpener::fail(int status, const QString &words)
{
    if (m_hasEnded)
        return;
    abort();
    Q_EMIT failed(status, words);
}

std::unique_ptr<WebSocketChannel> ChannelOpener::takeChannel()
{
    return std::make_unique<WebSocketChannel>(std::move(m_socket));
}

} // namespace Inspector
