// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QJsonValue>
#include <QtCore/QString>

/// Judges HAR by its published JSON schema, tests/vectors/har-schema.
namespace HarSchema {

/// Returns where \a har does not keep to the schema, and how; empty where it does. A keyword of the schema that is not
/// known here is a problem, too.
[[nodiscard]] QString problem(const QJsonValue &har);

} // namespace HarSchema
