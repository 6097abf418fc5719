// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QUrl>
#include <QtNetwork/QNetworkProxy>

#include <optional>

namespace RelayCore {

/// Returns the proxy through which a RelayClient connects to \a address; of type QNetworkProxy::NoProxy if it connects
/// directly. May be called from any thread, as QNetworkProxyFactory::proxyForQuery().
///
/// \param address  as RelayClientOptions::address.
/// \param given  RelayClientOptions::proxy. Empty: the application's, which by default is the system's (on Linux the
///        environment variables http_proxy and no_proxy for `ws://`, https_proxy for `wss://`).
/// \since 0.2
[[nodiscard]] RELAYCORE_EXPORT QNetworkProxy proxyInUse(const QUrl &address, const std::optional<QNetworkProxy> &given);

/// Returns "HOST:PORT" of \a proxy, without credentials; empty for QNetworkProxy::NoProxy.
/// \since 0.2
[[nodiscard]] RELAYCORE_EXPORT QString proxyEndpoint(const QNetworkProxy &proxy);

} // namespace RelayCore
