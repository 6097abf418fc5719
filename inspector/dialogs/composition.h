// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <variant>

namespace Inspector {

/// A message that is being composed, as a person enters it.
struct Composition
{
    enum class Form : quint8 { Offer, Answer, Registration, Text, Binary };

    Form form = Form::Offer;
    QString name;        ///< Offer, answer, registration: of the sender.
    QString uuid;        ///< Likewise.
    QString peer;        ///< Offer, answer: UUID.
    QString description; ///< Offer, answer.
    QString text;        ///< Text: sent as it is. Binary: hexadecimal digits.

    bool operator==(const Composition &) const = default;
};

/// A field that cannot be used.
struct CompositionProblem
{
    enum class Field : quint8 { Uuid, Peer, Text };

    Field field = Field::Uuid;
    QString text; ///< A translated sentence.
};

/// Returns the payload that \a composition stands for, or the first field that is wrong.
[[nodiscard]] std::variant<QByteArray, CompositionProblem> payloadOf(const Composition &composition);

/// Returns the form that stands for \a payload: a template where it is such a message, otherwise text or binary.
[[nodiscard]] Composition compositionOf(const QByteArray &payload, bool isBinary);

/// Returns why a relay refuses \a payload, and with which close code, as a translated sentence; empty where it takes
/// it. \par Source  docs/protocol.md, "Conversation" and its close codes.
[[nodiscard]] QString refusalOf(const QByteArray &payload, bool isBinary);

} // namespace Inspector
