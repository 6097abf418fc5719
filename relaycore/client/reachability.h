// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QObject>

#include <memory>

namespace RelayCore {

/// A hint whether this machine has a network. It can shorten the wait before an attempt; it never ends a connection and
/// never prevents an attempt, because hints are often wrong.
///
/// \par Threads  lives in the client's thread.
/// \since 0.1
class RELAYCORE_EXPORT Reachability : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~Reachability() override;

    /// False only where there surely is no network. Asked after each failed attempt.
    [[nodiscard]] virtual bool isReachable() const = 0;

    /// Returns the state that QNetworkInformation has. Without a backend the network counts as reachable.
    [[nodiscard]] static std::shared_ptr<Reachability> system();

Q_SIGNALS:
    /// True ends the wait of a client in RelayClient::State::WaitingForNetwork, false makes a waiting client go there.
    void reachableChanged(bool reachable);
};

} // namespace RelayCore
