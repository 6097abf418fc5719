// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/completionlist.h"

#include "inspector/models/formatting.h"
#include "inspector/theme/theme.h"

#include <QtGui/QPainter>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyledItemDelegate>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostVisible = 9;
constexpr int padding = 10;
constexpr int leastWidth = 240;
constexpr int mostWidth = 560;
constexpr int descriptionRole = Qt::UserRole + 1;

/// The text on the left as it is typed, what it means on the right.
class SuggestionDelegate final : public QStyledItemDelegate
{
public:
    SuggestionDelegate(const Theme *theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QFontMetrics code(Theme::fixedFont());
        const int description = option.fontMetrics.horizontalAdvance(index.data(descriptionRole).toString());
        const int gap = description > 0 ? 3 * padding : 0;
        return {code.horizontalAdvance(index.data().toString()) + gap + description + 2 * padding,
                std::max(option.fontMetrics.height(), code.height()) + 8};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->fillRect(option.rect, selected ? m_theme->selection() : m_theme->base());
        const QRect area = option.rect.adjusted(padding, 0, -padding, 0);
        const QString text = index.data().toString();
        painter->setFont(Theme::fixedFont());
        const int width = painter->fontMetrics().horizontalAdvance(text);
        painter->setPen(selected ? m_theme->selectedText() : m_theme->text());
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(text, Qt::ElideMiddle, area.width()));
        painter->setFont(option.font);
        painter->setPen(selected ? m_theme->selectedText() : m_theme->muted());
        const QRect rest = area.adjusted(width + 2 * padding, 0, 0, 0);
        painter->drawText(rest, Qt::AlignRight | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data(descriptionRole).toString(), Qt::ElideRight,
                                                        std::max(0, rest.width())));
    }

private:
    const Theme *m_theme;
};

} // namespace

CompletionList::CompletionList(const Theme *theme, QWidget *field)
    : QListView(field)
    , m_field(field)
    , m_model(new QStandardItemModel(this))
{
    setObjectName(u"filterCompletions"_s);
    setAccessibleName(tr("Ways to go on with the filter"));
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    setItemDelegate(new SuggestionDelegate(theme, this));
    setModel(m_model);
    hide();
    connect(this, &QListView::clicked, this, [this](const QModelIndex &index) { Q_EMIT chosen(at(index.row())); });
}

void CompletionList::offer(const QList<FilterSuggestion> &suggestions, int x)
{
    m_suggestions = suggestions;
    m_model->clear();
    for (const FilterSuggestion &suggestion : suggestions) {
        // Names of this capture among them.
        const QString text = singleLine(suggestion.text);
        const QString description = singleLine(suggestion.description);
        auto *item = new QStandardItem(text);
        item->setData(description, descriptionRole);
        item->setData(description.isEmpty() ? text : text + u", "_s + description, Qt::AccessibleTextRole);
        m_model->appendRow(item);
    }
    if (suggestions.isEmpty()) {
        hide();
        return;
    }
    QWidget *window = m_field->window();
    if (parentWidget() != window)
        setParent(window);
    int widest = leastWidth;
    for (int row = 0; row < m_model->rowCount(); ++row)
        widest = std::max(widest, sizeHintForIndex(m_model->index(row, 0)).width());
    const int bar = m_model->rowCount() > mostVisible ? verticalScrollBar()->sizeHint().width() : 0;
    const int frame = 2; // The border of the style sheet.
    const int width = std::min({widest + bar + frame, mostWidth, window->width() - 8});
    const int height = sizeHintForRow(0) * std::min(mostVisible, m_model->rowCount()) + frame;
    const QPoint below = m_field->mapTo(window, QPoint(x, m_field->height() + 1));
    setGeometry(std::clamp(below.x(), 4, std::max(4, window->width() - width - 4)), below.y(), width,
                std::min(height, window->height() - below.y() - 4));
    scrollToTop();
    show();
    raise();
}

void CompletionList::moveCurrent(int step)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int from = currentIndex().isValid() ? currentIndex().row() : (step > 0 ? -1 : rows);
    setCurrentIndex(m_model->index((from + step + rows) % rows, 0));
}

std::optional<FilterSuggestion> CompletionList::current() const
{
    if (!isVisible() || !currentIndex().isValid())
        return std::nullopt;
    return m_suggestions.at(currentIndex().row());
}

} // namespace Inspector
