// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/capturesoptions.h"
#include "inspector/cli/checkoptions.h"
#include "inspector/cli/connectoptions.h"
#include "inspector/cli/convertoptions.h"
#include "inspector/cli/democommandoptions.h"
#include "inspector/cli/diagnoseoptions.h"
#include "inspector/cli/proxycommandoptions.h"
#include "inspector/cli/replaycommandoptions.h"
#include "inspector/cli/runoptions.h"
#include "inspector/cli/serveoptions.h"
#include "inspector/cli/statsoptions.h"
#include "inspector/cli/tailoptions.h"
#include "inspector/cli/tapoptions.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <variant>

namespace Inspector {

/// There is nothing to run: help was asked for, or the arguments are wrong.
struct CommandLineEnd
{
    int exitCode = 0;
    QByteArray output; ///< For standard output, UTF-8.
    QByteArray error;  ///< For standard error, UTF-8.
};

/// The options of the verb that was given.
using CommandLine = std::variant<CommandLineEnd, ConnectOptions, CheckOptions, ServeOptions, ProxyCommandOptions,
                                 TapOptions, RunOptions, DiagnoseOptions, TailOptions, StatsOptions, CapturesOptions,
                                 ConvertOptions, ReplayCommandOptions, DemoCommandOptions>;

/// Reads the arguments (without the program's name). Opens no file.
[[nodiscard]] CommandLine parseCommandLine(const QStringList &arguments);

} // namespace Inspector
