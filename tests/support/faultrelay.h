// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QUrl>
#include <QtNetwork/QSslConfiguration>

#include <functional>
#include <map>
#include <optional>

QT_BEGIN_NAMESPACE
class QTcpServer;
class QTcpSocket;
class QTimer;
QT_END_NAMESPACE

namespace TestSupport {

class FaultPeer;
/// What the relay does to a peer instead of the right thing. tests/support/faults.h has a collection.
using Fault = std::function<void(FaultPeer &)>;

/// The moments in the life of a connection at which a FaultRelay can do something else than the right thing.
enum class Moment : quint8 {
    Accept,       ///< The TCP connection stands; nothing was read.
    Request,      ///< The head of the request has arrived; right would be the upgrade.
    Registration, ///< The first message has arrived; right would be a response.
    Close,        ///< The client's Close frame has arrived; right would be another, and hanging up.
};

/// A relay that writes HTTP and RFC 6455 by itself, byte by byte, so that it can get every one of them wrong.
///
/// Without a fault it is a small healthy relay: accepts upgrades and registrations, answers pings and Close frames,
/// and keeps what else it received.
class FaultRelay : public QObject
{
    Q_OBJECT

public:
    explicit FaultRelay(QObject *parent = nullptr);
    explicit FaultRelay(const QSslConfiguration &tls, QObject *parent = nullptr);
    ~FaultRelay() override;

    /// Of a relay with TLS `wss://`. \param scheme  something else for a client that shall be wrong about it.
    [[nodiscard]] QUrl address(const QString &scheme = {}) const;

    /// From now on \a fault happens to every connection at \a moment.
    void scheduleFault(Moment moment, Fault fault);
    /// \a fault happens to the newest connection now.
    void applyFault(const Fault &fault);
    /// Nobody listens any more.
    void refuse();
    /// Nothing goes wrong any more; connections that suffered stay as they are.
    void heal();
    /// Serves another certificate from the next connection on.
    void setTls(const QSslConfiguration &tls) { m_tls = tls; }
    /// Whoever is still connected is sent a response, a message and a Close frame.
    void sendOnAllConnections();

    [[nodiscard]] int connections() const { return m_connections; }
    /// How often a fault has happened.
    [[nodiscard]] int strikes() const { return m_strikes; }
    /// The texts that followed registrations.
    [[nodiscard]] const QList<QByteArray> &received() const { return m_received; }
    /// The payload of every Close frame of a client.
    [[nodiscard]] const QList<QByteArray> &closeFrames() const { return m_closeFrames; }
    /// The head of every request.
    [[nodiscard]] const QList<QByteArray> &requests() const { return m_requests; }
    [[nodiscard]] FaultPeer *newest() const { return m_newest; }

Q_SIGNALS:
    /// A fault is about to happen.
    void striking();

private:
    friend class FaultPeer;

    void adopt(QTcpSocket *socket);
    /// \return whether there is a fault for this moment; it has happened then.
    bool happens(Moment moment, FaultPeer &peer);

    QTcpServer *m_server;
    std::optional<QSslConfiguration> m_tls;
    quint16 m_port = 0;
    std::map<Moment, Fault> m_faults;
    QPointer<FaultPeer> m_newest;
    int m_connections = 0;
    int m_strikes = 0;
    QList<QByteArray> m_received;
    QList<QByteArray> m_closeFrames;
    QList<QByteArray> m_requests;
};

/// One connection of a FaultRelay, and what can be done to it.
class FaultPeer : public QObject
{
    Q_OBJECT

public:
    FaultPeer(QTcpSocket *socket, FaultRelay *relay);
    ~FaultPeer() override;

    void send(const QByteArray &bytes);
    /// Byte by byte: each goes out by itself, after the event loop had its turn.
    void drip(const QByteArray &bytes);
    /// The same, and then \a rest again and again.
    void dripForEver(const QByteArray &bytes, char rest);
    /// Ends the connection after what was sent.
    void hangUp();
    /// Ends it with a RST.
    void reset();
    /// Half open: the connection stands, but nothing is read or written any more.
    void freeze();

    /// The right answer to the upgrade request.
    [[nodiscard]] QByteArray acceptance() const;
    /// Bytes that went out by drip().
    [[nodiscard]] qsizetype dripped() const { return m_dripped; }
    [[nodiscard]] bool dripsForEver() const { return m_rest.has_value(); }

private:
    friend class FaultRelay;

    void read();
    bool readFrame();
    void onFrame(quint8 opcode, const QByteArray &payload);
    void onText(const QByteArray &text);
    void dripOne();

    FaultRelay *m_relay;
    QTcpSocket *m_socket;
    QTimer *m_drip;
    QByteArray m_buffer; ///< Received and not understood yet.
    QByteArray m_head;   ///< Of the request; empty until it has arrived.
    QByteArray m_drops;
    std::optional<char> m_rest;
    qsizetype m_dripped = 0;
    bool m_registered = false;
    bool m_frozen = false;
};

} // namespace TestSupport
