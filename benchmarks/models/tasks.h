// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <chrono>

/// Each task prints its figures and returns the exit code of the program.
namespace RelayBench {

/// Writes a capture of \a messages messages to \a path.
[[nodiscard]] int write(const QString &path, quint32 messages);
/// Opens the capture at \a path in a feed with models: time until the rows are there, and until all are indexed.
[[nodiscard]] int open(const QString &path);
/// Filters the capture at \a path in a table of the window: how long metadata and texts take, and how long the event
/// loop stands still while a person types or changes the scope; SQLite's LIKE beside it.
[[nodiscard]] int search(const QString &path);
/// Writes \a messages messages to \a path, and goes on with 1,000 at a time while the table shows them. \a isShort is
/// for Conversation::shorten().
[[nodiscard]] int live(const QString &path, quint32 messages, bool isShort);
/// Processor time of a window with a list of \a connections registered connections, in the GUI thread and in all
/// threads, while nothing happens and while \a pings pings and pongs a second are captured.
[[nodiscard]] int idle(const QString &path, quint32 connections, std::chrono::seconds duration, int pings);

} // namespace RelayBench
