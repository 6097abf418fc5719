// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/fifo.h"
#include "relaycore/client/promise.h"
#include "relaycore/client/uniquefunction.h"

#include <QtCore/QObject>

#include <memory>

namespace RelayCore {

/// Signals and finished futures that wait until a client's own state is complete. Internal to this module.
///
/// A slot may delete the client or call back into it; therefore nothing is emitted half way through a change, and
/// everything goes out in the order in which it happened. What a call has caused goes out from the event loop.
class DeferredEmitter
{
public:
    explicit DeferredEmitter(QObject *owner)
        : m_owner(owner)
    {}
    ~DeferredEmitter();
    Q_DISABLE_COPY_MOVE(DeferredEmitter)

    void addSignal(UniqueFunction emission) { m_waiting.push({std::move(emission), true}); }
    /// \a resolution calls settle().
    void addResult(UniqueFunction resolution) { m_waiting.push({std::move(resolution), false}); }
    template<typename Result>
    void addResult(std::shared_ptr<Promise<Result>> promise, Result result)
    {
        addResult([this, promise = std::move(promise), result = std::move(result)] { settle(*promise, result); });
    }
    template<typename Result>
    void settle(Promise<Result> &promise, const Result &result) const
    {
        if (m_isAbandoning)
            promise.abandon(result);
        else
            promise.finish(result);
    }

    /// Delivers what waits. Only from the event loop. The owner, and this object with it, may be gone afterwards.
    void flush();
    /// The same, once the event loop runs.
    void flushLater();
    /// Drops the signals and abandons the promises, for a client that is being destroyed.
    void abandonAll();

private:
    struct Entry
    {
        UniqueFunction call;
        bool isSignal = true;
    };

    QObject *m_owner;
    Fifo<Entry> m_waiting;
    bool m_isPosted = false;
    bool m_isAbandoning = false;
};

} // namespace RelayCore
