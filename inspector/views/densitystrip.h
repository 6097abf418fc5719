// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filteredit.h"

#include <QtWidgets/QWidget>

#include <optional>

namespace Inspector {

class MessageDensity;
class Theme;

/// The messages of a capture over time: a bar for each slot, its kinds on top of each other; a bar with errors has a
/// mark above it. Dragging selects a range of times, a click elsewhere gives it up, a double click zooms in to it or
/// out again, the wheel zooms around the pointer.
///
/// Keys: Left and Right move the cursor, with Shift they select, Return applies the selection, + and - zoom, 0 shows
/// everything, Escape gives up the selection.
class DensityStrip final : public QWidget
{
    Q_OBJECT

public:
    /// \param theme, density  outlive the widget.
    DensityStrip(const Theme *theme, MessageDensity *density, QWidget *parent = nullptr);

    /// Marks the times between which messages are selected by the filter.
    void setSelection(const std::optional<FilterSpan> &selection);
    [[nodiscard]] std::optional<FilterSpan> selection() const { return m_selection; }
    /// Returns what one bar stands for: "messages per 5 s".
    [[nodiscard]] QString unitText() const;
    /// Marks the times that the table shows.
    void setVisibleSpan(const std::optional<FilterSpan> &span);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Emitted when a person selected \a span, or gave up the selection.
    void spanSelected(const std::optional<Inspector::FilterSpan> &span);
    /// Emitted when a person clicked at a time.
    void timeChosen(qint64 timeNs);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRect plot() const;
    [[nodiscard]] int bars() const;
    [[nodiscard]] qreal barWidth() const;
    [[nodiscard]] qreal xOf(qint64 timeNs) const;
    [[nodiscard]] int barAt(qreal x) const;
    /// Returns the times from the beginning of one bar to the end of the other.
    [[nodiscard]] FilterSpan spanOf(int bar, int other) const;
    [[nodiscard]] QString describe(int bar) const;
    void adaptBars();
    void moveCursor(int step, bool select);
    void zoomBy(qreal factor, qreal around);
    void updateDescription();
    void paintBars(QPainter *painter) const;
    void paintTexts(QPainter *painter) const;

    const Theme *m_theme;
    MessageDensity *m_density;
    std::optional<FilterSpan> m_selection;
    std::optional<FilterSpan> m_pending; ///< Being dragged, or selected with keys.
    std::optional<FilterSpan> m_givenUp; ///< The selection before the click that may be the first of two.
    std::optional<FilterSpan> m_visible;
    int m_pressed = -1; ///< The bar where dragging began.
    int m_cursor = -1;  ///< The bar that the keys are at.
    int m_anchor = -1;  ///< The bar where selecting with keys began.
    int m_turned = 0;   ///< What the wheel has turned and was not zoomed for.
};

} // namespace Inspector
