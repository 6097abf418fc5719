// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QUrl>

QT_BEGIN_NAMESPACE
class QQmlEngine;
QT_END_NAMESPACE

namespace Inspector {

/// Makes the module Relay.Inspector known to \a engine; before the first component of it is loaded.
void registerQml(QQmlEngine *engine);

/// Ladder.qml. Its initial properties: `theme` (Theme *), `ladderModel` (LadderModel *).
/// It emits messageActivated(int messageId).
[[nodiscard]] QUrl ladderUrl();

/// Pairs.qml. Its initial properties: `theme` (Theme *), `pairModel` (PairModel *), `attemptModel` (AttemptModel *).
/// It emits pairChosen(int row), neighbourRequested(int step) and messageActivated(int messageId).
[[nodiscard]] QUrl pairsUrl();

} // namespace Inspector
