// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/reachability.h"

#include <QtNetwork/QNetworkInformation>

namespace RelayCore {

namespace {

class SystemReachability final : public Reachability
{
public:
    SystemReachability()
    {
        if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
            return;
        // The information lives in the application's thread; this object may live in another.
        auto *information = QNetworkInformation::instance();
        m_reachable = isReachable(information->reachability());
        connect(information, &QNetworkInformation::reachabilityChanged, this, &SystemReachability::follow);
    }

    [[nodiscard]] bool isReachable() const override { return m_reachable; }

private:
    // A relay may well be on this machine or in its own network: only "no network at all" counts.
    static bool isReachable(QNetworkInformation::Reachability reachability)
    {
        return reachability != QNetworkInformation::Reachability::Disconnected;
    }

    void follow(QNetworkInformation::Reachability reachability)
    {
        if (m_reachable == isReachable(reachability))
            return;
        m_reachable = !m_reachable;
        Q_EMIT reachableChanged(m_reachable);
    }

    bool m_reachable = true;
};

} // namespace

Reachability::~Reachability() = default;

std::shared_ptr<Reachability> Reachability::system()
{
    return std::make_shared<SystemReachability>();
}

} // namespace RelayCore
