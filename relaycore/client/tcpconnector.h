// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/clock.h"
#include "relaycore/client/hostlookup.h"
#include "relaycore/export.h"

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtNetwork/QAbstractSocket>
#include <QtNetwork/QHostAddress>

#include <chrono>
#include <memory>

namespace RelayCore {

/// Opens a TCP connection to a host, as RelayClient does where no proxy is in use.
///
/// The name is looked up anew for each connection. Its addresses are tried as RFC 8305 ("Happy Eyeballs") describes: in
/// the resolver's order, IPv6 and IPv4 by turns, the next one when the one before has failed or has not answered within
/// attemptDelay; the first connection wins. QAbstractSocket keeps to one address for up to 30 seconds.
///
/// Available where isSupported() returns \c true.
/// \par Threads  used in the thread it lives in, which needs an event loop.
/// \since 0.2
class RELAYCORE_EXPORT TcpConnector : public QObject
{
    Q_OBJECT

public:
    /// How long an address may take before the next one is tried as well.
    static constexpr std::chrono::milliseconds attemptDelay{250};

    /// \param clock  for attemptDelay; empty: RelayClock::system().
    /// \param lookup  of the host; empty: lookUpHost().
    /// \param parent  of this object.
    explicit TcpConnector(std::shared_ptr<RelayClock> clock = {}, HostLookup lookup = {}, QObject *parent = nullptr);
    ~TcpConnector() override;

    /// Returns whether this system can pass on the descriptor of a connected socket: on Unix.
    [[nodiscard]] static bool isSupported();
    /// Returns \a addresses in the order in which they are tried.
    [[nodiscard]] static QList<QHostAddress> inAttemptOrder(const QList<QHostAddress> &addresses);

    /// Connects to \a port of \a host, a name or an address. connected() or failed() follows, never from inside this
    /// call. There is no deadline: call stop(). To be called once.
    void start(const QString &host, quint16 port);
    /// Drops every attempt, and the connection where it was not taken; no signal is emitted any more.
    void stop();
    /// Returns the connected, non-blocking socket, which the caller owns from then on; -1 if there is none, or if it
    /// was taken before. To be called after connected().
    [[nodiscard]] qintptr takeDescriptor();

Q_SIGNALS:
    /// Emitted once a connection is established: see takeDescriptor().
    void connected();
    /// Emitted when the name has no address, or no address can be connected to. \a error and \a text, translated, are
    /// those of the last address that failed; a refusal is preferred to other errors.
    void failed(QAbstractSocket::SocketError error, const QString &text);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace RelayCore
