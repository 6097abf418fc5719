// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/connector.h"

#include "relaycore/client/errortext.h"
#include "relaycore/client/reachability.h"
#include "relaycore/client/validate.h"
#include "relaycore/protocol/closecode.h"

#include <algorithm>
#include <utility>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using Category = RelayError::Category;
using Phase = RelayError::Phase;

namespace {

RelayError openingError(Category category, const ErrorText &text)
{
    return makeError(category, Phase::Opening, text);
}

/// RFC 7617, with the user information of \a address in UTF-8.
QByteArray basicCredentials(const QUrl &address)
{
    const QString user = address.userName(QUrl::FullyDecoded) + u':' + address.password(QUrl::FullyDecoded);
    return "Basic " + user.toUtf8().toBase64();
}

} // namespace

Connector::Connector(const Context &context, ConnectorOwner &owner, bool isNewUuid)
    : m_context(context)
    , m_owner(owner)
    , m_tokens(context.options.clock, context.options.tokenProvider)
    , m_needsVerification(!isNewUuid)
{
    if (const auto &reachability = context.options.reachability) {
        m_reachability = QObject::connect(reachability.get(), &Reachability::reachableChanged, context.object,
                                          [this](bool reachable) { m_owner.onReachableChanged(reachable); });
    }
}

Connector::~Connector()
{
    QObject::disconnect(m_reachability);
}

void Connector::attemptNow()
{
    attemptAfter(milliseconds::zero());
}

void Connector::attemptSoonest()
{
    // Neither an impatient user nor a network that comes and goes may make a client hammer the relay.
    attemptAfter(m_lastAttempt ? *m_lastAttempt + m_context.options.backoff.floor - m_context.options.clock->now()
                               : milliseconds::zero());
}

void Connector::attemptAfter(milliseconds wait)
{
    m_delay.reset();
    m_isDue = true;
    if (wait > milliseconds::zero()) {
        m_delay = m_context.options.clock->startTimer(wait, [this] { attempt(); });
        return;
    }
    // Not from inside the caller's call: opening a socket may fail at once.
    QMetaObject::invokeMethod(
        m_context.object,
        [this, alive = std::weak_ptr(m_alive)] {
            if (!alive.expired())
                attempt();
        },
        Qt::QueuedConnection);
}

void Connector::attempt()
{
    if (!std::exchange(m_isDue, false))
        return;
    m_lastAttempt = m_context.options.clock->now();
    ++m_context.metrics.attempts;
    if (m_tokens.isMissing())
        askForToken();
    else
        begin();
}

void Connector::askForToken()
{
    m_tokenDeadline = m_context.options.clock->startTimer(m_context.options.openTimeout, [this] {
        m_tokens.stopAsking();
        m_owner.onAttemptFailed(
            openingError(Category::Timeout,
                         {QT_TRANSLATE_NOOP("RelayCore::RelayError", "The token provider did not answer in time.")}));
    });
    m_tokens.ask([this](bool isThere) {
        m_tokenDeadline.reset();
        if (isThere) {
            begin();
            return;
        }
        auto error = openingError(Category::Unauthorized,
                                  {QT_TRANSLATE_NOOP("RelayCore::RelayError", "The token provider gave no token.")});
        error.fatal = true;
        m_owner.onAttemptFailed(error);
    });
}

void Connector::begin()
{
    HeaderList headers = m_context.options.headers;
    const auto isAuthorization = [](const HttpHeader &header) {
        return header.name.compare("Authorization", Qt::CaseInsensitive) == 0;
    };
    if (m_tokens.hasProvider()) {
        headers.removeIf(isAuthorization);
        headers.append({"Authorization", "Bearer " + m_tokens.value()});
        if (const auto unusable = whyUnusable(headers)) {
            m_owner.onAttemptFailed(*unusable);
            return;
        }
    } else if (!m_context.options.address.userInfo().isEmpty()
               && std::none_of(headers.cbegin(), headers.cend(), isAuthorization)) {
        headers.append({"Authorization", basicCredentials(m_context.options.address)});
    }
    m_owner.onAttemptReady(headers);
}

Connector::Retry Connector::scheduleRetry()
{
    const int number = ++m_attemptsInARow;
    const auto &options = m_context.options;
    const double random = options.random();
    auto delay = std::max(options.backoffPolicy(number, random), options.backoff.floor);
    if (const auto asked = std::exchange(m_retryAfter, {})) {
        // Up to a tenth later, so that the clients of an overloaded relay do not all come back in the same moment.
        const milliseconds least = std::min<milliseconds>(*asked, maxRetryAfter);
        const double spread = options.backoff.jitter ? random / 10 : 0;
        delay = std::max(delay, least + milliseconds(qint64(double(least.count()) * spread)));
    }
    m_delay = m_context.options.clock->startTimer(delay, [this] { m_owner.onRetryDue(); });
    watchSleep();
    return {number, delay};
}

void Connector::stop()
{
    m_isDue = false;
    m_tokens.stopAsking();
    m_tokenDeadline.reset();
    m_delay.reset();
    endConnection();
    m_sleepWatch.reset();
}

void Connector::registered()
{
    watchSleep();
    m_registeredAt = m_context.options.clock->now();
}

void Connector::endConnection()
{
    const auto since = std::exchange(m_registeredAt, {});
    // The backoff must go on growing for a relay that accepts every client and drops it at once.
    if (!since || m_context.options.clock->now() - *since < m_context.options.backoff.stableAfter)
        return;
    m_attemptsInARow = 0;
    m_protocolErrors = 0;
    m_tokens.accepted();
}

void Connector::closed(bool isUncertain)
{
    m_attemptsInARow = 0;
    m_protocolErrors = 0;
    m_needsVerification = m_needsVerification || isUncertain;
}

RelayError Connector::describe(const AttemptEnd &end) const
{
    return classify(end, {endpointOf(m_context.options.address), m_everOpened, m_protocolErrors});
}

RelayError Connector::judge(const AttemptEnd &end)
{
    endConnection();
    RelayError error = describe(end);
    m_retryAfter = end.retryAfter;
    const bool isRefusal = error.category == Category::Unauthorized || error.category == Category::Forbidden;
    if (isRefusal && m_tokens.refused())
        error.fatal = false;
    m_protocolErrors = error.category == Category::Protocol ? m_protocolErrors + 1 : 0;
    // After an end that the relay may not have noticed it still holds our former socket.
    const bool isUnclean = error.category == Category::Timeout || error.category == Category::Network
                           || error.closeCode == quint16(CloseCode::Abnormal);
    m_needsVerification = m_needsVerification || (end.phase != Phase::Opening && isUnclean);
    return error;
}

bool Connector::isNetworkMissing() const
{
    return m_context.options.reachability && !m_context.options.reachability->isReachable();
}

void Connector::setTokenProvider(TokenProvider provider)
{
    const bool wasAsking = m_tokens.isAsking();
    m_tokens.setProvider(std::move(provider));
    if (!wasAsking)
        return;
    // The answer of the replaced provider is not awaited any more.
    m_tokenDeadline.reset();
    attemptNow();
}

void Connector::watchSleep()
{
    m_sleepWatch.emplace(m_context.options.clock, [this] { m_owner.onWoke(); });
}

} // namespace RelayCore
