// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/messagedelegate.h"

#include "inspector/models/messagemodel.h"
#include "inspector/theme/theme.h"
#include "inspector/views/celltext.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxNameCharacters = 80;
constexpr int matchBar = 4;

/// Paints the flag of a marked message at the left edge of \a cell, beside the bar of a match.
void paintFlag(QPainter *painter, const QRect &cell, const QColor &colour)
{
    const qreal left = cell.left() + matchBar + 1.5;
    const qreal middle = cell.center().y() + 0.5;
    QPainterPath flag;
    flag.moveTo(left, middle - 5);
    flag.lineTo(left + 6.5, middle - 2.5);
    flag.lineTo(left, middle);
    flag.closeSubpath();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillPath(flag, colour);
    painter->fillRect(QRectF(left - 0.5, middle - 5.5, 1.2, 11), colour);
    painter->restore();
}

} // namespace

MessageDelegate::MessageDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_numbers(Theme::fixedFont(0.95))
{}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int rowHeight = tableRowHeight(option.fontMetrics);
    int width = 0;
    switch (MessageModel::Column(index.column())) {
    case MessageModel::Number:
    case MessageModel::Time:
    case MessageModel::Delta:
    case MessageModel::Size:
    case MessageModel::RoundTrip:
        width = QFontMetrics(m_numbers).horizontalAdvance(index.data().toString());
        // Also without a mark: setting one moves no column.
        if (index.column() == MessageModel::Number)
            width += markColumn - padding;
        break;
    case MessageModel::Kind:
        width = QFontMetrics(option.font).horizontalAdvance(index.data(MessageModel::KindTextRole).toString()) + 14;
        break;
    case MessageModel::FromTo:
        // A name of a peer is never so wide that more of it would help.
        width = QFontMetrics(option.font).horizontalAdvance(index.data().toString().left(maxNameCharacters));
        break;
    case MessageModel::Direction:
        return {26, rowHeight};
    case MessageModel::Summary:
    case MessageModel::ColumnCount:
        return {0, rowHeight};
    }
    return {width + 2 * padding + 2, rowHeight};
}

void MessageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool match = index.data(MessageModel::IsMatchRole).toBool();
    const Theme::Token background = selected          ? Theme::Token::Selection
                                    : match           ? Theme::Token::Match
                                    : index.row() % 2 ? Theme::Token::Alternate
                                                      : Theme::Token::Base;
    painter->fillRect(option.rect, m_theme->colour(background));
    if (selected)
        drawSelectionEdges(painter, option.rect, m_theme->accent());
    const QColor text = selected ? m_theme->selectedText() : m_theme->text();
    const QColor muted = selected ? m_theme->selectedText() : m_theme->muted();
    const QRect cell = option.rect.adjusted(padding, 0, -padding, 0);

    switch (MessageModel::Column(index.column())) {
    case MessageModel::Number:
        // Not by colour alone: a bar at the beginning of the row, and a flag beside it.
        if (match)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), matchBar, option.rect.height()),
                              m_theme->accent());
        if (index.data(MessageModel::IsMarkedRole).toBool())
            paintFlag(painter, option.rect, selected ? text : m_theme->accent());
        [[fallthrough]];
    case MessageModel::Time:
    case MessageModel::Delta:
        painter->setFont(m_numbers);
        painter->setPen(match ? text : muted);
        drawCellText(painter, cell, Qt::AlignRight, index.data().toString());
        break;
    case MessageModel::Size:
    case MessageModel::RoundTrip:
        painter->setFont(m_numbers);
        painter->setPen(text);
        drawCellText(painter, cell, Qt::AlignRight, index.data().toString());
        break;
    case MessageModel::Direction: {
        const QVariant known = index.data(MessageModel::DirectionRole);
        if (!known.isValid())
            break;
        const auto direction = RelayCore::Direction(known.toInt());
        const bool sent = direction == RelayCore::Direction::Sent;
        painter->setFont(option.font);
        painter->setPen(selected ? text : sent ? m_theme->offer() : m_theme->answer());
        painter->drawText(option.rect, Qt::AlignCenter, sent ? u"↑"_s : u"↓"_s);
        break;
    }
    case MessageModel::Kind: {
        const QString kind = index.data(MessageModel::KindTextRole).toString();
        if (kind.isEmpty())
            break;
        const QString token = index.data(MessageModel::KindTokenRole).toString();
        painter->setFont(option.font);
        const int width = qMin(painter->fontMetrics().horizontalAdvance(kind) + 14, option.rect.width() - padding);
        const int height = option.rect.height() - 6;
        const QRect chip(option.rect.left() + padding - 1, option.rect.top() + 3, width, height);
        painter->setRenderHint(QPainter::Antialiasing);
        // On a coloured row the filling differs too little: the edge of the chip shows it.
        const bool outlined = selected || match;
        painter->setPen(outlined ? QPen(m_theme->colour(token), 1) : QPen(Qt::NoPen));
        painter->setBrush(m_theme->chip(Theme::token(token), selected || match ? background : Theme::Token::Base));
        const QRectF edge = outlined ? QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5) : QRectF(chip);
        painter->drawRoundedRect(edge, edge.height() / 2, edge.height() / 2);
        painter->setPen(m_theme->colour(token));
        painter->drawText(chip, Qt::AlignCenter,
                          painter->fontMetrics().elidedText(kind, Qt::ElideRight, chip.width() - 8));
        break;
    }
    case MessageModel::FromTo: {
        painter->setFont(option.font);
        painter->setPen(text);
        drawCellText(painter, cell, Qt::AlignLeft, index.data().toString(), Qt::ElideMiddle);
        break;
    }
    case MessageModel::Summary:
        painter->setFont(option.font);
        painter->setPen(index.data(MessageModel::IsErrorRole).toBool() ? m_theme->error() : text);
        drawCellText(painter, cell, Qt::AlignLeft, index.data().toString());
        break;
    case MessageModel::ColumnCount:
        break;
    }
    painter->restore();
}

} // namespace Inspector
