// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

/// The tables of a capture file. Times are nanoseconds since 1970-01-01T00:00:00Z.
namespace Inspector::Schema {

/// Stored in the file; a reader refuses files with a higher number.
inline constexpr int version = 1;

/// The statements that make an empty capture, in order.
[[nodiscard]] QStringList tables();

/// For messages that look like \a message: what few values occur in is written into the statement, because every value
/// that is bound costs. \a text: its payload is stored as text.
[[nodiscard]] QString insertMessage(const MessageRow &message, bool text);
/// The same number for messages that share a statement.
[[nodiscard]] quint32 messageShape(const MessageRow &message, bool text);
[[nodiscard]] QString upsertSource();
[[nodiscard]] QString upsertConnection();
[[nodiscard]] QString insertState();
[[nodiscard]] QString insertLost();

/// Selects in the order that RowText::messageFrom(), sourceFrom(), connectionFrom() and stateFrom() expect.
[[nodiscard]] QString selectMessages();
/// Likewise, but with the payload of responses only.
[[nodiscard]] QString selectMessageMetadata();
[[nodiscard]] QString selectSources();
[[nodiscard]] QString selectConnections();
[[nodiscard]] QString selectStates();

} // namespace Inspector::Schema
