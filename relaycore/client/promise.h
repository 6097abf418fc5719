// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QFuture>
#include <QtCore/QFutureInterface>

#include <utility>

namespace RelayCore {

/// Keeps \a future, and the continuation attached to it, until the process ends. Internal to this module.
/// \par Threads  any.
RELAYCORE_TESTED void keepUntilExit(const QFutureInterfaceBase &future);

/// A QPromise that can end without running a continuation. Internal to this module.
///
/// A client may be destroyed while the context of a continuation, or what the continuation captured, is partly
/// destroyed: by the destructor of its parent, or as a member. No continuation may run then, and none may be destroyed
/// either: its destruction cancels the future that then() has returned, and with it runs the continuations attached
/// there. Qt before 6.6 also asserts that their context still exists.
template<typename Result>
class Promise
{
public:
    Promise() { m_state.reportStarted(); }
    Q_DISABLE_COPY_MOVE(Promise)
    ~Promise()
    {
        if (m_state.isFinished())
            return;
        m_state.reportCanceled();
        abandon();
    }

    [[nodiscard]] QFuture<Result> future() { return m_state.future(); }
    [[nodiscard]] bool isCanceled() const { return m_state.isCanceled(); }

    /// Runs the continuation.
    void finish(const Result &result)
    {
        m_state.reportResult(result);
        m_state.reportFinished();
        m_state.cleanContinuation();
    }

    /// Finishes without the continuation: threads that wait for the result and watchers get it all the same.
    void abandon(const Result &result)
    {
        m_state.reportResult(result);
        abandon();
    }

private:
    struct State : QFutureInterface<Result>
    {
        using QFutureInterfaceBase::cleanContinuation;
    };

    void abandon()
    {
        m_state.QFutureInterfaceBase::reportFinished();
        keepUntilExit(m_state);
    }

    State m_state;
};

} // namespace RelayCore
