// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/tap/tap.h"
#include "relaycore/tap/tapdirectory.h"
#include "relaycore/tap/tapqueue.h"
#include "relaycore/tap/tapsnapshot.h"

#include <QtCore/QObject>
#include <QtNetwork/QLocalServer>

#include <atomic>
#include <memory>
#include <vector>

namespace RelayCore {

class TapSubscriber;

/// The socket of a tap and its readers. Internal to this module.
/// \par Threads  lives in the tap's thread; statistics() may be called from any.
class TapServer final : public QObject
{
    Q_OBJECT

public:
    /// More readers than this are refused.
    static constexpr std::size_t maxReaders = 8;

    explicit TapServer(const QString &application);
    ~TapServer() override;

    /// Listens and makes the tap visible. Returns why not.
    [[nodiscard]] std::optional<QString> start();

    [[nodiscard]] Tap::Statistics statistics() const;

private:
    void accept();
    void publish();
    void addLost(quint64 events);
    void updateState();

    TapQueue &m_queue = TapQueue::instance();
    TapEntry m_entry;
    TapSnapshot m_snapshot;
    std::vector<std::unique_ptr<TapSubscriber>> m_readers;
    std::atomic_int m_readerCount = 0;
    std::atomic<quint64> m_published = 0;
    std::atomic<quint64> m_lost = 0;
    QLocalServer m_server{
        this}; ///< Last: no reader comes any more while the rest goes. A child, to change the thread with it.
};

} // namespace RelayCore
