// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QFont>
#include <QtWidgets/QStyledItemDelegate>

namespace Inspector {

class Theme;

/// Paints the cells of the message table: chips for kinds, arrows for directions, numbers in a monospace.
class MessageDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// \param theme  outlives the delegate.
    MessageDelegate(const Theme *theme, QObject *parent);

    static constexpr int padding = 7;     ///< Left and right of a cell's text.
    static constexpr int markColumn = 13; ///< Left of a number, with the bar of a match and the flag of a mark.

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme *m_theme;
    QFont m_numbers;
};

} // namespace Inspector
