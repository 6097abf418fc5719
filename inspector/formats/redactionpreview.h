// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/formats/formaterror.h"
#include "inspector/formats/recordredactor.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <variant>

namespace Inspector {

/// What an export with a profile would replace.
struct RedactionPreview
{
    enum class Kind : quint8 { Credential, Ice, Uuid, Address, Name, Host, Fingerprint };

    /// A value, and what stands in its place.
    struct Value
    {
        Kind kind = Kind::Credential;
        QByteArray original;
        QByteArray replacement;
    };
    /// A message that changes.
    struct Example
    {
        MessageId message = 0;
        QByteArray before;
        QByteArray after;
    };

    QList<Value> values;     ///< By kind, then by original; at most maxValues.
    quint64 valueCount = 0;  ///< All of them.
    QList<Example> examples; ///< The first of each 4 KiB; at most maxExamples.
    quint64 messages = 0;    ///< Of the capture.
    quint64 changedMessages = 0;
    quint64 connections = 0;
    quint64 changedConnections = 0; ///< Whose handshake, address, name or end changes.
    quint64 emptiedMessages = 0;    ///< That could not be inflated, and may hold anything.

    static constexpr qsizetype maxValues = 10'000;
    static constexpr qsizetype maxExamples = 200;
};

/// Returns what \a profile replaces in the capture \a capture. Pseudonyms are drawn anew for each export, so those of
/// UUIDs, addresses and fingerprints are examples.
/// \par Threads  any; blocks.
[[nodiscard]] std::variant<RedactionPreview, FormatError>
previewRedaction(const QString &capture, RedactionProfile profile, const ConversionProgress &progress);

} // namespace Inspector
