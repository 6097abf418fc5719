// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/metrics/metrics.h"
#include "relaycore/server/tcplistener.h"

#include <QtCore/QObject>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace Inspector {

/// Answers `/metrics`, `/healthz` and `/readyz` over HTTP.
///
/// An endpoint of our own instead of that of prometheus-cpp (civetweb): it answers from the event loop that does the
/// work, so that `/healthz` is true, needs no threads, survives a lack of file descriptors, and is bounded: 16
/// connections, 8 KiB for a request, 5 s each.
///
/// \par Threads  one with an event loop.
class MetricsServer : public QObject
{
public:
    /// \a metrics must outlive this object.
    explicit MetricsServer(Metrics &metrics, QObject *parent = nullptr);

    /// \return why it cannot listen, in English; otherwise an empty string.
    [[nodiscard]] QString listen(const QList<QHostAddress> &addresses, quint16 port);
    [[nodiscard]] quint16 port() const { return m_listener.serverPort(); }
    /// `/readyz` answers 200, or 503 where \a reason is not empty. At first it is not ready.
    void setReady(bool ready, const QByteArray &reason = {});

private:
    struct Answer
    {
        QByteArray status;
        QByteArray type;
        QByteArray body;
    };

    void accept(qintptr descriptor);
    void read(QTcpSocket *socket);
    [[nodiscard]] Answer answer(const QByteArray &head);

    Metrics &m_metrics;
    RelayCore::TcpListener m_listener;
    int m_connections = 0;
    bool m_isReady = false;
    QByteArray m_reason = "Starting.";
};

} // namespace Inspector
