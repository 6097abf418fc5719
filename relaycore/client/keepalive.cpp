// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/keepalive.h"

#include <QtCore/QRandomGenerator>

#include <utility>

namespace RelayCore {

using std::chrono::milliseconds;

void Keepalive::start(std::function<void(const QByteArray &)> ping, std::function<void()> dead)
{
    stop();
    if (m_deadlines.interval <= milliseconds::zero())
        return;
    m_ping = std::move(ping);
    m_dead = std::move(dead);
    dataReceived();
    look();
}

void Keepalive::stop()
{
    m_timer.reset();
    m_nonce.clear();
}

void Keepalive::progressed()
{
    m_lastSign = m_clock->now();
}

std::optional<milliseconds> Keepalive::answered(const QByteArray &nonce)
{
    dataReceived();
    if (m_nonce.isEmpty() || nonce != m_nonce)
        return std::nullopt;
    m_nonce.clear();
    return m_clock->now() - m_pingSent;
}

void Keepalive::verifyNow()
{
    if (m_timer && m_nonce.isEmpty())
        sendPing();
}

void Keepalive::look()
{
    const auto silence = m_clock->now() - m_lastReceived;
    if (silence >= m_deadlines.interval) {
        sendPing();
        return;
    }
    m_timer = m_clock->startTimer(m_deadlines.interval - silence, [this] { look(); });
}

void Keepalive::sendPing()
{
    // Random, so that the answer to an earlier ping, or an unasked pong, is not taken for this one's.
    m_nonce = QByteArray::number(QRandomGenerator::global()->generate64(), 16);
    m_pingSent = m_lastSign = m_clock->now();
    m_isLastLook = false;
    m_timer = m_clock->startTimer(m_deadlines.timeout, [this] { checkDeadline(); });
    const auto ping = m_ping; // Copies on the stack: sending may end the connection, and this with it.
    const QByteArray nonce = m_nonce;
    ping(nonce);
}

void Keepalive::checkDeadline()
{
    if (m_lastReceived > m_pingSent || m_nonce.isEmpty()) {
        m_nonce.clear();
        look();
        return;
    }
    const auto waited = m_clock->now() - m_lastSign;
    if (waited < m_deadlines.timeout) {
        m_timer = m_clock->startTimer(m_deadlines.timeout - waited, [this] { checkDeadline(); });
        return;
    }
    if (!std::exchange(m_isLastLook, true)) {
        // A process that was stopped finds its timers due before it has read what has arrived.
        m_timer = m_clock->startTimer(milliseconds::zero(), [this] { checkDeadline(); });
        return;
    }
    stop();
    const auto dead = m_dead; // As above.
    dead();
}

} // namespace RelayCore
