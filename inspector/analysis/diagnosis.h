// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/exchanges.h"
#include "inspector/capture/capturerows.h"

#include <QtCore/QString>

#include <optional>

namespace Inspector {

enum class Severity : quint8 { Good, Note, Problem };

struct Diagnosis
{
    Severity severity = Severity::Note;
    QString sentence; ///< Translated; something a person can act on.
};

/// Returns the sentence that describes \a message, which belongs to no attempt: those have verdicts (verdict.h).
/// \param exchange     the exchange it belongs to, if any.
/// \param counterpart  the other message of that exchange, if captured.
[[nodiscard]] std::optional<Diagnosis> diagnose(const MessageRow &message, const ConnectionRow &connection,
                                                const Exchange *exchange, const std::optional<MessageRow> &counterpart);

/// Returns the sentence that describes a connection: refused, TLS, HTTP status, close code, never answered.
[[nodiscard]] std::optional<Diagnosis> diagnose(const ConnectionRow &connection);

} // namespace Inspector
