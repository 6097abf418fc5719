// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/tokens.h"

#include <utility>

namespace RelayCore {

using std::chrono::milliseconds;

Tokens::~Tokens()
{
    stopAsking();
}

void Tokens::setProvider(TokenProvider provider)
{
    stopAsking();
    m_provider = std::move(provider);
    m_token = {};
    m_reason = TokenReason::FirstUse;
    m_askedAgain = false;
}

bool Tokens::isMissing() const
{
    return m_provider && (m_token.value.isEmpty() || m_clock->now() >= m_expiresAt);
}

void Tokens::ask(std::function<void(bool)> answered)
{
    stopAsking();
    const TokenReason reason = m_token.value.isEmpty() ? m_reason : TokenReason::Expired;
    m_token = {};
    m_watcher.reset(new QFutureWatcher<AccessToken>);
    QObject::connect(m_watcher.get(), &QFutureWatcherBase::finished, m_watcher.get(),
                     [this, answered = std::move(answered)] {
                         const auto future = m_watcher->future();
                         m_watcher.release()->deleteLater(); // We are inside its signal.
                         // A cancelled future and one that holds an exception have no result.
                         if (future.resultCount() > 0)
                             m_token = future.result();
                         m_expiresAt = m_token.validFor ? m_clock->now() + *m_token.validFor : milliseconds::max();
                         answered(!m_token.value.isEmpty()); // May end this object.
                     });
    const TokenProvider provider = m_provider; // It may replace itself.
    const auto future = provider(reason);
    if (m_watcher)
        m_watcher->setFuture(future);
}

void Tokens::stopAsking()
{
    m_watcher.reset();
}

bool Tokens::refused()
{
    m_token = {};
    m_reason = TokenReason::Refused;
    const bool isFirst = m_provider && !m_askedAgain;
    m_askedAgain = isFirst;
    return isFirst;
}

} // namespace RelayCore
