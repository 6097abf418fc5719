// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/verdict.h"
#include "inspector/capture/capturerows.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

/// What `relayctl diagnose` writes.
namespace Inspector::DiagnoseLines {

/// How many attempts there are of each severity.
struct Counts
{
    qint64 attempts = 0;
    qint64 problems = 0;
    qint64 notes = 0;
    qint64 good = 0;

    void add(Severity severity);
};

/// A connection without a registration, and why.
struct UnregisteredConnection
{
    RelayCore::ConnectionId id = 0;
    qint64 openedNs = 0;
    QString client;
    QString upstream;
    QString sentence;
};

/// Returns the connections of \a rows that are not registered because of a problem.
[[nodiscard]] QList<UnregisteredConnection> unregistered(const QList<ConnectionRow> &rows);

/// Returns `{"event":"connection",…}` as a line.
[[nodiscard]] QByteArray connection(const UnregisteredConnection &connection);
/// Returns `{"event":"attempt",…}` as a line.
[[nodiscard]] QByteArray attempt(const Assessment &assessment);
/// Returns `{"event":"summary",…}` as a line. \param endNs  the end of the capture.
[[nodiscard]] QByteArray summary(const QString &file, qsizetype pairs, const Counts &counts, qint64 endNs);

/// Returns the same for people, several lines.
[[nodiscard]] QString attemptText(const Assessment &assessment);
/// Those with the same sentence have one paragraph, at most 20 paragraphs.
[[nodiscard]] QString connectionsText(const QList<UnregisteredConnection> &connections);
[[nodiscard]] QString summaryText(qsizetype pairs, const Counts &counts);

} // namespace Inspector::DiagnoseLines
