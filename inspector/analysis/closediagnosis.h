// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/diagnosis.h"

/// What the diagnosis of a message and that of a connection share.
namespace Inspector::DiagnosisParts {

/// Returns the registered name of the client, or its address, or "The client".
[[nodiscard]] QString nameOf(const ConnectionRow &connection);
/// Returns the address of the relay, or "The relay".
[[nodiscard]] QString relayOf(const ConnectionRow &connection);
/// Returns \a sentence with the \a reason that the other side gave, if any.
[[nodiscard]] QString withReason(const QString &sentence, const QString &reason);

/// Returns what a close code means for the client \a name, and what to do about it.
[[nodiscard]] QString closeAdvice(quint16 code, const QString &name);
[[nodiscard]] Severity closeSeverity(quint16 code);
[[nodiscard]] Diagnosis closeDiagnosis(quint16 code, const QString &reason, const QString &name);

/// Returns \a diagnosis with a sentence that is safe to show, although it quotes what peers wrote.
[[nodiscard]] std::optional<Diagnosis> displayable(std::optional<Diagnosis> diagnosis);

} // namespace Inspector::DiagnosisParts
