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

/// What the rest of the capture shows about the peer that a message is meant for.
struct PeerFacts
{
    QString name;           ///< As it registered; empty where that was not seen.
    bool delivered = false; ///< The message was seen on its way from the relay to the peer, too.

    bool operator==(const PeerFacts &) const = default;
};

/// Returns the sentence that describes \a message.
/// \param exchange     the exchange it belongs to, if any.
/// \param counterpart  the other message of that exchange, if captured.
[[nodiscard]] std::optional<Diagnosis> diagnose(const MessageRow &message, const ConnectionRow &connection,
                                                const Exchange *exchange, const std::optional<MessageRow> &counterpart,
                                                const PeerFacts &peer = {});

/// Returns the sentence that describes a connection: refused, TLS, HTTP status, close code, never answered.
[[nodiscard]] std::optional<Diagnosis> diagnose(const ConnectionRow &connection);

} // namespace Inspector
