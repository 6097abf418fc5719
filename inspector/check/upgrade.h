// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/problem.h"
#include "inspector/frames/httphead.h"

#include <QtCore/QByteArray>
#include <QtCore/QUrl>

#include <optional>

namespace Inspector {

/// The request that asks \a url for a WebSocket, as RelayClient sends it. \a key is the Sec-WebSocket-Key.
/// \par Source  RFC 6455 section 4.1.
[[nodiscard]] QByteArray upgradeRequest(const QUrl &url, const QByteArray &key,
                                        const RelayCore::HeaderList &extraHeaders);

/// The Sec-WebSocket-Accept that belongs to \a key. \par Source  RFC 6455 section 4.2.2.
[[nodiscard]] QByteArray acceptFor(const QByteArray &key);

/// What is wrong with a complete response to that request. Its text and number are set where its kind uses them; the
/// text is as the server sent it. Pure.
[[nodiscard]] std::optional<Problem> validateUpgrade(const HttpHead &response, const QByteArray &key);

} // namespace Inspector
