// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtNetwork/QHostAddress>

#include <memory>

namespace RelayCore {

/// Accepts TCP connections on one port of one or several addresses, and survives running out of file descriptors.
///
/// QTcpServer does not: its engine keeps the first error, so that it either accepts in a busy loop or not at all
/// from then on. This class stops accepting while fewer than reserve() descriptors are free, and goes on by itself.
/// Connections wait in the kernel's queue meanwhile. The reserve is for what a program needs besides connections:
/// files, name lookups, timers.
///
/// \par Threads  owned by one thread with an event loop.
class RELAYCORE_EXPORT TcpListener : public QObject
{
    Q_OBJECT

public:
    /// Creates a listener that does not listen yet.
    explicit TcpListener(QObject *parent = nullptr);
    ~TcpListener() override;

    /// Listens on \a port of every address in \a addresses; on one free port of all of them where it is 0. An address
    /// that this machine does not have, or whose family is switched off, is left out as long as another one works.
    /// \return whether it listens on at least one; otherwise errorString() returns the reason.
    [[nodiscard]] bool listen(const QList<QHostAddress> &addresses, quint16 port);
    /// Stops listening. Connections that wait in the kernel's queue are reset.
    void close();

    /// Returns whether it listens.
    [[nodiscard]] bool isListening() const;
    /// Returns the first address it listens on; null while it does not listen.
    [[nodiscard]] QHostAddress serverAddress() const;
    /// Returns every address it listens on.
    [[nodiscard]] QList<QHostAddress> serverAddresses() const;
    /// Returns the port; 0 while it does not listen.
    [[nodiscard]] quint16 serverPort() const;
    /// Returns why listen() failed, in English.
    [[nodiscard]] QString errorString() const;

    /// Sets how many descriptors the connections that were accepted will still open: for a proxy, one for each client
    /// whose upstream is not connected yet. Default 0. May be called in a slot of accepted().
    void setPromisedDescriptors(int count);
    /// Tries at once whether there are descriptors again, because some have been closed; otherwise it does every 0.1 s.
    void descriptorsFreed();
    /// Stops accepting until setPaused(false).
    void setPaused(bool paused);
    /// Returns the number of descriptors that are kept free: an eighth of those allowed, at most 16.
    [[nodiscard]] static int reserve();

Q_SIGNALS:
    /// A connection was accepted. The receiver owns \a descriptor, a non-blocking socket.
    void accepted(qintptr descriptor);
    /// There are no descriptors for more connections; \a reason is an English sentence. Emitted once, however often
    /// this happens until acceptingResumed().
    void acceptingStopped(const QString &reason);
    /// All connections were accepted for five seconds since acceptingStopped().
    void acceptingResumed();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace RelayCore
