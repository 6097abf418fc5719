// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace CLI {
class App;
}

namespace Inspector {

struct DiagnoseOptions
{
    QString captureFile;
    QString reportFile; ///< Empty: none; "-": standard output.
    QString peer;       ///< A name or a UUID; empty: all.
    bool json = false;
    bool force = false; ///< Overwrite the report.
    bool unredacted = false;
};

void addDiagnoseVerb(CLI::App &app, DiagnoseOptions &options);

} // namespace Inspector
