// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QObject>

namespace Inspector {

/// One connected stream of bytes in both directions, whose directions end independently of each other.
///
/// QTcpSocket closes both directions when the peer ends one, and so cannot forward a half-closed connection.
/// \par Threads  used in the thread it lives in.
class ByteStream : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Reads at most \a maxBytes into \a data. Returns how many; 0: none for now, or hasEnded().
    [[nodiscard]] virtual qint64 read(char *data, qint64 maxBytes) = 0;
    /// Returns whether read() may return bytes.
    [[nodiscard]] virtual bool canRead() const = 0;
    /// Returns whether the peer has ended its direction and everything was read.
    [[nodiscard]] virtual bool hasEnded() const = 0;
    /// Returns whether the connection is lost: nothing can be written any more. What arrived before can be read.
    [[nodiscard]] virtual bool isBroken() const = 0;
    /// Returns whether nothing is left of the connection.
    [[nodiscard]] virtual bool isClosed() const = 0;

    /// Writes \a bytes, or queues what the peer does not take yet. Does nothing once isBroken().
    virtual void write(QByteArrayView bytes) = 0;
    /// Returns how many bytes are queued.
    [[nodiscard]] virtual qint64 bytesToWrite() const = 0;
    /// Returns whether endWriting() can end one direction alone.
    [[nodiscard]] virtual bool canEndWriting() const = 0;
    /// Ends our direction after what is queued. The peer's goes on.
    virtual void endWriting() = 0;
    /// Closes the connection after what is queued was written. What the peer still sends is dropped.
    virtual void close() = 0;
    /// Closes the connection at once.
    virtual void abort() = 0;

Q_SIGNALS:
    /// Something of the above has changed. Never emitted from within a call of one of the functions above.
    void changed();
    /// Some of the queued bytes were written.
    void bytesWritten();
};

} // namespace Inspector
