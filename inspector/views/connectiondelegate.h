// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace Inspector {

class Theme;

/// Paints a source or connection: state dot (filled, hollow or crossed), title, what it does, how busy it is.
class ConnectionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// \param theme  outlives the delegate.
    ConnectionDelegate(const Theme *theme, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintRate(QPainter *painter, const QRectF &rect, const QList<int> &rate) const;

    const Theme *m_theme;
};

} // namespace Inspector
