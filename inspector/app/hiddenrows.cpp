// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/hiddenrows.h"

#include "inspector/app/settings.h"
#include "inspector/models/formatting.h"
#include "inspector/models/messagemodel.h"
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

HiddenRows::HiddenRows(MessageModel *messages, QObject *parent)
    : QObject(parent)
    , m_messages(messages)
    , m_keepalive(hideAction(u"hideKeepalive"_s, tr("Hide &pings and pongs"),
                             tr("Hide or show control frames that keep a connection alive; close frames stay"),
                             Qt::Key_H, this))
    , m_messagesLine(new RowsLine(m_keepalive))
{
    connect(m_keepalive, &QAction::toggled, m_messages, &MessageModel::setKeepaliveHidden);
    connect(m_messages, &MessageModel::keepaliveCountChanged, this, &HiddenRows::showMessages);
    showMessages();
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
    m_keepalive->setChecked(settings.flag(m_keepalive->objectName()));
}

void HiddenRows::save(Settings *settings) const
{
    settings->setFlag(m_keepalive->objectName(), m_keepalive->isChecked());
}

} // namespace Inspector
