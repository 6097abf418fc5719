// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturereader.h"
#include "inspector/capture/capturewriter.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QStringList>

#include <memory>
#include <optional>

/// What the tests of the capture module share.
namespace CaptureTest {

inline constexpr qint64 startNs = 1'700'000'000'123'456'789;

extern const QUuid alpha;
extern const QUuid beta;

[[nodiscard]] RelayCore::WireEvent textEvent(RelayCore::ConnectionId connection, RelayCore::Direction direction,
                                             const QByteArray &payload, qint64 timeNs = startNs);
/// An offer from alpha to beta.
[[nodiscard]] QByteArray offer();

/// Returns a writer or reader of the file at \a path, or aborts the test.
[[nodiscard]] std::unique_ptr<Inspector::CaptureWriter> makeWriter(const QString &path,
                                                                   const Inspector::CaptureWriterOptions &options = {});
[[nodiscard]] std::unique_ptr<Inspector::CaptureReader> openReader(const QString &path);
[[nodiscard]] std::optional<Inspector::CaptureError> errorOfOpening(const QString &path);

/// Executes statements on a database file over a connection of its own.
[[nodiscard]] bool execute(const QString &path, const QStringList &statements);
/// Returns what sqlite3 prints for \a statement.
[[nodiscard]] QByteArray shell(const QString &path, const QString &statement);

} // namespace CaptureTest
