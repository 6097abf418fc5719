// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/composehistory.h"

#include "inspector/dialogs/composition.h"
#include "inspector/models/formatting.h"
#include "inspector/views/dialoglist.h"
#include "inspector/views/emptytext.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QTime>
#include <QtWidgets/QHeaderView>

namespace Inspector {

namespace {

enum Column { Time, Client, Message, Size, Outcome, ColumnCount };

QString messageText(const QByteArray &payload, bool isBinary)
{
    switch (compositionOf(payload, isBinary).form) {
    case Composition::Form::Offer:
        return ComposeHistory::tr("Offer");
    case Composition::Form::Answer:
        return ComposeHistory::tr("Answer");
    case Composition::Form::Registration:
        return ComposeHistory::tr("Registration");
    case Composition::Form::Text:
        return ComposeHistory::tr("Text");
    case Composition::Form::Binary:
        return ComposeHistory::tr("Binary");
    }
    Q_UNREACHABLE();
}

QString outcomeText(const ComposeOutcome &outcome)
{
    const QString text = RelayCore::displayText(outcome.text);
    switch (outcome.kind) {
    case ComposeOutcome::Kind::Sent:
        return ComposeHistory::tr("sent");
    case ComposeOutcome::Kind::NotSent:
        return ComposeHistory::tr("✕ not sent: %1").arg(text);
    case ComposeOutcome::Kind::Returned:
        return ComposeHistory::tr("↩ returned: %1").arg(text);
    case ComposeOutcome::Kind::Closed:
        return ComposeHistory::tr("✕ the connection ended: %1").arg(text);
    }
    Q_UNREACHABLE();
}

} // namespace

ComposeHistory::ComposeHistory(QWidget *parent)
    : QTableWidget(0, ColumnCount, parent)
{
    setObjectName(QStringLiteral("composeHistory"));
    setAccessibleName(tr("Messages that were sent"));
    setHorizontalHeaderLabels({tr("Time"), tr("Client"), tr("Message"), tr("Size"), tr("Outcome")});
    horizontalHeaderItem(Size)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setUpDialogList(this);
    setMinimumHeight(dialogListHeight(this, 4));
    for (const Column column : {Time, Message, Size})
        horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    horizontalHeader()->setStretchLastSection(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setToolTip(tr("Return or a double click edits a message again"));
    (new EmptyText(this))
        ->setText(tr("Nothing sent yet"), tr("Messages that are sent are listed here, each with its outcome."));
    connect(this, &QTableWidget::itemActivated, this, [this](const QTableWidgetItem *item) {
        const Entry &entry = m_entries.at(item->row());
        Q_EMIT chosen(entry.payload, entry.isBinary);
    });
}

void ComposeHistory::add(quint64 ticket, const QString &client, const QByteArray &payload, bool isBinary)
{
    m_entries.prepend({ticket, payload, isBinary});
    insertRow(0);
    const QStringList cells{QTime::currentTime().toString(QStringLiteral("HH:mm:ss.zzz")),
                            RelayCore::displayText(client), messageText(payload, isBinary), bytesText(payload.size()),
                            tr("…")};
    for (int column = 0; column < ColumnCount; ++column) {
        auto *item = new QTableWidgetItem(cells.at(column));
        if (column == Size)
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        setItem(0, column, item);
    }
    if (m_entries.size() > maxMessages) {
        m_entries.removeLast();
        removeRow(rowCount() - 1);
    }
}

void ComposeHistory::showOutcome(const ComposeOutcome &outcome)
{
    for (int row = 0; row < m_entries.size(); ++row) {
        if (m_entries.at(row).ticket != outcome.ticket)
            continue;
        const QString text = outcomeText(outcome);
        item(row, Outcome)->setText(text);
        item(row, Outcome)->setToolTip(text);
        return;
    }
}

} // namespace Inspector
