// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/clock.h"

#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QNetworkProxy>

#include <memory>

QT_BEGIN_NAMESPACE
class QSslSocket;
QT_END_NAMESPACE

namespace Inspector {

/// Looks whether a port speaks the other scheme: TLS where ws:// failed, plain HTTP where wss:// did. It sends no
/// credentials.
/// \par Threads  one.
class SchemeProbe final : public QObject
{
    Q_OBJECT

public:
    explicit SchemeProbe(std::shared_ptr<RelayCore::RelayClock> clock, QObject *parent = nullptr);
    ~SchemeProbe() override;

    /// Asks \a peer, which is an address of the host of \a url; through \a proxy, if it is one, the host itself.
    /// answered() follows, at the latest after \a timeout.
    void ask(const QUrl &url, const QHostAddress &peer, const QNetworkProxy &proxy, std::chrono::milliseconds timeout);

Q_SIGNALS:
    void answered(bool speaksIt);

private:
    void answer(bool speaksIt);

    std::shared_ptr<RelayCore::RelayClock> m_clock;
    std::unique_ptr<RelayCore::ClockTimer> m_deadline;
    QSslSocket *m_socket;
    QByteArray m_received;
    bool m_answered = false;
};

} // namespace Inspector
