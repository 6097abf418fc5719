// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/clusterframes.h"

#include <chrono>
#include <functional>

namespace Inspector {

/// Takes what an OutgoingLink of another relay sends: each part once, in order.
class IncomingLink
{
public:
    using Time = std::chrono::steady_clock::time_point;
    /// Delivers a complete message. May not destroy the link.
    using Deliver = std::function<RelayCore::Backplane::Delivery(const RelayCore::BackplaneMessage &)>;

    /// Takes what is new in \a data. \return what to answer; empty for a frame of an epoch that is over.
    [[nodiscard]] std::optional<ClusterFrames::Acknowledgement> take(const ClusterFrames::Data &data, Time now,
                                                                     const Deliver &deliver);
    [[nodiscard]] Time lastUsed() const { return m_lastUsed; }

private:
    [[nodiscard]] ClusterFrames::Outcome takePart(const ClusterFrames::Part &part, const Deliver &deliver);

    quint32 m_epoch = 0;
    quint64 m_expected = 1;
    quint64 m_first = 1;   ///< The part to which the first outcome belongs.
    QByteArray m_outcomes; ///< Of parts whose confirmation the sender has not received yet.
    QByteArray m_text;     ///< Of a message that is not complete.
    Time m_lastUsed;
};

} // namespace Inspector
