// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/replayresults.h"

#include "inspector/models/formatting.h"
#include "inspector/views/dialoglist.h"
#include "inspector/views/emptytext.h"
#include "relaycore/wire/displaytext.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using Kind = ReplayDifference::Kind;

namespace {

constexpr int idRole = Qt::UserRole;
/// The beginning of a value that is shown; the tool tip has as much again.
constexpr qsizetype maxShown = 2'000;

QString titleOf(const ReplayDifference &difference)
{
    switch (difference.kind) {
    case Kind::Changed:
        return ReplayResults::tr("#%1 differs").arg(numberText(difference.message));
    case Kind::Missing:
        return ReplayResults::tr("#%1 did not come").arg(numberText(difference.message));
    case Kind::Additional:
        return ReplayResults::tr("a message that is not in the capture");
    case Kind::Unsent:
        return ReplayResults::tr("#%1 was not sent").arg(numberText(difference.message));
    case Kind::Handshake:
        return ReplayResults::tr("the connection opened or was refused otherwise");
    case Kind::End:
        return ReplayResults::tr("the connection ended otherwise");
    }
    Q_UNREACHABLE();
}

QString shown(const QString &text)
{
    const QString line = RelayCore::displayText(text);
    return line.size() > maxShown ? line.first(maxShown) + u'…' : line;
}

QTreeWidgetItem *makeItem(const QString &name, const QString &captured, const QString &received)
{
    auto *item = new QTreeWidgetItem({shown(name), shown(captured), shown(received)});
    for (int column = 1; column < 3; ++column)
        item->setToolTip(column, item->text(column));
    return item;
}

} // namespace

ReplayResults::ReplayResults(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"replayResults"_s);
    setAccessibleName(tr("Differences"));
    setHeaderLabels({tr("Difference"), tr("In the capture"), tr("Now")});
    setUpDialogList(this);
    header()->setSectionResizeMode(QHeaderView::Interactive);
    header()->setStretchLastSection(true);
    header()->resizeSection(0, 250);
    header()->resizeSection(1, 230);
    m_empty = new EmptyText(this);
    m_empty->setText(tr("Nothing replayed yet"), tr("What comes back otherwise than in the capture is listed here."));
    connect(this, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        if (const quint32 id = item->data(0, idRole).toUInt(); id != 0)
            Q_EMIT messageChosen(id);
    });
}

void ReplayResults::add(const ReplayDifference &difference)
{
    const QString client =
        difference.client.isEmpty() ? tr("connection %1").arg(difference.connection) : difference.client;
    QList<FieldDifference> fields = difference.fields;
    if (fields.isEmpty())
        fields.append({{}, QString::fromUtf8(difference.captured), QString::fromUtf8(difference.received)});
    const QString title = tr("%1: %2", "client: what differs").arg(client, titleOf(difference));
    QTreeWidgetItem *item = nullptr;
    const bool isOfMessage = difference.kind == Kind::Changed;
    if (fields.size() == 1 && (!isOfMessage || fields.constFirst().field.isEmpty())) {
        item = makeItem(title, fields.constFirst().captured, fields.constFirst().received);
    } else {
        item = makeItem(title, {}, {});
        for (const FieldDifference &field : std::as_const(fields))
            item->addChild(makeItem(field.field, field.captured, field.received));
    }
    for (int i = -1; i < item->childCount(); ++i)
        (i < 0 ? item : item->child(i))->setData(0, idRole, difference.message);
    addTopLevelItem(item);
    item->setExpanded(true);
}

void ReplayResults::begin()
{
    clear();
    m_empty->setText(tr("No difference so far"), tr("The replay is running."));
}

void ReplayResults::end(const ReplaySummary &summary)
{
    if (!summary.problem.isEmpty())
        m_empty->setText(tr("Nothing was compared"), tr("The replay was not possible; the reason is below."));
    else if (summary.isCanceled)
        m_empty->setText(tr("No difference up to the stop"));
    else
        m_empty->setText(tr("No differences"), tr("Everything came back as in the capture."));
}

void ReplayResults::keyPressEvent(QKeyEvent *event)
{
    const QTreeWidgetItem *item = currentItem();
    if (!event->matches(QKeySequence::Copy) || !item) {
        QTreeWidget::keyPressEvent(event);
        return;
    }
    QStringList cells;
    for (int column = 0; column < columnCount(); ++column)
        cells.append(item->text(column));
    QGuiApplication::clipboard()->setText(cells.join(u'\t'));
}

} // namespace Inspector
