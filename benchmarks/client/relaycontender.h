// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "contender.h"
#include "relaycore/client/relayclient.h"

#include <QtNetwork/QLocalSocket>

#include <memory>
#include <optional>

namespace RelayBench {

/// RelayClient as an application uses it: messages in and out as values, the outcome of every send() looked at.
class RelayContender final : public Contender
{
public:
    /// What the tap of the process does meanwhile.
    enum class TapState {
        Closed,
        Open,    ///< No reader is attached.
        Stalled, ///< A reader is attached that does not read.
        Read,    ///< A reader is attached that takes everything.
    };

    /// How it learns what has become of a message.
    enum class Outcomes {
        Futures, ///< send(), as well as the signals.
        Signals, ///< post(): the signals only.
    };

    explicit RelayContender(const QUrl &relay, TapState tap = TapState::Closed, Outcomes outcomes = Outcomes::Futures);

    void open() override;
    void send() override;
    [[nodiscard]] quint64 sent() const override { return m_written; }

private:
    void attachTapReader(TapState tap);

    std::unique_ptr<QLocalSocket> m_tapReader;
    RelayCore::RelayClient m_client;
    std::optional<RelayCore::RelayMessage> m_offer;
    quint64 m_written = 0;
    Outcomes m_outcomes;
};

} // namespace RelayBench
