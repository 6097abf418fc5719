// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QFont>
#include <QtWidgets/QStyledItemDelegate>

namespace Inspector {

class Theme;

/// Paints the cells of the relay's clients. Who has left is dimmed.
class RelayClientDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// \param theme  outlives the delegate.
    RelayClientDelegate(const Theme *theme, QObject *parent);

    static constexpr int padding = 8;    ///< Left and right of a cell's text, as in the headings.
    static constexpr int dotColumn = 16; ///< Of the state dot before the name.

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme *m_theme;
    QFont m_numbers;
};

} // namespace Inspector
