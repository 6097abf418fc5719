// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QString>

#include <optional>

namespace Inspector {

class CaptureFeed;

/// Returns the message that \a text means: a number ("18,326", "#18326"), or a time as the filter language writes it
/// ("14:02:11", "+1.5s"), which is the first message at or after it. Nothing where the text is neither, or nothing is
/// there.
[[nodiscard]] std::optional<MessageId> locateMessage(const CaptureFeed &feed, const QString &text);

/// Returns whether \a text is a number or a time, also one that no message has.
[[nodiscard]] bool isMessagePlace(const QString &text);

} // namespace Inspector
