// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QCoreApplication>

namespace Inspector {

/// The translation context of everything that the filter language says.
class FilterTexts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::FilterTexts)
};

} // namespace Inspector
