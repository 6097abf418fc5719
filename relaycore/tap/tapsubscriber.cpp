// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/tap/tapsubscriber.h"

#include "relaycore/tap/tapcodec.h"

#include <utility>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;

namespace {

// Not at the first byte of room: a slow reader would otherwise be behind again at once, and each change of state costs.
constexpr qint64 caughtUpBytes = TapSubscriber::maxUnread / 4;

} // namespace

TapSubscriber::TapSubscriber(QLocalSocket *socket, const TapAddress &address, const TapSnapshot &snapshot)
    : m_socket(socket)
{
    m_socket->setParent(nullptr);
    m_socket->setReadBufferSize(64); // Nothing is expected from a reader.
    connect(m_socket.get(), &QLocalSocket::bytesWritten, this, &TapSubscriber::onBytesWritten);
    connect(m_socket.get(), &QLocalSocket::readyRead, this, &TapSubscriber::onReadyRead);
    connect(m_socket.get(), &QLocalSocket::disconnected, this, &TapSubscriber::left);
    write(TapCodec::beginning() + TapCodec::encode(address));
    catchUp(snapshot);
}

TapSubscriber::~TapSubscriber()
{
    m_socket->disconnect(this);
    m_socket->abort();
}

bool TapSubscriber::send(const WireEvent &event, const QByteArray &record)
{
    if (!m_behind && m_socket->bytesToWrite() + record.size() > maxUnread)
        m_behind = true;
    if (m_behind) {
        ++m_lost;
        return false;
    }
    TapSnapshot::apply(m_known, event);
    write(record);
    return true;
}

void TapSubscriber::addLost(quint64 count)
{
    m_lost += count;
    if (!m_behind)
        reportLost();
}

void TapSubscriber::reportLost()
{
    if (m_lost == 0)
        return;
    const WireEvent lost{0, 0, wireTimeNs(),
                         EventsLost{std::exchange(m_lost, 0), u"The reader of the tap was too slow."_s}};
    write(TapCodec::encode(lost));
}

void TapSubscriber::catchUp(const TapSnapshot &snapshot)
{
    if (m_behind)
        return;
    reportLost();
    const QList<WireEvent> missing = snapshot.missing(m_known);
    for (const WireEvent &event : missing) {
        TapSnapshot::apply(m_known, event);
        write(TapCodec::encode(event));
    }
}

void TapSubscriber::onBytesWritten()
{
    if (m_behind && m_socket->bytesToWrite() <= caughtUpBytes) {
        m_behind = false;
        Q_EMIT drained();
    }
}

void TapSubscriber::onReadyRead()
{
    Q_EMIT left();
}

void TapSubscriber::write(const QByteArray &record)
{
    m_socket->write(record);
}

} // namespace RelayCore
