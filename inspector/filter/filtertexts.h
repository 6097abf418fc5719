// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QCoreApplication>

namespace Inspector {

/// The translation context of the texts of the filter language.
class FilterTexts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::FilterTexts)
};

} // namespace Inspector
