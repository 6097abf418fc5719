// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>

namespace Inspector {

/// Accepts TCP connections as descriptors, and stops while few file descriptors are left: each connection of a proxy
/// needs two, and so does storing what it shows.
class ProxyListener final : public QTcpServer
{
    Q_OBJECT

public:
    explicit ProxyListener(QObject *parent = nullptr);

    /// Accepts no more connections until resume(); the kernel keeps them waiting.
    void pause();
    void resume();
    /// Announces how many file descriptors connections that were accepted will still need.
    void setPromised(int descriptors) { m_promised = descriptors; }
    /// Returns whether too few file descriptors are left to accept a connection.
    [[nodiscard]] bool isExhausted() const { return m_exhausted; }
    /// Tries again at once, because file descriptors may have been closed.
    void descriptorsFreed();

Q_SIGNALS:
    /// A client has connected. The receiver owns \a descriptor.
    void accepted(int descriptor);
    /// File descriptors are used up, or can be had again.
    void exhaustedChanged(bool exhausted);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void update();
    [[nodiscard]] bool hasReserve() const;

    QTimer m_retry;
    int m_newest = 0; ///< The descriptor that was accepted last.
    int m_promised = 0;
    bool m_paused = false;
    bool m_exhausted = false;
};

} // namespace Inspector
