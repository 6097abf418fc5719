// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/hiddenrows.h"

#include "inspector/app/settings.h"
#include "inspector/models/formatting.h"
#include "inspector/models/messagemodel.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/keytext.h"
#include "inspector/views/rowsline.h"

#include <QtGui/QAction>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

QAction *hideAction(const QString &name, const QString &text, const QString &toolTip, const QKeySequence &key,
                    QObject *parent)
{
    auto *action = new QAction(text, parent);
    action->setObjectName(name);
    action->setCheckable(true);
    action->setShortcut(key);
    action->setToolTip(HiddenRows::tr("%1 (%2)", "tool tip · key").arg(toolTip, keyText(key)));
    return action;
}

} // namespace

HiddenRows::HiddenRows(MessageModel *messages, ConnectionView *connections, QObject *parent)
    : QObject(parent)
    , m_messages(messages)
    , m_connections(connections)
    , m_keepalive(hideAction(u"hideKeepalive"_s, tr("Hide &pings and pongs"),
                             tr("Hide or show control frames that keep a connection alive; close frames stay"),
                             Qt::Key_H, this))
    , m_ended(hideAction(u"hideEnded"_s, tr("Hide c&losed connections"),
                         tr("Hide or show clients that are not connected any more; their messages stay"),
                         Qt::SHIFT | Qt::Key_H, this))
    , m_messagesLine(new RowsLine(m_keepalive))
    , m_connectionsLine(new RowsLine(m_ended))
{
    connect(m_keepalive, &QAction::toggled, m_messages, &MessageModel::setKeepaliveHidden);
    connect(m_messages, &MessageModel::keepaliveCountChanged, this, &HiddenRows::showMessages);
    connect(m_ended, &QAction::toggled, m_connections, [this](bool hidden) {
        m_connections->setEndedHidden(hidden);
        showConnections();
    });
    connect(m_connections, &ConnectionView::endedCountChanged, this, &HiddenRows::showConnections);
    showMessages();
    showConnections();
}

QWidget *HiddenRows::connectionsLine() const
{
    return m_connectionsLine;
}

void HiddenRows::showConnections()
{
    const int count = m_connections->endedCount();
    const QString number = numberText(count);
    m_connectionsLine->setState(
        m_ended->isChecked() ? tr("%1 closed, hidden").arg(number) : tr("%1 closed").arg(number), quint32(count));
}

QWidget *HiddenRows::messagesLine() const
{
    return m_messagesLine;
}

void HiddenRows::showMessages()
{
    const quint32 count = m_messages->keepaliveCount();
    const QString number = numberText(count);
    m_messagesLine->setState(m_keepalive->isChecked() ? tr("Pings and pongs: %1 hidden").arg(number)
                                                      : tr("Pings and pongs: %1").arg(number),
                             count);
}

void HiddenRows::restore(const Settings &settings)
{
    for (QAction *action : actions())
        action->setChecked(settings.flag(action->objectName()));
}

void HiddenRows::save(Settings *settings) const
{
    for (const QAction *action : actions())
        settings->setFlag(action->objectName(), action->isChecked());
}

} // namespace Inspector
