// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/views/textrows.h"

#include <QtCore/QBasicTimer>
#include <QtWidgets/QAbstractScrollArea>

#include <memory>

QT_BEGIN_NAMESPACE
class QTextLayout;
QT_END_NAMESPACE

namespace Inspector {

class Theme;

/// A read-only text of any size: only the visible rows are laid out. Characters that do not print are shown as symbols;
/// copying gives the text as it is.
class TextRowsView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// \param theme  outlives the view.
    explicit TextRowsView(const Theme *theme, QWidget *parent = nullptr);
    ~TextRowsView() override;

    /// Null shows nothing. The view scrolls to the beginning.
    void setRows(std::unique_ptr<TextRows> rows);
    void setText(const QString &text);

    /// Returns all of the text, as it is copied.
    [[nodiscard]] QString toPlainText() const;
    [[nodiscard]] QString selectedText() const;
    [[nodiscard]] bool hasSelection() const { return m_anchor != m_cursor; }
    /// Returns the first row that is visible.
    [[nodiscard]] qsizetype topRow() const;
    [[nodiscard]] qsizetype rowCount() const { return m_rows ? m_rows->rowCount() : 0; }

    /// Selects the next occurrence of \a needle behind the selection (before it where \a backwards), over the end of
    /// the text if necessary. Searches in slices between events; a new search ends the former.
    void find(const QString &needle, bool backwards);

public Q_SLOTS:
    /// Copies the selection; a long one is made beside the GUI thread. copied() follows.
    void copy();
    void selectAll();

Q_SIGNALS:
    void findFinished(bool found);
    void copied();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    /// A search that goes on between events.
    struct Search
    {
        QString needle;
        bool backwards = false;
        qsizetype at = 0;   ///< The next slice begins, or ends, here.
        qsizetype left = 0; ///< Characters not searched yet.
    };

    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int columns() const;
    [[nodiscard]] TextRows::Range selection() const;
    [[nodiscard]] qsizetype positionAt(const QPoint &point) const;
    void layOutRow(QTextLayout *layout) const;
    void updateRows();
    void updateScrollBar();
    void moveCursor(qsizetype position, bool keepAnchor);
    void moveByRows(qsizetype rows, bool keepAnchor);
    void showCursor();
    void searchSlice();

    const Theme *m_theme;
    std::unique_ptr<TextRows> m_rows;
    qsizetype m_anchor = 0;
    qsizetype m_cursor = 0;
    QBasicTimer m_searchTimer;
    Search m_search;
};

} // namespace Inspector
