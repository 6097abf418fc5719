// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/metrics/metricsserver.h"

#include <QtCore/QTimer>
#include <QtNetwork/QTcpSocket>

#include <chrono>

using namespace Qt::StringLiterals;

namespace Inspector {

using namespace std::chrono_literals;

namespace {

constexpr int mostConnections = 16;
constexpr qint64 mostBytes = 8 * 1024;
constexpr auto deadline = 5s;

constexpr auto plainText = "text/plain; charset=utf-8";
constexpr auto prometheusText = "text/plain; version=0.0.4; charset=utf-8";
constexpr auto openMetricsText = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Whether `Accept` in the request \a head names OpenMetrics.
bool acceptsOpenMetrics(const QByteArray &head)
{
    const QByteArrayList lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).trimmed().toLower() == "accept"
            && line.sliced(colon + 1).contains("application/openmetrics-text"))
            return true;
    }
    return false;
}

} // namespace

MetricsServer::MetricsServer(Metrics &metrics, QObject *parent)
    : QObject(parent)
    , m_metrics(metrics)
{
    connect(&m_listener, &RelayCore::TcpListener::accepted, this, &MetricsServer::accept);
}

QString MetricsServer::listen(const QList<QHostAddress> &addresses, quint16 port)
{
    if (m_listener.listen(addresses, port))
        return {};
    return u"The metrics cannot be offered on port %1: %2"_s.arg(QString::number(port), m_listener.errorString());
}

void MetricsServer::setReady(bool ready, const QByteArray &reason)
{
    m_isReady = ready;
    m_reason = reason;
}

void MetricsServer::accept(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor) || m_connections >= mostConnections) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    ++m_connections;
    connect(socket, &QObject::destroyed, this, [this] { --m_connections; });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    QTimer::singleShot(deadline, socket, [socket] {
        socket->abort();
        socket->deleteLater();
    });
}

void MetricsServer::read(QTcpSocket *socket)
{
    const QByteArray request = socket->peek(mostBytes + 1);
    const bool isComplete = request.contains("\r\n\r\n") || request.contains("\n\n");
    if (!isComplete && request.size() <= mostBytes)
        return;
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr); // One request a connection.
    const Answer result = isComplete
                              ? answer(request)
                              : Answer{"431 Request Header Fields Too Large", plainText, "The request is too long.\n"};
    QByteArray reply = "HTTP/1.1 " + result.status + "\r\nContent-Type: " + result.type
                       + "\r\nContent-Length: " + QByteArray::number(result.body.size())
                       + "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
    if (!request.startsWith("HEAD "))
        reply += result.body;
    socket->write(reply);
    socket->disconnectFromHost();
}

MetricsServer::Answer MetricsServer::answer(const QByteArray &head)
{
    const QByteArrayList words = head.first(head.indexOf('\n')).trimmed().split(' ');
    if (words.size() != 3 || !words.at(2).startsWith("HTTP/1."))
        return {"400 Bad Request", plainText, "This is no HTTP request.\n"};
    if (words.at(0) != "GET" && words.at(0) != "HEAD")
        return {"405 Method Not Allowed", plainText, "Only GET and HEAD.\n"};
    const QByteArray path = words.at(1).split('?').constFirst();
    if (path == "/healthz")
        return {"200 OK", plainText, "ok\n"};
    if (path == "/readyz" && m_isReady)
        return {"200 OK", plainText, "ready\n"};
    if (path == "/readyz")
        return {"503 Service Unavailable", plainText, m_reason + '\n'};
    if (path == "/metrics" && acceptsOpenMetrics(head))
        return {"200 OK", openMetricsText, m_metrics.text(Metrics::Format::OpenMetrics)};
    if (path == "/metrics")
        return {"200 OK", prometheusText, m_metrics.text(Metrics::Format::Prometheus)};
    return {"404 Not Found", plainText, "There are /metrics, /healthz and /readyz.\n"};
}

} // namespace Inspector
