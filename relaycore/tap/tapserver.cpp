// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/tap/tapserver.h"

#include "relaycore/tap/tapcodec.h"
#include "relaycore/tap/tapsubscriber.h"

#include <QtCore/QMetaObject>

#include <algorithm>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;

TapServer::TapServer(const QString &application)
    : m_entry(application)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &TapServer::accept);
}

TapServer::~TapServer()
{
    m_queue.close();
}

std::optional<QString> TapServer::start()
{
    if (!m_entry.error().isEmpty())
        return m_entry.error();
    const QString &socket = m_entry.address().socket;
    // Left behind by a crashed process with the same id.
    QLocalServer::removeServer(socket);
    if (!m_server.listen(socket))
        return u"The tap cannot listen at %1: %2"_s.arg(socket, m_server.errorString());
    if (auto problem = m_entry.publish())
        return problem;
    m_queue.open([this] { QMetaObject::invokeMethod(this, &TapServer::publish, Qt::QueuedConnection); });
    return std::nullopt;
}

Tap::Statistics TapServer::statistics() const
{
    return {m_readerCount.load(), m_published.load(), m_lost.load()};
}

void TapServer::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        if (m_readers.size() >= maxReaders) {
            delete socket;
            continue;
        }
        publish(); // What happened before belongs to the snapshot.
        auto reader = std::make_unique<TapSubscriber>(socket, m_entry.address(), m_snapshot);
        TapSubscriber *each = reader.get();
        connect(each, &TapSubscriber::drained, this, [this, each] {
            publish();
            each->catchUp(m_snapshot);
            updateState();
            addLost(m_queue.takeLost()); // Since publish().
        });
        // Queued: the reader is destroyed, which must not happen inside its own signal.
        connect(
            each, &TapSubscriber::left, this,
            [this, each] {
                std::erase_if(m_readers, [each](const auto &other) { return other.get() == each; });
                updateState();
            },
            Qt::QueuedConnection);
        m_readers.push_back(std::move(reader));
        updateState();
    }
}

void TapServer::publish()
{
    const TapQueue::Batch batch = m_queue.takeAll();
    addLost(batch.lost);
    for (const WireEvent &event : batch.events) {
        m_snapshot.apply(event);
        if (!m_queue.isTaking()) {
            // It had entered when the last reader fell behind. Structure is restored from the snapshot.
            if (!m_readers.empty() && TapQueue::isMessage(event))
                addLost(1);
            continue;
        }
        const QByteArray record = TapCodec::encode(event);
        bool wasSent = false;
        bool wasLost = false;
        for (const auto &reader : m_readers) {
            if (reader->send(event, record))
                wasSent = true;
            else
                wasLost = true;
        }
        m_published += wasSent ? 1 : 0;
        if (wasLost) {
            ++m_lost;
            updateState(); // A reader has fallen behind.
        }
    }
}

void TapServer::addLost(quint64 events)
{
    if (events == 0)
        return;
    m_lost += events;
    for (const auto &reader : m_readers)
        reader->addLost(events);
}

void TapServer::updateState()
{
    const bool taking =
        std::any_of(m_readers.cbegin(), m_readers.cend(), [](const auto &reader) { return reader->isTaking(); });
    m_queue.setState(!m_readers.empty(), taking);
    m_readerCount = int(m_readers.size());
}

} // namespace RelayCore
