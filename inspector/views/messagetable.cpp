// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/messagetable.h"

#include "inspector/models/formatting.h"
#include "inspector/models/messageterms.h"
#include "inspector/theme/theme.h"
#include "inspector/views/celltext.h"
#include "inspector/views/columnlayout.h"
#include "inspector/views/emptytext.h"
#include "inspector/views/focusframe.h"
#include "inspector/views/messagecopy.h"
#include "inspector/views/messagedelegate.h"

#include <QtCore/QItemSelectionModel>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <utility>
#include <vector>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int summaryMinimum = 130;
constexpr int leastRows = 3; ///< That stay visible beside the other panes of a small window.

} // namespace

MessageTable::MessageTable(const Theme *theme, QWidget *parent)
    : UniformTable(parent)
    , m_theme(theme)
{
    setObjectName(u"messageTable"_s);
    setAccessibleName(tr("Messages"));
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setItemDelegate(new MessageDelegate(theme, this));
    setRowHeight(tableRowHeight(fontMetrics()));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setMinimumSectionSize(24);
    const int headingHeight = tableHeadingHeight(fontMetrics());
    horizontalHeader()->setFixedHeight(headingHeight);
    setMinimumHeight(headingHeight + leastRows * rowHeight());

    const QFontMetrics numbers(Theme::fixedFont(0.95));
    const auto numberWidth = [&numbers](QLatin1StringView sample) {
        return numbers.horizontalAdvance(sample) + 2 * MessageDelegate::padding + 2;
    };
    const QFontMetrics words(font());
    std::vector<int> widths(MessageModel::ColumnCount);
    widths[MessageModel::Number] = numberWidth("9,999"_L1) + MessageDelegate::markColumn - MessageDelegate::padding;
    widths[MessageModel::Time] = numberWidth("14:02:11.004 218"_L1);
    widths[MessageModel::Delta] = numberWidth("+999.9 ms"_L1);
    widths[MessageModel::Direction] = 26;
    for (int kind = 0; kind <= int(MessageKind::Close); ++kind) {
        const QString text = kindText(MessageKind(kind), RelayCore::Opcode::Binary);
        widths[MessageModel::Kind] =
            std::max(widths[MessageModel::Kind], words.horizontalAdvance(text) + 14 + MessageDelegate::padding + 4);
    }
    widths[MessageModel::FromTo] = words.horizontalAdvance(u"demo-one → demo-two"_s) + 2 * MessageDelegate::padding + 4;
    widths[MessageModel::Size] = numberWidth("99,999"_L1);
    widths[MessageModel::Summary] = 200;
    widths[MessageModel::RoundTrip] = numberWidth("999.9 ms"_L1);
    // A narrow table still shows the peers and the kind of each message.
    m_columns =
        new ColumnLayout(this, {std::move(widths),
                                MessageModel::Summary,
                                summaryMinimum,
                                {MessageModel::Delta, MessageModel::Size, MessageModel::RoundTrip, MessageModel::Time},
                                MessageModel::FromTo});

    m_empty = new EmptyText(this);
    m_newRow = new QPushButton(this);
    m_newRow->setObjectName(u"newMessages"_s);
    m_newRow->setFocusPolicy(Qt::NoFocus);
    m_newRow->setCursor(Qt::PointingHandCursor);
    m_newRow->hide();
    connect(m_newRow, &QPushButton::clicked, this, &MessageTable::follow);

    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] {
        const int above = std::exchange(m_rowsAbove, 0);
        if (m_following)
            scrollToBottom();
        else if (above > 0)
            verticalScrollBar()->setValue(verticalScrollBar()->value() + above * rowHeight());
    });
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
        // The new position is known to the slider already, but not yet the value.
        const QScrollBar *bar = verticalScrollBar();
        setFollowing(bar->sliderPosition() >= bar->maximum());
    });
}

void MessageTable::setModel(QAbstractItemModel *newModel)
{
    UniformTable::setModel(newModel);
    m_empty->followModel();
    m_messages = qobject_cast<MessageModel *>(newModel);
    if (!m_messages)
        return;
    connect(m_messages, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { rowsAdded(first, last); });
    connect(m_messages, &QAbstractItemModel::modelAboutToBeReset, this, &MessageTable::beginReset);
    connect(m_messages, &QAbstractItemModel::modelReset, this, [this] {
        m_resetting = false;
        restoreSelection();
    });
    for (int column = 0; column < MessageModel::ColumnCount; ++column)
        horizontalHeader()->setSectionResizeMode(column, QHeaderView::Interactive);
    m_columns->adapt();
}

QItemSelectionModel::SelectionFlags MessageTable::selectionCommand(const QModelIndex &index, const QEvent *event) const
{
    // A click below the last row would clear the selection, but not what is shown of the current message.
    return index.isValid() ? UniformTable::selectionCommand(index, event) : QItemSelectionModel::NoUpdate;
}

void MessageTable::selectMessage(MessageId id)
{
    if (m_messages && id != 0 && m_messages->hasId(id)) {
        const QModelIndex index = m_messages->index(m_messages->rowOf(id), 0);
        setCurrentIndex(index);
        scrollTo(index);
        return;
    }
    clearSelection();
    if (m_selected != id) {
        m_selected = id;
        Q_EMIT messageSelected(id);
    }
}

std::vector<MessageId> MessageTable::selectedMessages() const
{
    std::vector<MessageId> ids;
    if (!m_messages || !selectionModel())
        return ids;
    const QList<int> rows = selectedRows();
    for (const int row : rows)
        ids.push_back(m_messages->idAt(row));
    return ids;
}

std::pair<MessageId, MessageId> MessageTable::visibleMessages() const
{
    const int rows = m_messages ? m_messages->rowCount() : 0;
    const int first = rowAt(0);
    if (rows == 0 || first < 0)
        return {0, 0};
    const int last = rowAt(viewport()->height() - 1);
    return {m_messages->idAt(first), m_messages->idAt(last < 0 ? rows - 1 : last)};
}

void MessageTable::moveSelection(int step)
{
    const int rows = model() ? model()->rowCount() : 0;
    if (rows == 0)
        return;
    const int from = currentIndex().isValid() ? currentIndex().row() : (step > 0 ? -1 : rows);
    setCurrentIndex(model()->index(std::clamp(from + step, 0, rows - 1), 0));
}

void MessageTable::follow()
{
    setFollowing(true);
    scrollToBottom();
}

void MessageTable::setEmptyText(const QString &title, const QString &hint)
{
    m_empty->setText(title, hint);
}

QString MessageTable::emptyTitle() const
{
    return m_empty->title();
}

QString MessageTable::emptyHint() const
{
    return m_empty->hint();
}

QByteArray MessageTable::saveColumns() const
{
    return m_columns->save();
}

void MessageTable::restoreColumns(const QByteArray &columns)
{
    m_columns->restore(columns);
}

QList<int> MessageTable::selectedRows() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        const int last = std::min(range.bottom(), range.top() + maxCopiedRows - int(rows.size()) - 1);
        for (int row = range.top(); row <= last; ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void MessageTable::copyRows(bool asJson) const
{
    const QList<int> rows = m_messages ? selectedRows() : QList<int>();
    if (rows.isEmpty())
        return;
    QList<int> columns;
    for (int place = 0; place < horizontalHeader()->count(); ++place) {
        const int column = horizontalHeader()->logicalIndex(place);
        if (!isColumnHidden(column))
            columns.append(column);
    }
    QGuiApplication::clipboard()->setText(asJson ? rowsAsJson(*m_messages, rows)
                                                 : rowsAsText(*m_messages, rows, columns));
}

void MessageTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    QMenu menu(this);
    const bool some = selectionModel() && selectionModel()->hasSelection();
    QAction *copy = menu.addAction(tr("&Copy rows"), this, [this] { copyRows(false); });
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(some);
    menu.addAction(tr("Copy rows as &JSON"), this, [this] { copyRows(true); })->setEnabled(some);
    Q_EMIT menuRequested(&menu);
    menu.addSeparator();
    const QVariant other = currentIndex().data(MessageModel::CounterpartRole);
    menu.addAction(tr("&Other message of the same exchange"), this,
                   [this, other] { selectMessage(other.value<MessageId>()); })
        ->setEnabled(other.isValid());
    menu.addAction(tr("Show only this co&nnection"), this,
                   [this] {
                       Q_EMIT connectionRequested(
                           currentIndex().data(MessageModel::ConnectionRole).value<RelayCore::ConnectionId>());
                   })
        ->setEnabled(currentIndex().isValid());
    menu.addSeparator();
    const int column = columnAt(event->pos().x());
    addFilterEntries(&menu, byKey || column < 0 ? MessageModel::ColumnCount : MessageModel::Column(column));
    menu.addSeparator();
    m_columns->fillMenu(menu.addMenu(tr("Col&umns")));
    const QPoint below = visualRect(currentIndex()).bottomLeft();
    menu.exec(byKey && currentIndex().isValid() ? viewport()->mapToGlobal(below) : event->globalPos());
}

void MessageTable::addFilterEntries(QMenu *menu, MessageModel::Column column)
{
    const MessageId id = m_messages && currentIndex().isValid() ? m_messages->idAt(currentIndex().row()) : 0;
    if (id == 0)
        return;
    const auto add = [this](QMenu *to, const QList<MessageTerm> &terms) {
        for (const MessageTerm &term : terms) {
            QString label = term.label;
            QAction *action = to->addAction(label.replace(u'&', u"&&"_s), this,
                                            [this, text = term.text] { Q_EMIT filterRequested(text); });
            action->setObjectName(u"filter "_s + term.text);
        }
    };
    const CaptureFeed &feed = *m_messages->feed();
    add(menu, filterTermsOf(feed, id, column));
    auto *others = menu->addMenu(tr("&Filter by"));
    for (const auto other : {MessageModel::Number, MessageModel::Direction, MessageModel::Kind, MessageModel::FromTo,
                             MessageModel::Size, MessageModel::RoundTrip, MessageModel::Summary}) {
        add(others, filterTermsOf(feed, id, other));
        others->addSeparator();
    }
    add(others, connectionTermsOf(feed, id));
}

// QAbstractItemView would make the first row current, and so select a message that was not chosen.
void MessageTable::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

QModelIndex MessageTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (currentIndex().isValid() || !model() || model()->rowCount() == 0)
        return UniformTable::moveCursor(action, modifiers);
    // From what is visible: the newest row while following, otherwise the first one in sight.
    const int row = m_following ? model()->rowCount() - 1 : std::max(0, rowAt(0));
    return model()->index(row, 0);
}

// QAbstractItemView would read the first column of every row until one begins with what was typed.
void MessageTable::keyboardSearch(const QString &) {}

void MessageTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    UniformTable::currentChanged(current, previous);
    if (m_resetting || !m_messages || !current.isValid())
        return;
    // An older message that is being looked at must not scroll away.
    if (current.row() < m_messages->rowCount() - 1)
        setFollowing(false);
    const MessageId id = m_messages->idAt(current.row());
    if (id == m_selected)
        return;
    m_selected = id;
    Q_EMIT messageSelected(id);
}

void MessageTable::resizeEvent(QResizeEvent *event)
{
    UniformTable::resizeEvent(event);
    m_columns->adapt();
    updateNewRow();
}

void MessageTable::paintEvent(QPaintEvent *event)
{
    UniformTable::paintEvent(event);
    paintFocusFrame(this, *m_theme);
}

void MessageTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyRows(false);
        return;
    }
    if (event->key() == Qt::Key_End && event->modifiers() == Qt::NoModifier) {
        follow();
        return;
    }
    if (event->key() == Qt::Key_Home && event->modifiers() == Qt::NoModifier && model() && model()->rowCount() > 0) {
        setCurrentIndex(model()->index(0, 0));
        return;
    }
    UniformTable::keyPressEvent(event);
}

void MessageTable::setFollowing(bool following)
{
    if (following)
        m_new = 0;
    const bool changed = m_following != following;
    m_following = following;
    updateNewRow();
    if (changed)
        Q_EMIT followingChanged(following);
}

void MessageTable::rowsAdded(int first, int last)
{
    const bool above = first == 0 && last + 1 < m_messages->rowCount();
    if (!m_following && above) {
        m_rowsAbove += last - first + 1;
    } else if (!m_following) {
        m_new += last - first + 1;
        updateNewRow();
    }
    // A filter finds the newest messages first: the selected one may come later.
    if (m_selected != 0 && !currentIndex().isValid() && m_messages->hasId(m_selected)) {
        m_rowsAbove = 0;
        const QModelIndex index = m_messages->index(m_messages->rowOf(m_selected), 0);
        setCurrentIndex(index);
        scrollTo(index, QAbstractItemView::PositionAtCenter);
    }
}

void MessageTable::beginReset()
{
    m_resetting = true;
    m_rowsAbove = 0;
    m_modeBefore = m_messages->matchMode();
    m_top = m_following ? 0 : m_messages->idAt(rowAt(0));
    if (m_modeBefore != MessageModel::MatchMode::Rows)
        m_topUnfiltered = m_top;
}

void MessageTable::restoreSelection()
{
    if (!m_messages)
        return;
    m_new = 0;
    if (m_selected != 0 && m_messages->hasId(m_selected)) {
        const QModelIndex index = m_messages->index(m_messages->rowOf(m_selected), 0);
        setCurrentIndex(index);
        scrollTo(index, QAbstractItemView::PositionAtCenter);
        setFollowing(index.row() == m_messages->rowCount() - 1);
    } else if (m_messages->feed()->count() < m_selected || m_selected == 0) {
        // Another capture, or nothing was chosen: to the newest message.
        if (m_selected != 0) {
            m_selected = 0;
            Q_EMIT messageSelected(0);
        }
        follow();
    } else {
        follow();
    }
    // Without a selection in sight the position is kept, also that before a filter.
    const bool filtered = m_messages->matchMode() == MessageModel::MatchMode::Rows;
    const bool wasFiltered = m_modeBefore == MessageModel::MatchMode::Rows;
    const MessageId top = m_top == 0 && wasFiltered ? m_topUnfiltered : m_top;
    if (!filtered && m_following && !currentIndex().isValid() && top != 0 && top <= m_messages->feed()->count()) {
        scrollTo(m_messages->index(std::min(m_messages->rowOf(top), m_messages->rowCount() - 1), 0),
                 QAbstractItemView::PositionAtTop);
        setFollowing(verticalScrollBar()->value() >= verticalScrollBar()->maximum());
    }
    updateNewRow();
}

void MessageTable::updateNewRow()
{
    if (m_new > 0)
        m_newRow->setText(tr("%n new ↓", nullptr, m_new));
    m_newRow->setVisible(!m_following && m_new > 0);
}

} // namespace Inspector
