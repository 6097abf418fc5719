// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpSocket>

namespace RelayCore {

/// Lets a QWebSocket stop reading, for which it has no function of its own.
///
/// While reading is paused the socket below the QWebSocket claims to have no data. Its bounded read buffer fills up,
/// and TCP makes the peer wait.
class PausableReading
{
public:
    PausableReading() = default;
    virtual ~PausableReading() = default;
    Q_DISABLE_COPY_MOVE(PausableReading)

    [[nodiscard]] bool isReadingPaused() const { return m_isPaused; }
    /// \a paused  false emits readyRead() from the event loop.
    virtual void setReadingPaused(bool paused) = 0;

protected:
    static constexpr qint64 pausedBufferBytes = 64 * 1024;
    bool m_isPaused = false;
};

/// A QTcpSocket or QSslSocket whose reading can be paused.
template<typename Socket>
class PausableSocket final : public Socket, public PausableReading
{
public:
    using Socket::Socket;

    [[nodiscard]] qint64 bytesAvailable() const override { return m_isPaused ? 0 : Socket::bytesAvailable(); }

    void setReadingPaused(bool paused) override
    {
        if (m_isPaused == paused)
            return;
        m_isPaused = paused;
        this->setReadBufferSize(paused ? pausedBufferBytes : 0);
        if (!paused)
            QMetaObject::invokeMethod(this, &Socket::readyRead, Qt::QueuedConnection);
    }
};

} // namespace RelayCore
