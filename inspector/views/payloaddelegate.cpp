// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/payloaddelegate.h"

#include "inspector/models/payloadmodel.h"
#include "inspector/theme/theme.h"

namespace Inspector {

PayloadDelegate::PayloadDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_values(Theme::fixedFont(0.92))
{}

void PayloadDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    QColor colour = m_theme->text();
    if (index.column() == PayloadModel::Key)
        colour = m_theme->muted();
    else
        option->font = m_values;
    if (index.data(PayloadModel::IsErrorRole).toBool())
        colour = m_theme->error();
    if (option->state.testFlag(QStyle::State_Selected))
        colour = m_theme->selectedText();
    option->palette.setColor(QPalette::Text, colour);
    option->palette.setColor(QPalette::HighlightedText, colour);
    option->textElideMode = Qt::ElideMiddle;
}

} // namespace Inspector
