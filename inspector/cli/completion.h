// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayList>
#include <QtCore/QString>

#include <optional>

namespace CLI {
class App;
}

namespace Inspector {

enum class Shell : quint8 { Bash, Zsh, Fish };

/// What `relayctl completion` is asked for.
struct CompletionOptions
{
    Shell shell = Shell::Bash;
};

/// Adds the verb \c completion to \a app. Parsing writes to \a options.
void addCompletionVerb(CLI::App &app, CompletionOptions &options);

/// Returns the completion script of \a shell for the verbs and options of \a app, so that it offers what the parser
/// accepts. An option whose type is words with bars between them (\c none|secrets|share) is completed with these, one
/// whose type names a file with files.
[[nodiscard]] QByteArray completionScript(const CLI::App &app, Shell shell);

} // namespace Inspector
