// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

/// Captures for the tests of formats.
namespace RandomCapture {

/// Creates a capture at \a path whose rows use every column, with values drawn from \a seed: texts with every kind of
/// character, bytes that are no text, missing values, times out of order between connections. Aborts the test where
/// that fails.
void create(const QString &path, quint32 seed, int connections = 12, int messages = 300);

/// Returns the SQL that recreates every table of the capture at \a path, as sqlite3 prints it.
[[nodiscard]] QByteArray dump(const QString &path);

/// Returns where the dumps of two captures differ first, with the text of both; empty where they are equal.
[[nodiscard]] QByteArray difference(const QString &path, const QString &otherPath);

} // namespace RandomCapture
