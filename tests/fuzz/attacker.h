// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QMap>
#include <QtCore/QString>
#include <QtCore/QUrl>
#include <QtNetwork/QTcpSocket>

#include <memory>

namespace Fuzz {

/// A connection to a relay that writes any bytes it likes, and looks closely at what comes back.
class Attacker
{
public:
    /// \param foreigner  the name of a sender whose messages must never get here.
    Attacker(const QUrl &relay, const QString &foreigner);

    /// A new connection, and nothing said. \return why there is none.
    [[nodiscard]] QString connectOnly();
    /// A new connection, upgraded to a WebSocket. \return why there is none.
    [[nodiscard]] QString connectAndUpgrade();
    void hangUp();

    [[nodiscard]] bool isConnected() const { return m_socket && m_socket->state() == QTcpSocket::ConnectedState; }
    void write(const QByteArray &bytes);
    /// Waits until the relay has answered everything before, or closed. \return what is wrong where it does neither.
    [[nodiscard]] QString waitForRelay();
    /// What is wrong with what the relay has written; empty where nothing is.
    [[nodiscard]] QString problem() const { return m_problem; }

    [[nodiscard]] qint64 connections() const { return m_connections; }
    [[nodiscard]] const QMap<int, qint64> &closeCodes() const { return m_closeCodes; } ///< How often each was received.

private:
    void onReadyRead();
    void readFrames();
    void readMessage(QByteArrayView payload);

    QUrl m_relay;
    QString m_foreigner;
    std::unique_ptr<QTcpSocket> m_socket;
    bool m_isUpgraded = false;
    QByteArray m_received;
    QByteArray m_lastPong;
    QString m_problem;
    qint64 m_pings = 0;
    qint64 m_connections = 0;
    QMap<int, qint64> m_closeCodes;
};

} // namespace Fuzz
