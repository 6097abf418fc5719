// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/problem.h"
#include "relaycore/wire/upgraderesponse.h"

#include <QtCore/QByteArray>

#include <optional>

namespace Inspector {

/// Returns what is wrong with the answer to that request; empty if the WebSocket is open. The judgement is
/// RelayClient's (RelayCore::upgradeFault()); an extension that was not requested is a warning. Text and number are set
/// where the kind uses them; the text is as the server sent it. Pure.
[[nodiscard]] std::optional<Problem> validateUpgrade(const RelayCore::UpgradeResponse &response, const QByteArray &key,
                                                     const QByteArrayList &subprotocols = {});

} // namespace Inspector
