// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/captureoptions.h"

#include "inspector/cli/optionvalues.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

CLI::Option *addCaptureOptions(CLI::App *verb, QString &capture, StoreOptions &store)
{
    using namespace OptionValues;
    constexpr qint64 mebibyte = 1024LL * 1024;
    CLI::Option *option = addText(verb, "--capture", "FILE|URL", capture,
                                  "Write everything on the wire to a new capture: a file, or postgresql://…");
    addText(verb, "--spool", "FOLDER", store.spoolFolder, "Where to keep what a database does not take")->needs(option);
    add(
        verb, "--spool-limit", store.spoolBytes,
        [](const QString &given) -> Result<qint64> {
            const auto count = integer(given, 1);
            if (const auto *const problem = std::get_if<QString>(&count))
                return *problem;
            return std::get<qint64>(count) * mebibyte;
        },
        "Traffic waits when so much is kept; default: 1024")
        ->type_name("MIB")
        ->needs(option);
    return option;
}

} // namespace Inspector
