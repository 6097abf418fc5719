// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/relayclientdelegate.h"

#include "inspector/models/relayclientmodel.h"
#include "inspector/theme/theme.h"
#include "inspector/views/celltext.h"
#include "inspector/views/statedot.h"

#include <QtGui/QPainter>

namespace Inspector {

RelayClientDelegate::RelayClientDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_numbers(Theme::fixedFont(0.95))
{}

void RelayClientDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool registered = index.data(RelayClientModel::RegisteredRole).toBool();
    const QColor background = selected          ? m_theme->selection()
                              : index.row() % 2 ? m_theme->alternate()
                                                : m_theme->base();
    painter->fillRect(option.rect, background);
    if (selected)
        drawSelectionEdges(painter, option.rect, m_theme->accent());
    const QColor muted = selected ? m_theme->selectedText() : m_theme->muted();
    const QColor text = selected ? m_theme->selectedText() : registered ? m_theme->text() : m_theme->muted();
    QRect cell = option.rect.adjusted(padding, 0, -padding, 0);
    const QString words = index.data().toString();

    switch (RelayClientModel::Column(index.column())) {
    case RelayClientModel::Name: {
        const auto state = ConnectionModel::State(index.data(RelayClientModel::StateRole).toInt());
        painter->setRenderHint(QPainter::Antialiasing);
        paintStateDot(painter, *m_theme, QPointF(cell.left() + 5, option.rect.center().y() + 0.5), state);
        cell.setLeft(cell.left() + dotColumn);
        QFont font = option.font;
        font.setWeight(registered ? QFont::Medium : QFont::Normal);
        painter->setFont(font);
        painter->setPen(text);
        drawCellText(painter, cell, Qt::AlignLeft, words);
        break;
    }
    case RelayClientModel::Uuid:
    case RelayClientModel::Address:
        painter->setFont(m_numbers);
        painter->setPen(text);
        drawCellText(painter, cell, Qt::AlignLeft, words, Qt::ElideMiddle);
        break;
    case RelayClientModel::Since:
        painter->setFont(m_numbers);
        painter->setPen(muted);
        drawCellText(painter, cell, Qt::AlignLeft, words);
        break;
    case RelayClientModel::Messages:
        painter->setFont(m_numbers);
        painter->setPen(text);
        drawCellText(painter, cell, Qt::AlignRight, words);
        break;
    case RelayClientModel::User:
        painter->setFont(option.font);
        painter->setPen(text);
        drawCellText(painter, cell, Qt::AlignLeft, words);
        break;
    case RelayClientModel::LastClose:
        painter->setFont(option.font);
        painter->setPen(muted);
        drawCellText(painter, cell, Qt::AlignLeft, words);
        break;
    case RelayClientModel::ColumnCount:
        break;
    }
    painter->restore();
}

} // namespace Inspector
