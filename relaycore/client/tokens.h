// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/clock.h"
#include "relaycore/client/token.h"

#include <QtCore/QFutureWatcher>

#include <functional>
#include <memory>

namespace RelayCore {

/// The token of a client, and the question for a new one. Internal to this module.
class Tokens
{
public:
    Tokens(std::shared_ptr<RelayClock> clock, TokenProvider provider)
        : m_clock(std::move(clock))
        , m_provider(std::move(provider))
    {}
    ~Tokens();
    Q_DISABLE_COPY_MOVE(Tokens)

    /// Discards everything known of the previous provider's tokens.
    void setProvider(TokenProvider provider);
    [[nodiscard]] bool hasProvider() const { return bool(m_provider); }

    /// There is a provider and no token that could be sent.
    [[nodiscard]] bool isMissing() const;
    /// Requests one; \a answered is called later with whether there is one now. A previous request is dropped.
    void ask(std::function<void(bool)> answered);
    [[nodiscard]] bool isAsking() const { return m_watcher != nullptr; }
    void stopAsking();

    /// Empty without a provider.
    [[nodiscard]] const QByteArray &value() const { return m_token.value; }

    /// The relay refused the token. \return whether it is worth asking for another: once, until accepted().
    [[nodiscard]] bool refused();
    void accepted() { m_askedAgain = false; }

private:
    std::shared_ptr<RelayClock> m_clock;
    TokenProvider m_provider;
    AccessToken m_token;
    std::chrono::milliseconds m_expiresAt = std::chrono::milliseconds::max();
    TokenReason m_reason = TokenReason::FirstUse; ///< Of the next question.
    bool m_askedAgain = false;
    std::unique_ptr<QFutureWatcher<AccessToken>> m_watcher; ///< While asking.
};

} // namespace RelayCore
