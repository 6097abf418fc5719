// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/plainstream.h"

#include <QtCore/QtEndian>
#include <QtNetwork/QHostAddress>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

// How long a peer that was sent the end of the connection may take to end its own direction. Closing earlier, while its
// bytes arrive, would reset the connection, and the peer could lose what it has not read.
constexpr auto lingerTime = 1s;
// Memory that a stream keeps after a slow peer has caught up.
constexpr qsizetype maxIdleCapacity = 64 * 1024;

void setOption(int descriptor, int level, int option)
{
    const int on = 1;
    ::setsockopt(descriptor, level, option, &on, sizeof on);
}

bool isTemporary(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR || error == ENOBUFS || error == ENOMEM;
}

quint16 portIn(const sockaddr_storage &storage)
{
    return qFromBigEndian(storage.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6 &>(storage).sin6_port
                                                        : reinterpret_cast<const sockaddr_in &>(storage).sin_port);
}

} // namespace

QString peerAddress(int descriptor)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    if (::getpeername(descriptor, reinterpret_cast<sockaddr *>(&storage), &size) != 0)
        return {};
    const QHostAddress address(reinterpret_cast<const sockaddr *>(&storage));
    return (storage.ss_family == AF_INET6 ? u"[%1]:%2"_s : u"%1:%2"_s).arg(address.toString()).arg(portIn(storage));
}

PlainStream::PlainStream(int descriptor, QObject *parent)
    : ByteStream(parent)
    , m_readNotifier(descriptor, QSocketNotifier::Read)
    , m_writeNotifier(descriptor, QSocketNotifier::Write)
    , m_descriptor(descriptor)
{
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    setOption(descriptor, IPPROTO_TCP, TCP_NODELAY);
    setOption(descriptor, SOL_SOCKET, SO_KEEPALIVE);
    m_writeNotifier.setEnabled(false);
    m_lingerTimer.setSingleShot(true);
    connect(&m_readNotifier, &QSocketNotifier::activated, this, &PlainStream::readable);
    connect(&m_writeNotifier, &QSocketNotifier::activated, this, &PlainStream::writable);
    connect(&m_lingerTimer, &QTimer::timeout, this, &PlainStream::abort);
}

quint16 PlainStream::localPort() const
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    return ::getsockname(m_descriptor, reinterpret_cast<sockaddr *>(&storage), &size) == 0 ? portIn(storage)
                                                                                           : quint16(0);
}

PlainStream::~PlainStream()
{
    if (const int descriptor = release(); descriptor >= 0)
        ::close(descriptor);
}

qint64 PlainStream::read(char *data, qint64 maxBytes)
{
    if (!m_unread.isEmpty()) {
        const qint64 taken = std::min<qint64>(maxBytes, m_unread.size());
        std::copy_n(m_unread.cbegin(), taken, data);
        m_unread.remove(0, taken);
        return taken;
    }
    const qint64 size = receive(data, maxBytes, 0);
    // Less than there was room for is everything that there was.
    if (size < maxBytes && m_mayRead) {
        m_mayRead = false;
        m_readNotifier.setEnabled(true);
    }
    return size;
}

std::optional<char> PlainStream::peek()
{
    if (!m_unread.isEmpty())
        return m_unread.front();
    char next = 0;
    if (receive(&next, 1, MSG_PEEK) == 1)
        return next;
    m_mayRead = false;
    m_readNotifier.setEnabled(m_descriptor >= 0 && !m_ended);
    return std::nullopt;
}

qint64 PlainStream::receive(char *data, qint64 maxBytes, int flags)
{
    if (m_descriptor < 0 || m_ended)
        return 0;
    const qint64 size = ::recv(m_descriptor, data, std::size_t(maxBytes), flags | MSG_DONTWAIT);
    if (size > 0)
        return size;
    if (size == 0 || !isTemporary(errno)) {
        m_broken = m_broken || size != 0;
        m_ended = true;
        m_mayRead = false;
        m_readNotifier.setEnabled(false);
    }
    return 0;
}

void PlainStream::readable()
{
    if (m_closing) {
        drain();
        return;
    }
    m_mayRead = true;
    Q_EMIT changed();
    // Not read: it would be announced again and again.
    if (m_mayRead || m_ended)
        m_readNotifier.setEnabled(false);
}

void PlainStream::writable()
{
    send();
    if (m_pending.isEmpty())
        m_writeNotifier.setEnabled(false);
    Q_EMIT bytesWritten();
    Q_EMIT changed();
}

void PlainStream::write(QByteArrayView bytes)
{
    if (m_descriptor < 0 || m_broken || m_endWanted)
        return;
    if (m_pending.isEmpty()) {
        const qint64 size = ::send(m_descriptor, bytes.data(), std::size_t(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (size < 0 && !isTemporary(errno)) {
            lose();
            return;
        }
        if (size > 0)
            bytes = bytes.sliced(size);
        if (bytes.isEmpty())
            return;
    }
    m_pending.append(bytes);
    m_writeNotifier.setEnabled(true);
}

void PlainStream::send()
{
    while (m_descriptor >= 0 && bytesToWrite() > 0) {
        const qint64 size = ::send(m_descriptor, m_pending.constData() + m_pendingStart, std::size_t(bytesToWrite()),
                                   MSG_NOSIGNAL | MSG_DONTWAIT);
        if (size < 0 && !isTemporary(errno)) {
            lose();
            return;
        }
        if (size < 0)
            return;
        m_pendingStart += size;
    }
    m_pendingStart = 0;
    if (m_pending.capacity() > maxIdleCapacity)
        m_pending = {};
    m_pending.resize(0);
    finishWriting();
}

void PlainStream::endWriting()
{
    m_endWanted = true;
    finishWriting();
}

void PlainStream::finishWriting()
{
    if (!m_endWanted || m_descriptor < 0 || bytesToWrite() > 0)
        return;
    if (!std::exchange(m_endSent, true))
        ::shutdown(m_descriptor, SHUT_WR);
    if (!m_closing)
        return;
    m_lingerTimer.start(lingerTime);
    drain();
}

void PlainStream::close()
{
    if (m_closing)
        return;
    m_closing = true;
    if (m_descriptor < 0)
        return;
    m_readNotifier.setEnabled(!m_ended);
    endWriting();
}

// After close(): drops what arrives until the peer has ended, too.
void PlainStream::drain()
{
    std::array<char, 4096> dropped; // NOLINT(cppcoreguidelines-pro-type-member-init): recv() fills it.
    while (receive(dropped.data(), dropped.size(), 0) > 0) {
    }
    if (m_broken || (m_ended && m_endSent))
        abort();
}

void PlainStream::abort()
{
    const int descriptor = release();
    if (descriptor < 0)
        return;
    ::close(descriptor);
    notify();
}

void PlainStream::lose()
{
    m_broken = true;
    m_pending = {};
    m_pendingStart = 0;
    m_writeNotifier.setEnabled(false);
    if (m_closing)
        abort();
    else
        notify();
}

// From the event loop: this may be in the middle of a call.
void PlainStream::notify()
{
    QMetaObject::invokeMethod(this, &PlainStream::changed, Qt::QueuedConnection);
}

int PlainStream::release()
{
    m_readNotifier.setEnabled(false);
    m_writeNotifier.setEnabled(false);
    m_lingerTimer.stop();
    m_mayRead = false;
    return std::exchange(m_descriptor, -1);
}

} // namespace Inspector
