// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/textrowsview.h"

#include "inspector/theme/theme.h"
#include "inspector/views/focusframe.h"

#include <QtCore/QPointer>
#include <QtCore/QThreadPool>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <memory>
#include <utility>

namespace Inspector {

namespace {

constexpr int margin = 10;
constexpr qsizetype sliceCharacters = 256 * 1024;
constexpr qsizetype immediateCharacters = 64 * 1024;

// One symbol for each character that would not print, or would change the order of others, so that positions stay.
QString printable(QString text)
{
    for (QChar &character : text) {
        const QChar::Category category = character.category();
        if (category == QChar::Other_Control)
            character = character.unicode() < 0x20 ? QChar(0x2400 + character.unicode()) : QChar(0x2421);
        else if (category == QChar::Other_Format || category == QChar::Separator_Line
                 || category == QChar::Separator_Paragraph)
            character = QChar(0xfffd);
    }
    return text;
}

} // namespace

TextRowsView::TextRowsView(const Theme *theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setFont(Theme::fixedFont(0.92));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setCursor(Qt::IBeamCursor);
    connect(theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

TextRowsView::~TextRowsView() = default;

void TextRowsView::setRows(std::unique_ptr<TextRows> rows)
{
    m_searchTimer.stop();
    m_rows = std::move(rows);
    m_anchor = m_cursor = 0;
    verticalScrollBar()->setValue(0);
    updateRows();
}

void TextRowsView::setText(const QString &text)
{
    setRows(std::make_unique<PlainTextRows>(std::make_shared<const TextLines>(text)));
}

QString TextRowsView::toPlainText() const
{
    return m_rows ? m_rows->text({0, m_rows->size()}) : QString();
}

QString TextRowsView::selectedText() const
{
    return m_rows ? m_rows->text(selection()) : QString();
}

qsizetype TextRowsView::topRow() const
{
    return verticalScrollBar()->value();
}

TextRows::Range TextRowsView::selection() const
{
    return {std::min(m_anchor, m_cursor), std::max(m_anchor, m_cursor)};
}

int TextRowsView::rowHeight() const
{
    return fontMetrics().lineSpacing() + 1;
}

int TextRowsView::columns() const
{
    return (viewport()->width() - 2 * margin) / std::max(1, fontMetrics().horizontalAdvance(u'0'));
}

void TextRowsView::updateRows()
{
    if (m_rows) {
        // What is at the top stays there when the rows become wider or narrower.
        const qsizetype top = m_rows->row(std::min(topRow(), m_rows->rowCount() - 1)).begin;
        m_rows->setColumns(columns());
        updateScrollBar();
        verticalScrollBar()->setValue(int(m_rows->rowOf(top)));
    } else {
        updateScrollBar();
    }
    viewport()->update();
}

void TextRowsView::updateScrollBar()
{
    const int page = std::max(1, (viewport()->height() - 2 * margin) / rowHeight());
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, int(std::max<qsizetype>(0, rowCount() - page)));
}

void TextRowsView::layOutRow(QTextLayout *layout) const
{
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    // A row is part of a line: its direction must not depend on where the line was wrapped.
    option.setTextDirection(Qt::LeftToRight);
    layout->setTextOption(option);
    layout->beginLayout();
    layout->createLine();
    layout->endLayout();
}

void TextRowsView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme->window());
    if (hasFocus())
        paintFrame(&painter, viewport()->rect(), m_theme->accent());
    if (!m_rows)
        return;
    painter.setPen(m_theme->text());
    const TextRows::Range selected = selection();
    const int height = rowHeight();
    const qsizetype end = std::min(rowCount(), topRow() + viewport()->height() / height + 1);
    for (qsizetype row = topRow(); row < end; ++row) {
        const TextRows::Range range = m_rows->row(row);
        const QPointF origin(margin, margin + int(row - topRow()) * height);
        QTextLayout layout(printable(m_rows->text(range)), font());
        layOutRow(&layout);
        QList<QTextLayout::FormatRange> formats;
        const qsizetype from = std::max(range.begin, selected.begin);
        const qsizetype to = std::min(range.end, selected.end);
        if (from < to) {
            QTextLayout::FormatRange format{int(from - range.begin), int(to - from), {}};
            format.format.setBackground(m_theme->selection());
            format.format.setForeground(m_theme->selectedText());
            formats.append(format);
        }
        layout.draw(&painter, origin, formats);
        const bool here = m_cursor >= range.begin && m_cursor <= range.end && m_rows->rowOf(m_cursor) == row;
        if (hasFocus() && here)
            layout.drawCursor(&painter, origin, int(m_cursor - range.begin));
    }
}

void TextRowsView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateRows();
}

void TextRowsView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateRows();
}

qsizetype TextRowsView::positionAt(const QPoint &point) const
{
    if (!m_rows)
        return 0;
    const qsizetype row = std::clamp<qsizetype>(topRow() + (point.y() - margin) / rowHeight(), 0, rowCount() - 1);
    const TextRows::Range range = m_rows->row(row);
    QTextLayout layout(printable(m_rows->text(range)), font());
    layOutRow(&layout);
    return range.begin + layout.lineAt(0).xToCursor(point.x() - margin);
}

void TextRowsView::moveCursor(qsizetype position, bool keepAnchor)
{
    m_cursor = std::clamp<qsizetype>(position, 0, m_rows ? m_rows->size() : 0);
    if (!keepAnchor)
        m_anchor = m_cursor;
    showCursor();
    viewport()->update();
}

void TextRowsView::moveByRows(qsizetype rows, bool keepAnchor)
{
    if (!m_rows)
        return;
    const qsizetype row = m_rows->rowOf(m_cursor);
    const qsizetype column = m_cursor - m_rows->row(row).begin;
    const TextRows::Range target = m_rows->row(std::clamp<qsizetype>(row + rows, 0, rowCount() - 1));
    moveCursor(std::min(target.begin + column, target.end), keepAnchor);
}

void TextRowsView::showCursor()
{
    if (!m_rows)
        return;
    const auto row = int(m_rows->rowOf(m_cursor));
    QScrollBar *bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + bar->pageStep())
        bar->setValue(row - bar->pageStep() + 1);
}

void TextRowsView::selectAll()
{
    m_anchor = 0;
    m_cursor = m_rows ? m_rows->size() : 0;
    viewport()->update();
}

void TextRowsView::copy()
{
    if (!hasSelection() || !m_rows)
        return;
    const TextRows::Range range = selection();
    if (range.end - range.begin <= immediateCharacters) {
        QGuiApplication::clipboard()->setText(m_rows->text(range));
        Q_EMIT copied();
        return;
    }
    QThreadPool::globalInstance()->start(
        [view = QPointer<TextRowsView>(this), rows = std::shared_ptr<const TextRows>(m_rows->clone()), range] {
            // The clipboard belongs to the GUI thread.
            QMetaObject::invokeMethod(qGuiApp, [view, text = rows->text(range)] {
                QGuiApplication::clipboard()->setText(text);
                if (view)
                    Q_EMIT view->copied();
            });
        });
}

void TextRowsView::keyPressEvent(QKeyEvent *event)
{
    const bool select = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const int page = verticalScrollBar()->pageStep();
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (!m_rows) {
        QAbstractScrollArea::keyPressEvent(event);
    } else {
        switch (event->key()) {
        case Qt::Key_Up:
            moveByRows(-1, select);
            break;
        case Qt::Key_Down:
            moveByRows(1, select);
            break;
        case Qt::Key_PageUp:
            moveByRows(-page, select);
            break;
        case Qt::Key_PageDown:
            moveByRows(page, select);
            break;
        case Qt::Key_Left:
            moveCursor(m_cursor - 1, select);
            break;
        case Qt::Key_Right:
            moveCursor(m_cursor + 1, select);
            break;
        case Qt::Key_Home:
            moveCursor(control ? 0 : m_rows->row(m_rows->rowOf(m_cursor)).begin, select);
            break;
        case Qt::Key_End:
            moveCursor(control ? m_rows->size() : m_rows->row(m_rows->rowOf(m_cursor)).end, select);
            break;
        default:
            QAbstractScrollArea::keyPressEvent(event);
            return;
        }
    }
    event->accept();
}

void TextRowsView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveCursor(positionAt(event->pos()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void TextRowsView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        moveCursor(positionAt(event->pos()), true);
}

void TextRowsView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (!m_rows)
        return;
    // The word within the row: a longer one would have to be searched for its ends.
    const qsizetype position = positionAt(event->pos());
    const TextRows::Range range = m_rows->row(m_rows->rowOf(position));
    const QString text = m_rows->text(range);
    const auto isWord = [&text](qsizetype i) { return text.at(i).isLetterOrNumber() || text.at(i) == u'_'; };
    qsizetype begin = position - range.begin;
    qsizetype end = begin;
    while (begin > 0 && isWord(begin - 1))
        --begin;
    while (end < text.size() && isWord(end))
        ++end;
    m_anchor = range.begin + begin;
    moveCursor(range.begin + end, true);
}

void TextRowsView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    QAction *copyAction = menu.addAction(tr("&Copy"), this, &TextRowsView::copy);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setEnabled(hasSelection());
    QAction *allAction = menu.addAction(tr("Select &all"), this, &TextRowsView::selectAll);
    allAction->setShortcut(QKeySequence::SelectAll);
    menu.exec(event->globalPos());
}

void TextRowsView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TextRowsView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void TextRowsView::find(const QString &needle, bool backwards)
{
    m_searchTimer.stop();
    if (!m_rows || needle.isEmpty() || m_rows->searchSize() == 0) {
        Q_EMIT findFinished(false);
        return;
    }
    // Behind the beginning of the last find, so that overlapping occurrences are found, too.
    const qsizetype size = m_rows->searchSize();
    qsizetype at = m_rows->searchIndex(selection().begin);
    if (!backwards && hasSelection())
        ++at;
    m_search = {needle, backwards, std::min(at, size), size + needle.size()};
    searchSlice();
}

void TextRowsView::searchSlice()
{
    const qsizetype size = m_rows->searchSize();
    const qsizetype overlap = m_search.needle.toUtf8().size() - 1;
    TextRows::Range slice;
    if (m_search.backwards) {
        if (m_search.at <= 0)
            m_search.at = size;
        slice = {std::max<qsizetype>(0, m_search.at - sliceCharacters), std::min(size, m_search.at + overlap)};
        m_search.left -= m_search.at - slice.begin;
        m_search.at = slice.begin;
    } else {
        if (m_search.at >= size)
            m_search.at = 0;
        const qsizetype end = std::min(size, m_search.at + sliceCharacters);
        slice = {m_search.at, std::min(size, end + overlap)};
        m_search.left -= end - m_search.at;
        m_search.at = end;
    }
    if (const auto found = m_rows->find(m_search.needle, slice, m_search.backwards)) {
        m_searchTimer.stop();
        m_anchor = found->begin;
        moveCursor(found->end, true);
        Q_EMIT findFinished(true);
    } else if (m_search.left <= 0) {
        m_searchTimer.stop();
        Q_EMIT findFinished(false);
    } else if (!m_searchTimer.isActive()) {
        m_searchTimer.start(0, this);
    }
}

void TextRowsView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_searchTimer.timerId())
        searchSlice();
    else
        QAbstractScrollArea::timerEvent(event);
}

} // namespace Inspector
