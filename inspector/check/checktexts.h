// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QCoreApplication>

namespace Inspector {

/// The translation context of the steps of a check.
struct CheckTexts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::CheckStep)
};

} // namespace Inspector
