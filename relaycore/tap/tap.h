// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QString>

#include <optional>

namespace RelayCore {

/// Publishes the wire events of every RelayClient of this process to a local socket, where Relay Inspector and
/// `relayctl tap` read them.
///
/// The tap is closed by default. It opens with open(), or when the first RelayClient is created in a process whose
/// environment sets `RELAYCORE_TAP` to `1`. The socket belongs to the current user only. Credentials are redacted
/// before an event leaves the process.
///
/// The tap never delays its application: events wait in a queue of at most 4 MiB for a thread of their own, and each
/// reader has at most 4 MiB of unread data. What does not fit is dropped and counted; the reader receives the number
/// (EventsLost) as soon as it reads again, together with the connections that were opened or closed meanwhile.
///
/// \par Threads  all functions may be called from any thread.
/// \par Source   docs/tap.md
/// \since 0.2
class RELAYCORE_EXPORT Tap
{
public:
    /// What the tap has published since open().
    struct Statistics
    {
        int readers = 0;       ///< Readers that are attached now.
        quint64 published = 0; ///< Events that were written to at least one reader.
        quint64 lost = 0;      ///< Events that at least one attached reader did not receive.

        bool operator==(const Statistics &) const = default;
    };

    Tap() = delete;

    /// Opens the tap of this process under the name \a application (empty: QCoreApplication::applicationName()).
    ///
    /// Returns why it could not be opened: an English sentence with the path concerned; empty on success, also where
    /// the tap was open already. Needs a QCoreApplication, and closes with it.
    /// \sa close(), runningTaps()
    static std::optional<QString> open(const QString &application = {});

    /// Opens the tap if `RELAYCORE_TAP` is `1`. A failure is logged as a warning (category `relay.tap`) once per
    /// process.
    static void openIfRequested();

    /// Detaches every reader and removes the socket. Does nothing to a tap that is closed.
    static void close();

    /// Returns whether the tap is open.
    [[nodiscard]] static bool isOpen();

    /// Returns the numbers of the open tap; all are 0 while it is closed.
    [[nodiscard]] static Statistics statistics();
};

} // namespace RelayCore
