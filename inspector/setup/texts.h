// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QCoreApplication>

namespace Inspector {

/// The translation context of this module. relayctl installs no translation, so its texts stay English.
struct Setup
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Setup)
};

} // namespace Inspector
