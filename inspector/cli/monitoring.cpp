// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/monitoring.h"

using namespace Qt::StringLiterals;

namespace Inspector {

QString Monitoring::start(const std::optional<HostPort> &address)
{
    if (!address)
        return {};
    const QList<QHostAddress> interfaces = interfacesOf(address->host);
    if (interfaces.isEmpty())
        return u"There is no interface %1 for the metrics."_s.arg(address->host);
    if (QString reason = m_server.listen(interfaces, address->port); !reason.isEmpty())
        return reason;
    m_url.setScheme(u"http"_s);
    m_url.setHost(interfaces.constFirst().toString());
    m_url.setPort(m_server.port());
    m_url.setPath(u"/metrics"_s);
    return {};
}

void Monitoring::ready()
{
    m_server.setReady(true);
    m_notifier.ready();
}

void Monitoring::stopping()
{
    m_server.setReady(false, "Stopping.");
    m_notifier.stopping();
}

} // namespace Inspector
