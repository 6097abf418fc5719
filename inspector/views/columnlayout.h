// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QObject>

#include <vector>

QT_BEGIN_NAMESPACE
class QTableView;
QT_END_NAMESPACE

namespace Inspector {

/// The columns of a table that fill it exactly: one takes what is left, and where the table is narrow others give up
/// their place. The widths a person sets are kept.
class ColumnLayout final : public QObject
{
public:
    struct Options
    {
        std::vector<int> widths;   ///< Of every column, to begin with.
        int stretch = 0;           ///< The column that takes what is left.
        int stretchMinimum = 0;    ///< Below that, columns are given up.
        std::vector<int> toGiveUp; ///< The columns that may be given up, the first one first.
    };

    /// \param table  outlives this object.
    ColumnLayout(QTableView *table, Options options);

    /// To be called when the table has another size or another model.
    void adapt();

    [[nodiscard]] QByteArray save() const;
    /// Does nothing where \a columns were not saved by a table with as many columns.
    void restore(const QByteArray &columns);

private:
    QTableView *m_table;
    Options m_options;
    bool m_adapting = false;
};

} // namespace Inspector
