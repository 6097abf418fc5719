// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QBasicTimer>
#include <QtCore/QByteArray>
#include <QtCore/QObject>

#include <vector>

QT_BEGIN_NAMESPACE
class QMenu;
class QTableView;
QT_END_NAMESPACE

namespace Inspector {

/// The columns of a table.
///
/// Until a person changes them, they fill the table exactly: one takes what is left, each other one is as wide as its
/// widest visible value, and where the table is narrow some are left out. Names that peers have chosen never take more
/// than half of what they share with the column that takes the rest, unless that is too little for both, and leave out
/// no other column. From the first change on what was chosen is kept: widths, order and visibility. What does not fit
/// then is reached by scrolling. The menu of the header shows and hides columns, and goes back to the beginning.
class ColumnLayout final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        std::vector<int> widths;   ///< Of every column, to begin with.
        int stretch = 0;           ///< The column that takes what is left; always visible.
        int stretchMinimum = 0;    ///< Below that, columns are left out.
        std::vector<int> toGiveUp; ///< The columns that may be left out, the first one first.
        int names = -1;            ///< The column of names that peers have chosen; -1 for none.
        int maximumWidth = 320;    ///< No value makes a column wider than this.
        /// The columns whose values are still of use when shortened: they return what their values took, where names
        /// and text have no room.
        std::vector<int> toShorten = {};
    };

    /// \param table  outlives this object.
    ColumnLayout(QTableView *table, Options options);

    /// To be called when the table has another size or another model.
    void adapt();
    /// Adds an action for each column to \a menu, a menu that moves them, as dragging their headings does, and an action
    /// that restores all.
    void fillMenu(QMenu *menu);
    void setColumnShown(int column, bool shown);
    void restoreDefaults();
    /// Makes columns whose width was not chosen as wide as before there were values: for other values.
    void forgetValues();
    /// Returns whether widths, order or visibility were chosen.
    [[nodiscard]] bool isCustomised() const { return m_customised; }

    [[nodiscard]] QByteArray save() const;
    /// Does nothing where \a columns were not saved by a table with as many columns.
    void restore(const QByteArray &columns);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Column
    {
        int width = 0;
        bool hidden = false;
        bool sized = false; ///< The width was chosen; values do not change it.
    };

    [[nodiscard]] bool isReady() const;
    [[nodiscard]] std::vector<bool> shownColumns() const;
    [[nodiscard]] bool isShortened(int column) const;
    /// Returns what names and the column that takes the rest need together.
    [[nodiscard]] int widthForTexts() const;
    /// Returns the width of \a column where \a rest is left for the column of names and the one that takes the rest.
    [[nodiscard]] int widthOf(int column, int rest) const;
    [[nodiscard]] QString titleOf(int column) const;
    /// Adds a menu for each visible column to \a menu, with actions that move it past its neighbours.
    void fillOrderMenu(QMenu *menu);
    /// Keeps the columns that are shown now.
    void customise();
    /// Widens the columns for the values that are visible, soon.
    void scheduleFit() { m_fitTimer.start(fitMs, this); }
    void fitContents();

    static constexpr int fitMs = 60;

    QTableView *m_table;
    Options m_options;
    std::vector<Column> m_columns;
    QBasicTimer m_fitTimer;
    bool m_customised = false;
    bool m_adapting = false;
};

} // namespace Inspector
