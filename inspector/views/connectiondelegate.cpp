// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/connectiondelegate.h"

#include "inspector/models/connectionmodel.h"
#include "inspector/theme/theme.h"
#include "inspector/views/celltext.h"
#include "inspector/views/statedot.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace Inspector {

namespace {

constexpr int rateWidth = 46;
constexpr int margin = 8;
constexpr int dotColumn = 16;

QFont smaller(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

} // namespace

ConnectionDelegate::ConnectionDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

QSize ConnectionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, QFontMetrics(option.font).height() + QFontMetrics(smaller(option.font)).height() + 9};
}

void ConnectionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool isSource =
        index.data(ConnectionModel::IsSourceRole).toBool() || index.data(ConnectionModel::IsGroupRole).toBool();
    painter->fillRect(option.rect, selected ? m_theme->selection() : m_theme->base());
    if (selected)
        drawSelectionEdges(painter, option.rect, m_theme->accent());

    const int titleHeight = QFontMetrics(option.font).height();
    const QFont small = smaller(option.font);
    const int subtitleHeight = QFontMetrics(small).height();
    const int top = option.rect.top() + (option.rect.height() - titleHeight - subtitleHeight) / 2;
    int left = option.rect.left() + 4;
    const int state = index.data(ConnectionModel::StateRole).toInt();
    // A source that works needs no dot; one that does not has one.
    const bool hasDot = !isSource || ConnectionModel::State(state) != ConnectionModel::State::Good;
    if (hasDot) {
        paintStateDot(painter, *m_theme, QPointF(left + 5, top + titleHeight / 2.0), ConnectionModel::State(state));
        left += dotColumn;
    }

    const auto rate = index.data(ConnectionModel::RateRole).value<QList<int>>();
    const bool hasRate = !rate.isEmpty() && option.rect.width() > 150;
    const int right = option.rect.right() - margin;
    const QRect title(left, top, right - left - (hasRate ? rateWidth + 6 : 0), titleHeight);
    const QRect subtitle(left, top + titleHeight, right - left, subtitleHeight);

    QFont font = option.font;
    font.setWeight(isSource ? QFont::DemiBold : QFont::Medium);
    painter->setFont(font);
    painter->setPen(selected ? m_theme->selectedText() : m_theme->text());
    const QString address = index.data(ConnectionModel::AddressRole).toString();
    const QString shown = address.isEmpty() ? painter->fontMetrics().elidedText(
                              index.data(ConnectionModel::TitleRole).toString(), Qt::ElideMiddle, title.width())
                                            : elidedNameAndAddress(painter->fontMetrics(),
                                                                   index.data(ConnectionModel::NameRole).toString(),
                                                                   address, title.width());
    painter->drawText(title, Qt::AlignLeft | Qt::AlignVCenter, shown);
    painter->setFont(small);
    painter->setPen(selected                                                       ? m_theme->selectedText()
                    : ConnectionModel::State(state) == ConnectionModel::State::Bad ? m_theme->error()
                                                                                   : m_theme->muted());
    painter->drawText(subtitle, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data(ConnectionModel::SubtitleRole).toString(),
                                                        Qt::ElideRight, subtitle.width()));
    if (hasRate)
        paintRate(painter, QRectF(right - rateWidth, top + 2, rateWidth, titleHeight - 3), rate);
    painter->restore();
}

void ConnectionDelegate::paintRate(QPainter *painter, const QRectF &rect, const QList<int> &rate) const
{
    if (rate.size() < 2 || std::all_of(rate.cbegin(), rate.cend(), [](int count) { return count == 0; }))
        return;
    const int highest = std::max(1, *std::max_element(rate.cbegin(), rate.cend()));
    QPainterPath path;
    for (qsizetype i = 0; i < rate.size(); ++i) {
        const QPointF point(rect.left() + rect.width() * qreal(i) / qreal(rate.size() - 1),
                            rect.bottom() - rect.height() * rate.at(i) / highest);
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(m_theme->accent(), 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPath(path);
}

} // namespace Inspector
