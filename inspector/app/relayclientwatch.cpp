// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/relayclientwatch.h"

#include "inspector/app/sourcehost.h"
#include "inspector/views/relayclientpane.h"

#include <QtGui/QAction>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

QList<RelayClientRow> rowsOf(quint32 relay, const QList<LocalRelayClient> &clients)
{
    QList<RelayClientRow> rows;
    rows.reserve(clients.size());
    for (const LocalRelayClient &known : clients) {
        RelayClientRow row{relay,
                           known.client.uuid,
                           known.client.name,
                           known.client.user,
                           known.client.address,
                           known.connection,
                           known.client.since,
                           known.client.messages,
                           known.registered,
                           std::nullopt};
        if (known.close)
            row.lastClose = {known.close->code, known.close->time};
        rows.append(std::move(row));
    }
    return rows;
}

} // namespace

RelayClientWatch::RelayClientWatch(const Theme *theme, QObject *parent)
    : QObject(parent)
    , m_pane(new RelayClientPane(theme, &m_clients))
    , m_action(new QAction(tr("&Relay clients"), this))
{
    m_action->setObjectName(u"relayClients"_s);
    m_action->setCheckable(true);
    m_action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
    connect(m_action, &QAction::triggered, this, [this](bool shown) { m_unwanted = !shown; });
}

RelayClientWatch::~RelayClientWatch() = default;

void RelayClientWatch::setUnwanted(bool unwanted)
{
    m_unwanted = unwanted;
    if (unwanted)
        m_action->setChecked(false);
}

void RelayClientWatch::follow(SourceHost &sources)
{
    clear();
    m_recording = std::make_unique<QObject>();
    connect(&sources, &SourceHost::relayListening, m_recording.get(),
            [this](quint32 relay, const QUrl &url) { onListening(relay, url); });
    connect(
        &sources, &SourceHost::relayClientsChanged, m_recording.get(),
        [this](quint32 relay, const QList<LocalRelayClient> &clients) { m_clients.update(rowsOf(relay, clients)); });
    connect(&sources, &SourceHost::stopped, m_recording.get(), [this](quint32 source) { onStopped(source); });
}

void RelayClientWatch::onListening(quint32 relay, const QUrl &url)
{
    m_relays.append({relay, url});
    m_pane->setAddress(url);
    if (!m_unwanted)
        m_action->setChecked(true);
}

void RelayClientWatch::onStopped(quint32 relay)
{
    m_relays.removeIf([relay](const auto &known) { return known.first == relay; });
    m_pane->setAddress(m_relays.isEmpty() ? QUrl() : m_relays.last().second);
    m_clients.endRelay(relay, QDateTime::currentDateTimeUtc());
}

void RelayClientWatch::endRelays()
{
    // Whatever is still on its way is older than this.
    m_recording.reset();
    const auto relays = std::exchange(m_relays, {});
    for (const auto &[relay, url] : relays)
        onStopped(relay);
}

void RelayClientWatch::clear()
{
    m_recording.reset();
    m_relays.clear();
    m_clients.clear();
    m_pane->setAddress({});
    m_action->setChecked(false);
}

} // namespace Inspector
