// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace RelayCore {

/// Where an open tap is found.
/// \since 0.2
struct TapAddress
{
    qint64 pid = 0;        ///< Of the application.
    QString application{}; ///< The name given to Tap::open().
    QString socket{};      ///< What QLocalSocket::connectToServer() takes.
    qint64 startedNs = 0;  ///< When the tap was opened: nanoseconds since 1970-01-01T00:00:00Z.

    bool operator==(const TapAddress &) const = default;
};

/// Returns the folder with one entry for each open tap of the current user: `relaycore-tap` in the user's runtime
/// directory. It exists once a tap was opened, and only the user may enter it.
[[nodiscard]] RELAYCORE_EXPORT QString tapDirectory();

/// Returns the open taps of the current user, oldest first. Entries that a crashed application left behind are removed.
///
/// Connects to each socket for a moment to see whether it is alive; waits at most 200 ms for each.
/// \par Threads  any.
/// \since 0.2
[[nodiscard]] RELAYCORE_EXPORT QList<TapAddress> runningTaps();

/// The entry of one open tap in tapDirectory(), removed by the destructor. Internal to this module.
class TapEntry
{
public:
    /// Prepares the folder. \a application is shown to people.
    explicit TapEntry(const QString &application);
    ~TapEntry();
    Q_DISABLE_COPY_MOVE(TapEntry)

    /// Returns where the tap listens.
    [[nodiscard]] const TapAddress &address() const { return m_address; }
    /// Makes the tap visible, once its socket listens. Returns why not.
    [[nodiscard]] std::optional<QString> publish();
    /// Returns why the folder cannot be used; empty where it can.
    [[nodiscard]] const QString &error() const { return m_error; }

private:
    TapAddress m_address;
    QString m_file;
    QString m_error;
};

} // namespace RelayCore
