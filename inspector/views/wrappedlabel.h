// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QLabel>

QT_BEGIN_NAMESPACE
class QTextLayout;
QT_END_NAMESPACE

namespace Inspector {

/// Plain text in several lines that wraps anywhere, so that no word decides the width of its window. At most maxLines
/// are shown, the last one with "…" at its end; the tooltip holds all of a text that is longer.
class WrappedLabel final : public QLabel
{
    Q_OBJECT

public:
    static constexpr int maxLines = 10;

    explicit WrappedLabel(QWidget *parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool event(QEvent *event) override;

private:
    /// Lays out the text in \a width. \return whether all of it fits into maxLines.
    bool layOut(QTextLayout *layout, int width) const;
    [[nodiscard]] bool fill(QTextLayout *layout, const QString &shown, int width) const;
};

} // namespace Inspector
