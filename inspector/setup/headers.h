// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QString>

#include <variant>

namespace Inspector {

/// Reads a header field, `Name: value`. White space around the value is removed; it may be empty.
/// Returns a translated sentence if \a line is no field. The sentence never repeats the line: its value may be a
/// secret. \par Threads  any. \par Source  RFC 9110, sections 5.1 and 5.5.
[[nodiscard]] std::variant<RelayCore::HttpHeader, QString> readHeader(const QString &line);

/// Reads one header field a line; blank lines are skipped.
/// Returns a translated sentence with the number of the first line that is no field.
[[nodiscard]] std::variant<RelayCore::HeaderList, QString> readHeaderLines(const QString &text);

/// Returns whether \a headers hold a field \a name, in any case.
[[nodiscard]] bool hasHeader(const RelayCore::HeaderList &headers, QByteArrayView name);

} // namespace Inspector
