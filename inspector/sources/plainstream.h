// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/sources/bytestream.h"

#include <QtCore/QByteArray>
#include <QtCore/QSocketNotifier>
#include <QtCore/QString>
#include <QtCore/QTimer>

#include <optional>

namespace Inspector {

/// Returns address and port of the peer of a connected socket, `127.0.0.1:51234`; empty: it is not connected.
[[nodiscard]] QString peerAddress(int descriptor);

/// A connected TCP socket.
///
/// Bytes go from the socket to the caller's buffer and back without another copy; only what the peer does not take is
/// kept. While the caller does not read, nothing is read from the socket, and TCP makes the peer wait.
class PlainStream final : public ByteStream
{
    Q_OBJECT

public:
    /// \param descriptor  a connected socket, owned by the stream from now on. It becomes non-blocking, with keepalive
    ///                    and without Nagle's delay.
    explicit PlainStream(int descriptor, QObject *parent = nullptr);
    ~PlainStream() override;

    /// Returns our own port of the connection.
    [[nodiscard]] quint16 localPort() const;

    [[nodiscard]] qint64 read(char *data, qint64 maxBytes) override;
    /// Returns the next byte, which stays to be read; empty: none is there for now.
    [[nodiscard]] std::optional<char> peek();
    [[nodiscard]] bool canRead() const override { return !m_unread.isEmpty() || (m_mayRead && m_descriptor >= 0); }
    [[nodiscard]] bool hasEnded() const override { return m_ended && m_unread.isEmpty(); }
    [[nodiscard]] bool isBroken() const override { return m_broken; }
    [[nodiscard]] bool isClosed() const override { return m_descriptor < 0; }
    void write(QByteArrayView bytes) override;
    [[nodiscard]] qint64 bytesToWrite() const override { return m_pending.size() - m_pendingStart; }
    [[nodiscard]] bool canEndWriting() const override { return true; }
    void endWriting() override;
    void close() override;
    void abort() override;

    /// Gives back \a bytes that were read last: they are read again before all others.
    void unread(QByteArrayView bytes) { m_unread.prepend(bytes.data(), bytes.size()); }
    /// Returns how many bytes were given back and not read since.
    [[nodiscard]] qint64 unreadBytes() const { return m_unread.size(); }

    /// Gives up the socket: returns its descriptor, which the caller owns, and leaves the stream closed.
    [[nodiscard]] int release();

private:
    [[nodiscard]] qint64 receive(char *data, qint64 maxBytes, int flags);
    void readable();
    void writable();
    void send();
    void finishWriting();
    void drain();
    void lose();
    void notify();

    QSocketNotifier m_readNotifier;
    QSocketNotifier m_writeNotifier;
    QTimer m_lingerTimer;
    QByteArray m_unread;
    QByteArray m_pending;
    qsizetype m_pendingStart = 0;
    int m_descriptor;
    bool m_mayRead = true; ///< Until a read has shown that nothing is there.
    bool m_ended = false;
    bool m_broken = false;
    bool m_endWanted = false; ///< Our direction ends once nothing is pending.
    bool m_endSent = false;
    bool m_closing = false;
};

} // namespace Inspector
