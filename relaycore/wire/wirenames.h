// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QLatin1StringView>
#include <QtCore/QStringView>

/// The words for states and categories in captures, event lines and views. Code compares the enumerators instead.
/// \since 0.2
namespace RelayCore {

/// Returns the word for \a state in snake_case: "connecting", "waiting_for_network", ...
/// \sa sourceStateFromName()
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView sourceStateName(SourceState state);
/// Returns the state that \a name stands for, SourceState::Other for an unknown word.
/// \sa sourceStateName()
[[nodiscard]] RELAYCORE_EXPORT SourceState sourceStateFromName(QStringView name);

/// Returns the word for \a category: "refused", "dns", ... Empty for CloseCategory::None.
/// \sa closeCategoryFromName()
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView closeCategoryName(CloseCategory category);
/// Returns the category that \a name stands for: CloseCategory::None where it is empty, CloseCategory::Other for an
/// unknown word.
/// \sa closeCategoryName()
[[nodiscard]] RELAYCORE_EXPORT CloseCategory closeCategoryFromName(QStringView name);

} // namespace RelayCore
