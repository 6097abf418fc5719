// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/promise.h"

#include <QtCore/QMutex>

#include <vector>

namespace RelayCore {

void keepUntilExit(const QFutureInterfaceBase &future)
{
    static QMutex mutex;
    // Never destroyed: that would destroy the continuations.
    static auto *const kept = new std::vector<QFutureInterfaceBase>;
    const QMutexLocker lock(&mutex);
    kept->push_back(future);
}

} // namespace RelayCore
