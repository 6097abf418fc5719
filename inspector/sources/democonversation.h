// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayclient.h"

#include <QtCore/QObject>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTimer>
#include <QtCore/QUrl>

#include <chrono>

namespace Inspector {

struct DemoOptions
{
    std::chrono::milliseconds minimumPause{1'500}; ///< Between the offers.
    std::chrono::milliseconds maximumPause{2'500};
    std::chrono::milliseconds maximumThought{120}; ///< Before an offer is answered.
    int lostOffer = 5;                             ///< Every so many offers one goes to an unknown peer. 0: none.
    quint32 seed = 0;                              ///< 0: a different conversation each time.
};

/// Two clients that exchange offers and answers, so that there is something to look at.
///
/// \par Threads  lives in one thread with an event loop.
class DemoConversation final : public QObject
{
    Q_OBJECT

public:
    DemoConversation(const QUrl &relay, const DemoOptions &options, QObject *parent = nullptr);

    void start();
    void stop();

Q_SIGNALS:
    /// Both clients are closed.
    void stopped();

private:
    void schedule();
    void offer();
    void answer(RelayCore::RelayClient &client, const RelayCore::RelayMessage &message);
    void sendDescription(RelayCore::RelayClient &from, const QUuid &to, RelayCore::DescriptionType type);

    DemoOptions m_options;
    QRandomGenerator m_random;
    RelayCore::RelayClient m_one;
    RelayCore::RelayClient m_two;
    QTimer m_timer;
    quint64 m_offers = 0;
    int m_closed = 0;
    bool m_stopping = false;
};

} // namespace Inspector
