// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/upgradereader.h"

#include "relaycore/client/tcpconnector.h"
#include "relaycore/client/transporthandover.h"

#include <QtCore/QChildEvent>
#include <QtNetwork/QAbstractSocket>
#include <QtNetwork/QNetworkRequest>
#include <QtWebSockets/QWebSocket>

#include <utility>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Returns the size of the head at the beginning of \a bytes, with its empty line; 0 if it is not complete.
qsizetype headSize(QByteArrayView bytes)
{
    qsizetype newline = bytes.indexOf('\n');
    while (newline >= 0) {
        const QByteArrayView next = bytes.sliced(newline + 1);
        if (next.startsWith('\n'))
            return newline + 2;
        if (next.startsWith("\r\n"))
            return newline + 3;
        newline = bytes.indexOf('\n', newline + 1);
    }
    return 0;
}

/// Makes \a bytes the next that are read from \a transport.
void putBack(QByteArrayView bytes, QAbstractSocket &transport)
{
    for (qsizetype index = bytes.size() - 1; index >= 0; --index)
        transport.ungetChar(bytes.at(index));
}

} // namespace

UpgradeReader::UpgradeReader(QWebSocket *socket)
    : m_socket(socket)
{}

void UpgradeReader::open(const QNetworkRequest &request, TcpConnector *connection)
{
    m_connection = connection;
    m_host = request.url().host();
    HeaderList headers;
    for (const QByteArray &name : request.rawHeaderList())
        headers.append({name, request.rawHeader(name)});
    m_subprotocols = requestedSubprotocols(headers);
    m_socket->installEventFilter(this);
    m_socket->open(request);
    m_socket->removeEventFilter(this);
    m_connection = nullptr;
}

bool UpgradeReader::eventFilter(QObject *watched, QEvent *event)
{
    // open() creates the transport as a child of the QWebSocket and then connects to its readyRead(). Slots are called
    // in the order of their connections, so this is the only moment to become the first. The child's constructor has
    // not come further than QObject: nothing but connect() may be done with it.
    if (watched == m_socket && event->type() == QEvent::ChildAdded && !m_readyRead) {
        auto *child = reinterpret_cast<QAbstractSocket *>(static_cast<QChildEvent *>(event)->child());
        m_readyRead = connect(child, &QIODevice::readyRead, this, &UpgradeReader::read);
        if (m_connection)
            connect(child, &QAbstractSocket::stateChanged, this, &UpgradeReader::connectTransport);
    }
    return QObject::eventFilter(watched, event);
}

void UpgradeReader::connectTransport()
{
    auto *transport = qobject_cast<QAbstractSocket *>(sender());
    if (!transport || !m_connection || transport->state() != QAbstractSocket::HostLookupState)
        return;
    const qintptr descriptor = std::exchange(m_connection, nullptr)->takeDescriptor();
    if (descriptor >= 0)
        handOver(descriptor, *transport, m_host);
}

void UpgradeReader::read()
{
    auto *transport = qobject_cast<QAbstractSocket *>(sender());
    if (!transport)
        return;
    const QByteArray available = transport->peek(std::min(transport->bytesAvailable(), maxUpgradeResponseBytes + 1));
    const qsizetype size = headSize(available);
    if (size == 0 && available.size() <= maxUpgradeResponseBytes)
        return; // QWebSocket waits for the rest, too.
    disconnect(m_readyRead);
    if (size == 0)
        reject(u"the head of the answer is longer than %1 bytes"_s.arg(maxUpgradeResponseBytes), *transport);
    else
        judge(available.first(size), *transport);
}

void UpgradeReader::judge(const QByteArray &head, QAbstractSocket &transport)
{
    m_response = parseUpgradeResponse(head);
    if (!m_response)
        return reject(u"the answer is not HTTP/1"_s, transport);
    if (m_response->status != 101) {
        if (!head.endsWith("\r\n\r\n")) { // QWebSocket would wait for this.
            transport.skip(head.size());
            putBack(QByteArray(head).replace("\r\n", "\n").replace("\n", "\r\n"), transport);
        }
        return;
    }
    if (const auto fault = upgradeFault(*m_response, {}, m_subprotocols))
        return reject(fault->text(), transport);
    QByteArray accepted = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Accept: " // QWebSocket made the key, and compares.
                          + m_response->value("Sec-WebSocket-Accept") + "\r\n";
    if (const QByteArray protocol = m_response->value("Sec-WebSocket-Protocol"); !protocol.isEmpty())
        accepted += "Sec-WebSocket-Protocol: " + protocol + "\r\n";
    transport.skip(head.size());
    putBack(accepted + "\r\n", transport);
}

void UpgradeReader::reject(const QString &problem, QAbstractSocket &transport)
{
    m_problem = problem;
    transport.skip(transport.bytesAvailable());
    putBack("HTTP/1.1 101 Rejected\r\n\r\n", transport);
}

} // namespace RelayCore
