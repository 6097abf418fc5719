// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/tcpconnector.h"

#include <QtCore/QFutureWatcher>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QTcpSocket>

#include <algorithm>
#include <utility>
#include <vector>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace RelayCore {

namespace {

/// Returns another descriptor of the connection of \a socket, which a QTcpSocket does not give away; -1 without one.
qintptr duplicate(const QTcpSocket &socket)
{
#ifdef Q_OS_UNIX
    return ::fcntl(int(socket.socketDescriptor()), F_DUPFD_CLOEXEC, 0);
#else
    Q_UNUSED(socket)
    return -1;
#endif
}

void closeDescriptor(qintptr descriptor)
{
#ifdef Q_OS_UNIX
    if (descriptor >= 0)
        ::close(int(descriptor));
#else
    Q_UNUSED(descriptor)
#endif
}

} // namespace

class TcpConnector::Private
{
public:
    enum class State : quint8 { Running, Connected, Ended };

    Private(TcpConnector &connector, std::shared_ptr<RelayClock> theClock, HostLookup theLookup)
        : q(connector)
        , clock(theClock ? std::move(theClock) : RelayClock::system())
        , lookup(theLookup ? std::move(theLookup) : lookUpHost)
    {}

    void onLookedUp(const QHostInfo &info);
    void tryNext();
    void onConnected(QTcpSocket &socket);
    void onFailed(const QTcpSocket *socket);
    void noteError(QAbstractSocket::SocketError found, const QString &words);
    void failIfDone();
    void dropAttempts();

    TcpConnector &q;
    std::shared_ptr<RelayClock> clock;
    HostLookup lookup;
    quint16 port = 0;
    QList<QHostAddress> waiting;
    std::vector<std::unique_ptr<QTcpSocket>> sockets; ///< Attempts under way.
    std::unique_ptr<ClockTimer> delay;
    QAbstractSocket::SocketError error = QAbstractSocket::UnknownSocketError;
    QString text;
    qintptr descriptor = -1;
    State state = State::Running;
};

void TcpConnector::Private::onLookedUp(const QHostInfo &info)
{
    if (state != State::Running)
        return;
    waiting = inAttemptOrder(info.addresses());
    if (waiting.isEmpty()) {
        const bool isUnknown = info.error() == QHostInfo::NoError || info.error() == QHostInfo::HostNotFound;
        noteError(isUnknown ? QAbstractSocket::HostNotFoundError : QAbstractSocket::UnknownSocketError,
                  isUnknown ? QAbstractSocket::tr("Host not found") : info.errorString());
        failIfDone();
        return;
    }
    tryNext();
}

void TcpConnector::Private::tryNext()
{
    delay.reset();
    if (state != State::Running || waiting.isEmpty())
        return;
    const QHostAddress address = waiting.takeFirst();
    auto *socket = sockets.emplace_back(std::make_unique<QTcpSocket>()).get();
    // At once: a moment later the socket would read what the peer sends first.
    QObject::connect(socket, &QAbstractSocket::connected, &q, [this, socket] { onConnected(*socket); });
    // Queued: some failures are emitted inside connectToHost().
    QObject::connect(
        socket, &QAbstractSocket::errorOccurred, &q, [this, socket] { onFailed(socket); }, Qt::QueuedConnection);
    if (!waiting.isEmpty())
        delay = clock->startTimer(attemptDelay, [this] { tryNext(); });
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->connectToHost(address, port);
}

void TcpConnector::Private::onConnected(QTcpSocket &socket)
{
    if (state != State::Running)
        return;
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    descriptor = duplicate(socket);
    if (descriptor < 0) {
        noteError(QAbstractSocket::SocketResourceError, QAbstractSocket::tr("Out of resources"));
        QMetaObject::invokeMethod(
            &q, [this, gone = &socket] { onFailed(gone); }, Qt::QueuedConnection);
        return;
    }
    state = State::Connected;
    delay.reset();
    socket.abort(); // A second descriptor of the connection would be one too many where they are scarce.
    QMetaObject::invokeMethod(
        &q,
        [this] {
            if (state != State::Connected)
                return;
            dropAttempts();
            Q_EMIT q.connected();
        },
        Qt::QueuedConnection);
}

void TcpConnector::Private::onFailed(const QTcpSocket *socket)
{
    const auto found = std::ranges::find(sockets, socket, [](const auto &attempt) { return attempt.get(); });
    if (state != State::Running || found == sockets.end())
        return;
    if (socket->error() != QAbstractSocket::UnknownSocketError)
        noteError(socket->error(), socket->errorString());
    sockets.erase(found);
    tryNext();
    failIfDone();
}

void TcpConnector::Private::noteError(QAbstractSocket::SocketError found, const QString &words)
{
    // "No route to the IPv6 address" must not hide that the other address was reached and refused.
    if (error == QAbstractSocket::ConnectionRefusedError)
        return;
    error = found;
    text = words;
}

void TcpConnector::Private::failIfDone()
{
    if (state != State::Running || !sockets.empty() || !waiting.isEmpty())
        return;
    state = State::Ended;
    Q_EMIT q.failed(error, text);
}

void TcpConnector::Private::dropAttempts()
{
    delay.reset();
    waiting.clear();
    for (const auto &socket : sockets)
        socket->disconnect(&q);
    sockets.clear();
}

TcpConnector::TcpConnector(std::shared_ptr<RelayClock> clock, HostLookup lookup, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(clock), std::move(lookup)))
{}

TcpConnector::~TcpConnector()
{
    stop();
}

bool TcpConnector::isSupported()
{
#ifdef Q_OS_UNIX
    return true;
#else
    return false;
#endif
}

QList<QHostAddress> TcpConnector::inAttemptOrder(const QList<QHostAddress> &addresses)
{
    QList<QHostAddress> preferred; // Of the family of the first address.
    QList<QHostAddress> others;
    for (const QHostAddress &address : addresses)
        (address.protocol() == addresses.constFirst().protocol() ? preferred : others).append(address);
    QList<QHostAddress> ordered;
    for (qsizetype i = 0; i < std::max(preferred.size(), others.size()); ++i) {
        ordered += preferred.mid(i, 1);
        ordered += others.mid(i, 1);
    }
    return ordered;
}

void TcpConnector::start(const QString &host, quint16 port)
{
    d->port = port;
    if (const QHostAddress literal(host); !literal.isNull()) {
        d->waiting = {literal};
        d->tryNext();
        return;
    }
    auto *watcher = new QFutureWatcher<QHostInfo>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            d->onLookedUp(watcher->result());
    });
    watcher->setFuture(d->lookup(host));
}

void TcpConnector::stop()
{
    d->state = Private::State::Ended;
    d->dropAttempts();
    closeDescriptor(takeDescriptor());
}

qintptr TcpConnector::takeDescriptor()
{
    return std::exchange(d->descriptor, -1);
}

} // namespace RelayCore
