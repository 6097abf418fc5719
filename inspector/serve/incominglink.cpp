// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/incominglink.h"

#include <algorithm>
#include <utility>

namespace Inspector {

using namespace ClusterFrames;
using Delivery = RelayCore::Backplane::Delivery;

namespace {

/// Of one message in parts; a relay with a larger limit for messages of clients would have to raise it.
constexpr qsizetype largestText = 256 * 1024 * 1024;

} // namespace

std::optional<Acknowledgement> IncomingLink::take(const Data &data, Time now, const Deliver &deliver)
{
    m_lastUsed = now;
    if (data.epoch < m_epoch)
        return std::nullopt;
    if (data.epoch > m_epoch) {
        m_epoch = data.epoch;
        m_expected = 1;
        m_first = 1;
        m_outcomes.clear();
        m_text.clear();
    }
    if (const quint64 known = std::min(data.confirmed, m_expected); known > m_first) {
        m_outcomes.remove(0, qsizetype(known - m_first));
        m_first = known;
    }
    quint64 number = data.first;
    for (const Part &part : data.parts) {
        if (number == m_expected) {
            m_outcomes.append(char(takePart(part, deliver)));
            ++m_expected;
        }
        ++number;
    }
    return Acknowledgement{{}, m_epoch, m_expected, m_first, m_outcomes, data.first > m_expected};
}

Outcome IncomingLink::takePart(const Part &part, const Deliver &deliver)
{
    if (!part.isLast || !m_text.isEmpty()) {
        if (m_text.size() + part.message.text.size() > largestText)
            m_text.clear();
        m_text += part.message.text;
        if (!part.isLast)
            return Outcome::Continues;
    }
    RelayCore::BackplaneMessage message = part.message;
    if (!m_text.isEmpty())
        message.text = std::exchange(m_text, {});
    switch (deliver(message)) {
    case Delivery::Delivered:
        return Outcome::Delivered;
    case Delivery::OtherUser:
        return Outcome::OtherUser;
    case Delivery::NoResponders:
    case Delivery::Unavailable:
    case Delivery::Unknown:
        break;
    }
    return Outcome::NotHere;
}

} // namespace Inspector
