// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QString>

namespace Inspector {

enum class SnippetLanguage : quint8 {
    Relayctl, ///< A command for a shell.
    Python,   ///< A program that needs the package websockets.
    Cpp,      ///< A program that needs RelayCore.
};

/// Returns a program that registers as the sender of \a message and sends it to the relay of \a connection; a program
/// takes another address as its argument. Credentials are replaced: ICE passwords by others, tokens by \c ***; the
/// token of the connection is read from the environment variable RELAY_TOKEN, or the file that stands for it.
///
/// Empty where the language cannot send it: relayctl sends relay messages only, and what the capture does not hold
/// completely cannot be sent at all.
/// \par Threads  any; a pure function, but for the pseudonyms of credentials.
[[nodiscard]] QString messageSnippet(SnippetLanguage language, const MessageRow &message,
                                     const ConnectionRow &connection);

} // namespace Inspector
