// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QFuture>
#include <QtCore/QString>
#include <QtNetwork/QHostInfo>

#include <functional>

namespace RelayCore {

/// Looks up the addresses of a host. The future may never finish: the caller has a deadline of its own.
/// \since 0.2
using HostLookup = std::function<QFuture<QHostInfo>(const QString &host)>;

/// Asks the system's resolver for the addresses of \a host, each time anew: unlike QHostInfo::lookupHost(), it does not
/// answer from Qt's cache, which keeps an address for a minute after it was changed. Calls for one host that overlap
/// share one look-up, so the future must not be cancelled.
///
/// A thread of its own waits for the answer, and leaving the program does not wait for that thread.
/// \par Threads  callable from any thread.
/// \since 0.2
[[nodiscard]] RELAYCORE_EXPORT QFuture<QHostInfo> lookUpHost(const QString &host);

} // namespace RelayCore
