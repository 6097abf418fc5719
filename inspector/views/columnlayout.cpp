// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/columnlayout.h"

#include <QtCore/QDataStream>
#include <QtCore/QIODevice>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>

#include <algorithm>
#include <utility>

namespace Inspector {

namespace {

constexpr quint32 columnsVersion = 1;

} // namespace

ColumnLayout::ColumnLayout(QTableView *table, Options options)
    : QObject(table)
    , m_table(table)
    , m_options(std::move(options))
{
    connect(table->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section, int, int size) {
        if (m_adapting || size == 0 || section == m_options.stretch)
            return;
        m_options.widths[std::size_t(section)] = size;
        adapt();
    });
}

void ColumnLayout::adapt()
{
    const std::vector<int> &widths = m_options.widths;
    if (m_adapting || !m_table->model() || m_table->model()->columnCount() != int(widths.size()))
        return;
    m_adapting = true;
    const int available = m_table->viewport()->width();
    const auto stretch = std::size_t(m_options.stretch);
    std::vector<bool> shown(widths.size(), true);
    const auto needed = [&] {
        int width = m_options.stretchMinimum;
        for (std::size_t column = 0; column < shown.size(); ++column) {
            if (shown[column] && column != stretch)
                width += widths[column];
        }
        return width;
    };
    for (const int column : m_options.toGiveUp) {
        if (needed() <= available)
            break;
        shown[std::size_t(column)] = false;
    }
    int rest = available;
    for (std::size_t column = 0; column < shown.size(); ++column) {
        m_table->setColumnHidden(int(column), !shown[column]);
        if (shown[column] && column != stretch) {
            m_table->setColumnWidth(int(column), widths[column]);
            rest -= widths[column];
        }
    }
    m_table->setColumnWidth(m_options.stretch, std::max(rest, m_options.stretchMinimum / 2));
    m_adapting = false;
}

QByteArray ColumnLayout::save() const
{
    QByteArray columns;
    QDataStream stream(&columns, QIODevice::WriteOnly);
    stream << columnsVersion;
    for (const int width : m_options.widths)
        stream << qint32(width);
    return columns;
}

void ColumnLayout::restore(const QByteArray &columns)
{
    QDataStream stream(columns);
    quint32 version = 0;
    stream >> version;
    if (version != columnsVersion)
        return;
    std::vector<int> widths(m_options.widths.size());
    for (int &width : widths) {
        qint32 stored = 0;
        stream >> stored;
        width = stored;
    }
    const bool sane =
        std::all_of(widths.cbegin(), widths.cend(), [](int width) { return width >= 16 && width < 4000; });
    if (stream.status() != QDataStream::Ok || !stream.atEnd() || !sane)
        return;
    m_options.widths = std::move(widths);
    adapt();
}

} // namespace Inspector
