// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/tcplistener.h"

#include <QtCore/QPointer>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#endif

namespace RelayCore {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Where thousands of clients come back at the same moment, the kernel holds them until they are accepted.
constexpr int backlog = 4096;
/// Between two looks whether there are descriptors again.
constexpr auto retryInterval = 100ms;
/// Without a shortage for so long it is over. Clients that come and go at the limit make one message, not thousands.
constexpr auto calmTime = 5s;
/// Connections accepted in one turn of the event loop.
constexpr int maxPerTurn = 256;
/// Attempts to find a port that is free on every address.
constexpr int portAttempts = 16;
constexpr int maxReserve = 16;

/// A listening socket. Qt creates and closes it; on Unix it does not accept.
class ListeningSocket final : public QTcpServer
{
public:
    explicit ListeningSocket(TcpListener &listener)
        : m_listener(listener)
    {
        setListenBacklogSize(backlog);
    }

protected:
    void incomingConnection(qintptr descriptor) override { Q_EMIT m_listener.accepted(descriptor); }

private:
    TcpListener &m_listener;
};

/// Descriptors that the system allows this process; 0 where that is unknown or unlimited.
int allowedDescriptors()
{
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur <= 1'000'000'000)
        return int(limit.rlim_cur);
#endif
    return 0;
}

} // namespace

class TcpListener::Private
{
public:
    struct Socket
    {
        std::unique_ptr<ListeningSocket> server;
        std::unique_ptr<QSocketNotifier> notifier;
    };

    explicit Private(TcpListener &listener)
        : q(listener)
    {}

    [[nodiscard]] bool listenOn(const QList<QHostAddress> &addresses, quint16 port);
    void watch(Socket &socket);
    void updateNotifiers();
    void acceptFrom(const Socket &socket);
    void stopAccepting(const QString &reason);
    void tryAgain();
    [[nodiscard]] bool hasRoom() const;

    TcpListener &q;
    std::vector<Socket> sockets;
    QString error;
    QTimer retry;
    QTimer calm;
    int promised = 0; ///< Descriptors that are still to be opened for connections that were accepted.
    bool isPaused = false;
    bool isShort = false; ///< acceptingStopped() was emitted, acceptingResumed() not yet.
};

bool TcpListener::Private::listenOn(const QList<QHostAddress> &addresses, quint16 port)
{
    sockets.clear();
    bool isTaken = false;
    for (const QHostAddress &address : addresses) {
        auto server = std::make_unique<ListeningSocket>(q);
        if (server->listen(address, port)) {
            port = server->serverPort();
            sockets.push_back({std::move(server), nullptr});
            continue;
        }
        error = server->errorString();
        isTaken = isTaken || server->serverError() == QAbstractSocket::AddressInUseError;
    }
    // An address that does not exist is left out; a port that is taken on one of them would lead clients elsewhere.
    if (isTaken)
        sockets.clear();
    return !sockets.empty();
}

void TcpListener::Private::watch(Socket &socket)
{
#ifdef Q_OS_UNIX
    socket.server->pauseAccepting();
    socket.notifier = std::make_unique<QSocketNotifier>(socket.server->socketDescriptor(), QSocketNotifier::Read,
                                                        socket.server.get());
    QObject::connect(socket.notifier.get(), &QSocketNotifier::activated, &q, [this, server = socket.server.get()] {
        const auto found =
            std::ranges::find(sockets, server, [](const Socket &candidate) { return candidate.server.get(); });
        if (found != sockets.end())
            acceptFrom(*found);
    });
#else
    Q_UNUSED(socket)
#endif
}

void TcpListener::Private::updateNotifiers()
{
    const bool enabled = !isPaused && !retry.isActive();
    for (const Socket &socket : sockets) {
        if (socket.notifier)
            socket.notifier->setEnabled(enabled);
        else if (enabled)
            socket.server->resumeAccepting();
        else
            socket.server->pauseAccepting();
    }
}

void TcpListener::Private::acceptFrom(const Socket &socket)
{
#ifdef Q_OS_UNIX
    const int listening = int(socket.server->socketDescriptor());
    const int allowed = allowedDescriptors();
    for (int i = 0; i < maxPerTurn && !isPaused; ++i) {
        const int descriptor = ::accept4(listening, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (descriptor < 0) {
            const int cause = errno;
            if (cause == EAGAIN || cause == EWOULDBLOCK)
                return;
            if (cause == EMFILE || cause == ENFILE || cause == ENOBUFS || cause == ENOMEM)
                return stopAccepting(u"The system has no resources for more connections (%1)."_s.arg(
                    QString::fromLocal8Bit(std::strerror(cause))));
            if (cause == EBADF || cause == EINVAL || cause == ENOTSOCK)
                return; // Closed.
            continue;   // This one connection failed before it was accepted.
        }
        // The system gives the lowest free number, so the number tells how many are in use.
        const QPointer<QTcpServer> server(socket.server.get());
        Q_EMIT q.accepted(descriptor);
        if (!server || !server->isListening()) // The slot closed or deleted the listener.
            return;
        if (allowed > 0 && descriptor + 1 + promised + reserve() >= allowed)
            return stopAccepting(u"All of the %1 file descriptors that this process may have are in use, but for %2 in "
                                 "reserve. More connections wait until others end."_s.arg(allowed)
                                     .arg(reserve()));
    }
#else
    Q_UNUSED(socket)
#endif
}

void TcpListener::Private::stopAccepting(const QString &reason)
{
    calm.stop();
    retry.start();
    updateNotifiers();
    if (!std::exchange(isShort, true))
        Q_EMIT q.acceptingStopped(reason);
}

void TcpListener::Private::tryAgain()
{
    if (!hasRoom())
        return;
    retry.stop();
    calm.start();
    updateNotifiers();
}

bool TcpListener::Private::hasRoom() const
{
#ifdef Q_OS_UNIX
    const int probe =
        sockets.empty() ? -1 : ::fcntl(int(sockets.front().server->socketDescriptor()), F_DUPFD_CLOEXEC, 0);
    if (probe < 0)
        return false;
    ::close(probe);
    const int allowed = allowedDescriptors();
    return allowed == 0 || probe + 1 + promised + reserve() < allowed;
#else
    return true;
#endif
}

TcpListener::TcpListener(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this))
{
    d->retry.setInterval(retryInterval);
    connect(&d->retry, &QTimer::timeout, this, [this] { d->tryAgain(); });
    d->calm.setSingleShot(true);
    d->calm.setInterval(calmTime);
    connect(&d->calm, &QTimer::timeout, this, [this] {
        d->isShort = false;
        Q_EMIT acceptingResumed();
    });
}

TcpListener::~TcpListener() = default;

bool TcpListener::listen(const QList<QHostAddress> &addresses, quint16 port)
{
    close();
    // A port that is free on the first address may be taken on the second.
    const int attempts = port == 0 ? portAttempts : 1;
    bool listens = false;
    for (int i = 0; i < attempts && !listens; ++i)
        listens = d->listenOn(addresses, port);
    for (Private::Socket &socket : d->sockets)
        d->watch(socket);
    d->updateNotifiers();
    return listens;
}

void TcpListener::close()
{
    d->retry.stop();
    d->calm.stop();
    d->isShort = false;
    for (const Private::Socket &socket : d->sockets) {
        if (socket.notifier)
            socket.notifier->setEnabled(false);
        socket.server->close();
    }
    // Not deleted here: close() may be called by a slot of accepted().
    QMetaObject::invokeMethod(
        this,
        [this] {
            std::erase_if(d->sockets, [](const Private::Socket &socket) { return !socket.server->isListening(); });
        },
        Qt::QueuedConnection);
}

bool TcpListener::isListening() const
{
    return std::ranges::any_of(d->sockets, [](const Private::Socket &socket) { return socket.server->isListening(); });
}

QHostAddress TcpListener::serverAddress() const
{
    return serverAddresses().value(0);
}

QList<QHostAddress> TcpListener::serverAddresses() const
{
    QList<QHostAddress> addresses;
    for (const Private::Socket &socket : d->sockets) {
        if (socket.server->isListening())
            addresses.append(socket.server->serverAddress());
    }
    return addresses;
}

quint16 TcpListener::serverPort() const
{
    return isListening() ? d->sockets.front().server->serverPort() : quint16(0);
}

QString TcpListener::errorString() const
{
    return d->error;
}

void TcpListener::setPromisedDescriptors(int count)
{
    d->promised = count;
}

void TcpListener::descriptorsFreed()
{
    if (d->retry.isActive())
        d->tryAgain();
}

void TcpListener::setPaused(bool paused)
{
    d->isPaused = paused;
    d->updateNotifiers();
}

int TcpListener::reserve()
{
    const int allowed = allowedDescriptors();
    return allowed == 0 ? maxReserve : std::min(maxReserve, allowed / 8);
}

} // namespace RelayCore
