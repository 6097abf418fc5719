// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Inspector {

class Theme;

/// What a palette cannot express: flat bars and tabs, cards, notices. To be set on the application together with
/// Theme::palette(). Widgets choose by the properties `textRole` (error, muted, code), `card` and `notice`.
[[nodiscard]] QString styleSheet(const Theme &theme);

} // namespace Inspector
