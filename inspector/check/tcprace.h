// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/problem.h"
#include "relaycore/client/clock.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtNetwork/QAbstractSocket>
#include <QtNetwork/QHostAddress>

#include <memory>
#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QSslSocket;
QT_END_NAMESPACE

namespace Inspector {

/// What a failed connect() means. \a words are the operating system's. Pure.
[[nodiscard]] Problem validateConnectError(QAbstractSocket::SocketError error, const QString &words);

/// Connects to all addresses of a host at once, so that one deadline is enough for all.
///
/// Once one address has answered, the others have a short time to answer too; then the race ends.
/// \par Threads  one.
class TcpRace final : public QObject
{
    Q_OBJECT

public:
    struct Trial
    {
        QHostAddress address;
        std::optional<std::chrono::nanoseconds> took{}; ///< Connected.
        std::optional<Problem> problem{};               ///< Not connected.
    };

    explicit TcpRace(std::shared_ptr<RelayCore::RelayClock> clock, QObject *parent = nullptr);
    ~TcpRace() override;

    /// finished() follows, later.
    void start(const QList<QHostAddress> &addresses, quint16 port, std::chrono::milliseconds deadline);

    /// In the order of the addresses.
    [[nodiscard]] QList<Trial> trials() const;
    /// Returns the connected socket of the first address, in their order, that has one; empty if no address has. To be
    /// called once, after finished().
    [[nodiscard]] std::unique_ptr<QSslSocket> takeWinner();

Q_SIGNALS:
    void finished();

private:
    struct Runner
    {
        Trial trial;
        std::unique_ptr<QSslSocket> socket;
    };

    [[nodiscard]] std::vector<Runner>::iterator winner();
    void onConnected(std::size_t index);
    void onFailed(std::size_t index);
    void endIfDone();
    void giveUp(std::chrono::milliseconds waited);

    std::shared_ptr<RelayCore::RelayClock> m_clock;
    std::unique_ptr<RelayCore::ClockTimer> m_deadline;
    std::unique_ptr<RelayCore::ClockTimer> m_grace;
    std::vector<Runner> m_runners;
    QElapsedTimer m_elapsed;
    bool m_finished = false;
};

} // namespace Inspector
