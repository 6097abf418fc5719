// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayclient.h"
#include "relaycore/client/relayerror.h"
#include "relaycore/protocol/messages.h"
#include "relaycore/tap/tapdirectory.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QByteArray>
#include <QtCore/QUrl>
#include <QtCore/QUuid>

#include <chrono>

/// The events relayctl prints: one JSON object a line, `event` first, `time` last, null for what is not known.
///
/// Pure: the time comes from outside. The result ends with a newline.
/// \par Source  docs/relayctl.md, "Events".
namespace Inspector::EventLines {

[[nodiscard]] QByteArray state(RelayCore::RelayClient::State state, qint64 timeNs);
[[nodiscard]] QByteArray registered(const QString &name, const QUuid &uuid, bool isReconnect, qint64 timeNs);
[[nodiscard]] QByteArray message(RelayCore::Direction direction, const RelayCore::RelayMessage &message, qint64 timeNs);
[[nodiscard]] QByteArray undecodable(const QString &reason, const QString &data, qint64 timeNs);
[[nodiscard]] QByteArray send(RelayCore::SendId id, RelayCore::SendOutcome outcome, qint64 timeNs);
[[nodiscard]] QByteArray retry(int attempt, std::chrono::milliseconds delay, const RelayCore::RelayError &error,
                               qint64 timeNs);
[[nodiscard]] QByteArray error(const RelayCore::RelayError &error, qint64 timeNs);
[[nodiscard]] QByteArray listening(const QUrl &url, qint64 timeNs);
/// Of a forward proxy, whose clients have to trust the PEM files \a authority, or \a bundle, which has the authorities
/// that they trust otherwise, too.
[[nodiscard]] QByteArray listening(const QUrl &url, const QString &authority, const QString &bundle, qint64 timeNs);
/// Where the metrics are.
[[nodiscard]] QByteArray metrics(const QUrl &url, qint64 timeNs);
/// \a tap, an open one; the time is that of its opening.
[[nodiscard]] QByteArray tap(const RelayCore::TapAddress &tap);

} // namespace Inspector::EventLines
