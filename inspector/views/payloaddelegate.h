// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QFont>
#include <QtWidgets/QStyledItemDelegate>

namespace Inspector {

class Theme;

/// Paints the Decoded tree: keys muted, values in a monospace, long values shortened in the middle.
class PayloadDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// \param theme  outlives the delegate.
    PayloadDelegate(const Theme *theme, QObject *parent);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme *m_theme;
    QFont m_values;
};

} // namespace Inspector
