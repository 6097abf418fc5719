// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/columnlayout.h"

#include <QtCore/QDataStream>
#include <QtCore/QIODevice>
#include <QtCore/QScopedValueRollback>
#include <QtCore/QTimerEvent>
#include <QtGui/QAction>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>

#include <algorithm>
#include <utility>

namespace Inspector {

namespace {

constexpr quint32 columnsVersion = 2;
constexpr int narrowest = 16;
constexpr int narrowestText = 80; ///< Of a column that gives way to others.
constexpr int leastText = 40;     ///< Of the same in a table that is too narrow for all columns.
constexpr int widest = 4000;

} // namespace

ColumnLayout::ColumnLayout(QTableView *table, Options options)
    : QObject(table)
    , m_table(table)
    , m_options(std::move(options))
{
    for (const int width : m_options.widths)
        m_columns.push_back({width, false, false});
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    QHeaderView *header = table->horizontalHeader();
    header->setSectionsMovable(true);
    header->setResizeContentsPrecision(0); // A width is made of the rows that are visible, not of a thousand others.
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &position) {
        QMenu menu(header);
        fillMenu(&menu);
        menu.exec(header->mapToGlobal(position));
    });
    connect(header, &QHeaderView::sectionResized, this, [this](int section, int, int size) {
        if (m_adapting || size == 0)
            return;
        customise();
        m_columns[std::size_t(section)].width = size;
        m_columns[std::size_t(section)].sized = true;
        adapt();
    });
    connect(table->verticalScrollBar(), &QScrollBar::valueChanged, this, &ColumnLayout::scheduleFit);
    connect(table->verticalScrollBar(), &QScrollBar::rangeChanged, this, &ColumnLayout::scheduleFit);
}

bool ColumnLayout::isReady() const
{
    return m_table->model() && m_table->model()->columnCount() == int(m_columns.size());
}

std::vector<bool> ColumnLayout::shownColumns() const
{
    std::vector<bool> shown(m_columns.size());
    std::transform(m_columns.cbegin(), m_columns.cend(), shown.begin(),
                   [](const Column &column) { return !column.hidden; });
    if (m_customised)
        return shown;
    const int available = m_table->viewport()->width();
    const auto needed = [&] {
        int width = m_options.stretchMinimum;
        for (std::size_t column = 0; column < shown.size(); ++column) {
            if (shown[column] && int(column) != m_options.stretch)
                width += int(column) == m_options.names ? m_options.widths[column] : m_columns[column].width;
        }
        return width;
    };
    for (const int column : m_options.toGiveUp) {
        if (needed() <= available)
            break;
        shown[std::size_t(column)] = false;
    }
    return shown;
}

bool ColumnLayout::isShortened(int column) const
{
    return std::find(m_options.toShorten.cbegin(), m_options.toShorten.cend(), column) != m_options.toShorten.cend();
}

int ColumnLayout::widthForTexts() const
{
    const int heading = m_table->horizontalHeader()->sectionSizeHint(m_options.stretch);
    const int text = std::max(heading, narrowestText);
    return m_options.names < 0 ? text : text + m_options.widths[std::size_t(m_options.names)];
}

int ColumnLayout::widthOf(int column, int rest) const
{
    const Column &known = m_columns[std::size_t(column)];
    if (known.sized)
        return known.width;
    // With a large font, or in a narrow table, half of the rest is too little for the names of both peers.
    const int begin = m_options.widths[std::size_t(column)];
    if (m_customised || rest >= begin + m_options.stretchMinimum)
        return std::clamp(known.width, narrowestText, std::max(rest / 2, narrowestText));
    // Nothing is scrolled before a width was chosen: the text keeps room for its heading, the names get what is left.
    const int heading = m_table->horizontalHeader()->sectionSizeHint(m_options.stretch);
    return std::max(leastText, std::min(known.width, std::max(rest - heading, rest / 2)));
}

void ColumnLayout::forgetValues()
{
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        if (!m_columns[column].sized)
            m_columns[column].width = m_options.widths[column];
    }
    adapt();
}

void ColumnLayout::adapt()
{
    if (m_adapting || !isReady())
        return;
    const QScopedValueRollback adapting(m_adapting, true);
    const std::vector<bool> shown = shownColumns();
    const auto isFixed = [&](std::size_t column) {
        return shown[column] && int(column) != m_options.stretch && int(column) != m_options.names;
    };
    int rest = m_table->viewport()->width();
    for (std::size_t column = 0; column < shown.size(); ++column) {
        if (isFixed(column))
            rest -= m_columns[column].width;
    }
    for (std::size_t column = 0; column < shown.size(); ++column) {
        m_table->setColumnHidden(int(column), !shown[column]);
        if (!isFixed(column))
            continue;
        int width = m_columns[column].width;
        if (!m_customised && isShortened(int(column))) {
            const int needed = widthForTexts();
            const int narrower = std::clamp(width - (needed - rest), std::min(width, m_options.widths[column]), width);
            rest += width - narrower;
            width = narrower;
        }
        m_table->setColumnWidth(int(column), width);
    }
    int least = m_options.stretchMinimum;
    if (m_options.names >= 0 && shown[std::size_t(m_options.names)]) {
        const int names = widthOf(m_options.names, rest);
        m_table->setColumnWidth(m_options.names, names);
        rest -= names;
        if (!m_customised)
            least = std::clamp(rest, leastText, std::min(least, narrowestText));
    }
    const Column &stretch = m_columns[std::size_t(m_options.stretch)];
    m_table->setColumnWidth(m_options.stretch, std::max(rest, stretch.sized ? stretch.width : least));
    scheduleFit();
}

void ColumnLayout::customise()
{
    if (std::exchange(m_customised, true))
        return;
    for (std::size_t column = 0; column < m_columns.size(); ++column)
        m_columns[column].hidden = m_table->isColumnHidden(int(column));
}

void ColumnLayout::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_fitTimer.timerId())
        return;
    m_fitTimer.stop();
    fitContents();
}

void ColumnLayout::fitContents()
{
    if (!isReady() || !m_table->isVisible())
        return;
    const QAbstractItemView *view = m_table;
    bool wider = false;
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        Column &known = m_columns[column];
        if (known.sized || int(column) == m_options.stretch || m_table->isColumnHidden(int(column)))
            continue;
        const int needed =
            std::max(view->sizeHintForColumn(int(column)), m_table->horizontalHeader()->sectionSizeHint(int(column)));
        const int wanted = std::min(needed, m_options.maximumWidth);
        if (wanted <= known.width)
            continue;
        known.width = wanted;
        wider = true;
    }
    if (wider)
        adapt();
}

QString ColumnLayout::titleOf(int column) const
{
    const QAbstractItemModel *model = m_table->model();
    const QString title = model->headerData(column, Qt::Horizontal).toString();
    const QString meaning = model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
    if (title.isEmpty())
        return meaning;
    return meaning.isEmpty() ? title : tr("%1  –  %2", "heading of a column · its meaning").arg(title, meaning);
}

void ColumnLayout::fillMenu(QMenu *menu)
{
    if (!isReady())
        return;
    for (int column = 0; column < int(m_columns.size()); ++column) {
        QAction *action = menu->addAction(titleOf(column).replace(u'&', QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(!m_table->isColumnHidden(column));
        action->setEnabled(column != m_options.stretch);
        connect(action, &QAction::triggered, this, [this, column](bool shown) { setColumnShown(column, shown); });
    }
    menu->addSeparator();
    fillOrderMenu(menu->addMenu(tr("&Order")));
    menu->addAction(tr("&Restore columns"), this, &ColumnLayout::restoreDefaults);
}

void ColumnLayout::fillOrderMenu(QMenu *menu)
{
    QHeaderView *header = m_table->horizontalHeader();
    std::vector<int> shown; // As they stand.
    for (int place = 0; place < header->count(); ++place) {
        if (const int column = header->logicalIndex(place); !m_table->isColumnHidden(column))
            shown.push_back(column);
    }
    for (std::size_t i = 0; i < shown.size(); ++i) {
        QMenu *moves = menu->addMenu(titleOf(shown[i]).replace(u'&', QStringLiteral("&&")));
        const auto add = [&](const QString &text, bool possible, std::size_t neighbour) {
            QAction *action = moves->addAction(text);
            action->setEnabled(possible);
            if (possible)
                connect(action, &QAction::triggered, this, [header, column = shown[i], other = shown[neighbour]] {
                    header->moveSection(header->visualIndex(column), header->visualIndex(other));
                });
        };
        add(tr("To the &left"), i > 0, i - 1);
        add(tr("To the &right"), i + 1 < shown.size(), i + 1);
    }
}

void ColumnLayout::setColumnShown(int column, bool shown)
{
    customise();
    m_columns[std::size_t(column)].hidden = !shown;
    adapt();
}

void ColumnLayout::restoreDefaults()
{
    m_customised = false;
    for (std::size_t column = 0; column < m_columns.size(); ++column)
        m_columns[column] = {m_options.widths[column], false, false};
    QHeaderView *header = m_table->horizontalHeader();
    for (int column = 0; column < int(m_columns.size()); ++column)
        header->moveSection(header->visualIndex(column), column);
    adapt();
}

QByteArray ColumnLayout::save() const
{
    QByteArray columns;
    QDataStream stream(&columns, QIODevice::WriteOnly);
    stream << columnsVersion << quint32(m_columns.size()) << m_customised;
    const QHeaderView *header = m_table->horizontalHeader();
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        const Column &known = m_columns[column];
        stream << qint32(known.width) << known.hidden << known.sized << qint32(header->visualIndex(int(column)));
    }
    return columns;
}

void ColumnLayout::restore(const QByteArray &columns)
{
    QDataStream stream(columns);
    quint32 version = 0;
    quint32 count = 0;
    bool customised = false;
    stream >> version >> count >> customised;
    if (version != columnsVersion || count != m_columns.size())
        return;
    std::vector<Column> restored(count);
    std::vector<int> order(count, -1);
    for (quint32 column = 0; column < count; ++column) {
        qint32 width = 0;
        qint32 place = 0;
        stream >> width >> restored[column].hidden >> restored[column].sized >> place;
        // What was as wide as the values of one capture is not for the values of another.
        restored[column].width = restored[column].sized ? width : m_options.widths[column];
        if (place < 0 || place >= qint32(count) || width < narrowest || width >= widest)
            return;
        order[std::size_t(place)] = int(column);
    }
    const bool complete = std::find(order.cbegin(), order.cend(), -1) == order.cend();
    if (stream.status() != QDataStream::Ok || !stream.atEnd() || !complete)
        return;
    m_columns = std::move(restored);
    m_columns[std::size_t(m_options.stretch)].hidden = false;
    m_customised = customised;
    QHeaderView *header = m_table->horizontalHeader();
    for (int place = 0; place < int(count); ++place)
        header->moveSection(header->visualIndex(order[std::size_t(place)]), place);
    adapt();
}

} // namespace Inspector
