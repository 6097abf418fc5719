// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/relayclientpane.h"

#include "inspector/models/formatting.h"
#include "inspector/models/relayclientmodel.h"
#include "inspector/theme/theme.h"
#include "inspector/views/elidedlabel.h"
#include "inspector/views/relayclientdelegate.h"
#include "inspector/views/relayclienttable.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

RelayClientPane::RelayClientPane(const Theme *theme, RelayClientModel *clients, QWidget *parent)
    : QWidget(parent)
    , m_clients(clients)
{
    setObjectName(u"relayClientPane"_s);
    auto *heading = new QWidget(this);
    heading->setObjectName(u"relayClientTitle"_s);
    heading->setAttribute(Qt::WA_StyledBackground);
    auto *name = new QLabel(tr("RELAY CLIENTS"), heading);
    name->setObjectName(u"paneTitle"_s);
    m_title = new ElidedLabel(Qt::ElideRight, heading);
    m_title->setProperty("textRole", u"muted"_s);
    auto *headingLayout = new QHBoxLayout(heading);
    headingLayout->setContentsMargins(0, 0, 14, 0);
    headingLayout->setSpacing(0);
    headingLayout->addWidget(name);
    headingLayout->addWidget(m_title, 1);

    m_table = new RelayClientTable(theme, clients, this);
    name->setBuddy(m_table);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_table);
    m_pages->addWidget(emptyPage());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(heading);
    layout->addWidget(m_pages, 1);

    connect(clients, &RelayClientModel::countsChanged, this, &RelayClientPane::follow);
    follow();
}

QWidget *RelayClientPane::emptyPage()
{
    auto *page = new QWidget(this);
    page->setObjectName(u"relayClientEmpty"_s);
    page->setAttribute(Qt::WA_StyledBackground);
    m_emptyTitle = new QLabel(page);
    QFont bold = m_emptyTitle->font();
    bold.setWeight(QFont::DemiBold);
    m_emptyTitle->setFont(bold);
    m_emptyHint = new QLabel(page);
    for (QLabel *label : {m_emptyTitle, m_emptyHint}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    m_emptyHint->setProperty("textRole", u"muted"_s);
    // No text decides the width of the panes beside this one.
    m_addressLabel = new ElidedLabel(Qt::ElideMiddle, page);
    m_addressLabel->setObjectName(u"relayAddress"_s);
    m_addressLabel->setFont(Theme::fixedFont(0.95));
    m_addressLabel->setProperty("textRole", u"code"_s);
    m_copyButton = new QPushButton(tr("Copy address"), page);
    m_copyButton->setObjectName(u"copyRelayAddress"_s);
    m_copyButton->installEventFilter(this);
    connect(m_copyButton, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_address.toString()); });

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addStretch(1);
    line->addWidget(m_addressLabel);
    line->addWidget(m_copyButton);
    line->addStretch(1);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(14, 4, 14, 8);
    layout->setSpacing(3);
    layout->addStretch(1);
    layout->addWidget(m_emptyTitle);
    layout->addWidget(m_emptyHint);
    layout->addLayout(line);
    layout->addStretch(1);
    return page;
}

void RelayClientPane::setAddress(const QUrl &address)
{
    m_address = address;
    follow();
}

void RelayClientPane::follow()
{
    const bool running = !m_address.isEmpty();
    const bool empty = m_clients->rowCount() == 0;
    QStringList title;
    if (!empty) {
        title.append(tr("%1 registered").arg(numberText(m_clients->registeredCount())));
        if (m_clients->departedCount() > 0)
            title.append(tr("%1 left").arg(numberText(m_clients->departedCount())));
    }
    if (running)
        title.append(m_address.toString());
    m_title->setText(title.join(u" · "_s));

    m_emptyTitle->setText(running ? tr("No client has registered") : tr("No local relay is running"));
    m_emptyHint->setText(running ? tr("Clients connect to") : tr("Start one with “Local relay” above."));
    m_addressLabel->setText(m_address.toString());
    m_addressLabel->setVisible(running);
    m_copyButton->setVisible(running);
    // A focus that is here stays here.
    const bool focused = isAncestorOf(focusWidget()) && focusWidget()->hasFocus();
    m_pages->setCurrentIndex(empty ? 1 : 0);
    setFocusProxy(!empty ? static_cast<QWidget *>(m_table) : m_copyButton);
    if (focused && !focusProxy()->hasFocus())
        setFocus();
}

QSize RelayClientPane::sizeHint() const
{
    return {500, m_title->sizeHint().height() + m_table->horizontalHeader()->height()
                     + 5 * m_table->verticalHeader()->defaultSectionSize()};
}

bool RelayClientPane::eventFilter(QObject *watched, QEvent *event)
{
    // In the panes the space bar pauses the view; here it presses the button.
    if (watched == m_copyButton && event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Inspector
