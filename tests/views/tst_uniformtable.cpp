// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// UniformTable beside QTableView: the same model, the same keys and clicks, the same places.
#include "guitest.h"
#include "inspector/views/uniformtable.h"

#include <QtCore/QAbstractTableModel>
#include <QtGui/QAccessible>
#include <QtGui/QPainter>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyledItemDelegate>

#include <algorithm>
#include <array>
#include <limits>
#include <random>
#include <set>
#include <utility>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowHeight = 23;
constexpr int columns = 5;

/// Many rows that nothing is kept for.
class Numbers final : public QAbstractTableModel
{
public:
    explicit Numbers(int rows, QObject *parent = nullptr)
        : QAbstractTableModel(parent)
        , m_rows(rows)
    {}

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : columns;
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(index.row() * columns + index.column()) : QVariant();
    }
    void insert(int row, int count)
    {
        beginInsertRows({}, row, row + count - 1);
        m_rows += count;
        endInsertRows();
    }
    void remove(int row, int count)
    {
        beginRemoveRows({}, row, row + count - 1);
        m_rows -= count;
        endRemoveRows();
    }
    void replace(int rows)
    {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
    void change(int first, int last) { Q_EMIT dataChanged(index(first, 0), index(last, columns - 1)); }

private:
    int m_rows;
};

/// Notes which rows are painted, and how.
class NotingDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        rows.insert(index.row());
        if (option.state.testFlag(QStyle::State_Selected))
            selected.insert(index.row());
        painter->fillRect(option.rect, Qt::white);
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return {10 + index.row() % 1000, rowHeight};
    }

    mutable std::set<int> rows;
    mutable std::set<int> selected;
};

/// One of each, of the same size.
class Tables
{
public:
    explicit Tables(QAbstractItemModel *model, QSize size = {460, 310})
    {
        plain.verticalHeader()->hide();
        plain.verticalHeader()->setMinimumSectionSize(rowHeight);
        plain.verticalHeader()->setDefaultSectionSize(rowHeight);
        plain.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
        plain.setShowGrid(false);
        ours.setRowHeight(rowHeight);
        for (QTableView *table : both()) {
            table->setFocusPolicy(Qt::NoFocus); // The one with the focus would choose its first row.
            table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
            table->setSelectionBehavior(QAbstractItemView::SelectRows);
            table->setModel(model);
            table->resize(size);
            table->show();
        }
        settle();
    }

    std::array<QTableView *, 2> both() { return {&plain, &ours}; }

    /// Lays out what is to be laid out.
    static void settle() { QCoreApplication::processEvents(); }

    [[nodiscard]] QString difference() const
    {
        const auto bar = [](const QScrollBar *of) {
            return u"%1 of %2, page %3"_s.arg(of->value()).arg(of->maximum()).arg(of->pageStep());
        };
        const std::pair<QString, QString> pairs[] = {
            {bar(plain.verticalScrollBar()), bar(ours.verticalScrollBar())},
            {bar(plain.horizontalScrollBar()), bar(ours.horizontalScrollBar())},
            {text(plain.viewport()->geometry()), text(ours.viewport()->geometry())},
            {text(plain.horizontalHeader()->geometry()), text(ours.horizontalHeader()->geometry())},
            {text(plain.currentIndex()), text(ours.currentIndex())},
            {text(plain.selectionModel()->selectedRows()), text(ours.selectionModel()->selectedRows())},
        };
        for (const auto &[expected, actual] : pairs) {
            if (expected != actual)
                return u"QTableView: %1, UniformTable: %2"_s.arg(expected, actual);
        }
        for (int y = -40; y < 400; y += 7) {
            for (int x = -20; x < 600; x += 31) {
                if (plain.indexAt({x, y}) != ours.indexAt({x, y}))
                    return u"index at %1, %2: %3, %4"_s.arg(x).arg(y).arg(text(plain.indexAt({x, y})),
                                                                          text(ours.indexAt({x, y})));
            }
        }
        return {};
    }

    QTableView plain;
    UniformTable ours;

private:
    static QString text(const QRect &rectangle)
    {
        return u"%1, %2, %3 x %4"_s.arg(rectangle.x())
            .arg(rectangle.y())
            .arg(rectangle.width())
            .arg(rectangle.height());
    }
    static QString text(const QModelIndex &index) { return u"(%1, %2)"_s.arg(index.row()).arg(index.column()); }
    static QString text(QModelIndexList rows)
    {
        std::sort(rows.begin(), rows.end());
        QString joined;
        for (const QModelIndex &row : rows)
            joined += QString::number(row.row()) + u' ';
        return joined;
    }
};

#define COMPARE_TABLES(tables)                                                                                         \
    do {                                                                                                               \
        (tables).settle();                                                                                             \
        const QString difference = (tables).difference();                                                              \
        QVERIFY2(difference.isEmpty(), qPrintable(difference));                                                        \
    } while (false)

} // namespace

class tst_UniformTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnOtherWarnings(); }
    void placesAreThoseOfQTableView_data();
    void placesAreThoseOfQTableView();
    void scrollsToRows();
    void keysAndClicksSelectTheSame_data();
    void keysAndClicksSelectTheSame();
    void hiddenColumnsKeepTheirRows();
    void nothingCoversTheHeadings();
    void followsTheModel();
    void paintsWhatChanged();
    void widthsAreOfVisibleRows();
    void keepsNothingForRows();
    void isATableForScreenReaders();
};

void tst_UniformTable::placesAreThoseOfQTableView_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        for (const int rows : {0, 1, 5, 12, 13, 14, 100, 1'000'000}) {
            // With neither, one and both scroll bars; five columns take 500 pixels.
            for (const QSize size : {QSize(460, 310), QSize(700, 310), QSize(510, 340), QSize(120, 60)}) {
                QTest::addRow("%d rows, %d x %d, %s", rows, size.width(), size.height(),
                              direction == Qt::LeftToRight ? "left to right" : "right to left")
                    << rows << size << direction;
            }
        }
    }
}

void tst_UniformTable::placesAreThoseOfQTableView()
{
    QFETCH(const int, rows);
    QFETCH(const QSize, size);
    QFETCH(const Qt::LayoutDirection, direction);
    Numbers model(rows);
    Tables tables(&model, size);
    for (QTableView *table : tables.both()) {
        table->setLayoutDirection(direction);
        table->horizontalHeader()->moveSection(3, 1);
    }
    COMPARE_TABLES(tables);
    for (const double place : {0.0, 0.37, 1.0}) {
        for (QTableView *table : tables.both()) {
            table->verticalScrollBar()->setValue(int(place * table->verticalScrollBar()->maximum()));
            table->horizontalScrollBar()->setValue(int(place * table->horizontalScrollBar()->maximum()));
        }
        COMPARE_TABLES(tables);
        for (const int row : {0, 1, 7, rows / 2, rows - 1}) {
            const QModelIndex index = model.index(row, 2);
            QCOMPARE(tables.ours.visualRect(index), tables.plain.visualRect(index));
            if (!index.isValid())
                continue;
            QCOMPARE(tables.ours.rowViewportPosition(row), tables.plain.rowViewportPosition(row));
            QCOMPARE(tables.ours.rowAt(tables.ours.visualRect(index).center().y()), row);
        }
    }
}

void tst_UniformTable::scrollsToRows()
{
    Numbers model(100'000);
    Tables tables(&model);
    std::mt19937 random(7);
    for (int round = 0; round < 400; ++round) {
        // Near and far.
        const int top = tables.plain.rowAt(0);
        const int row = random() % 2 ? int(random() % 100'000) : std::clamp(top + int(random() % 40) - 20, 0, 99'999);
        const auto hint = QAbstractItemView::ScrollHint(random() % 4);
        for (QTableView *table : tables.both()) {
            table->verticalScrollBar()->setValue(tables.plain.verticalScrollBar()->value());
            table->scrollTo(model.index(row, 0), hint);
        }
        QCOMPARE(tables.ours.verticalScrollBar()->value(), tables.plain.verticalScrollBar()->value());
    }
    // The column comes into sight as well.
    for (const int column : {4, 0, 3, 1, 2}) {
        tables.ours.scrollTo(model.index(5, column));
        const QRect cell = tables.ours.visualRect(model.index(5, column));
        QVERIFY(tables.ours.viewport()->rect().contains(cell));
    }
}

void tst_UniformTable::keysAndClicksSelectTheSame_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addRow("left to right") << Qt::LeftToRight;
    QTest::addRow("right to left") << Qt::RightToLeft;
}

void tst_UniformTable::keysAndClicksSelectTheSame()
{
    QFETCH(const Qt::LayoutDirection, direction);
    Numbers model(60);
    Tables tables(&model);
    for (QTableView *table : tables.both())
        table->setLayoutDirection(direction);
    constexpr Qt::Key keys[] = {Qt::Key_Up,   Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Left,
                                Qt::Key_Home, Qt::Key_End,  Qt::Key_Right,  Qt::Key_Down,     Qt::Key_Space};
    constexpr Qt::KeyboardModifiers modifiers[] = {Qt::NoModifier, Qt::ShiftModifier, Qt::NoModifier,
                                                   Qt::ControlModifier};
    std::mt19937 random(3);
    for (int round = 0; round < 600; ++round) {
        const Qt::KeyboardModifiers with = modifiers[random() % std::size(modifiers)];
        if (random() % 3) {
            const Qt::Key key = keys[random() % std::size(keys)];
            for (QTableView *table : tables.both())
                QTest::keyClick(table, key, with);
        } else {
            const QPoint at(int(random() % 300), int(random() % 250));
            for (QTableView *table : tables.both())
                QTest::mouseClick(table->viewport(), Qt::LeftButton, with, at);
        }
        COMPARE_TABLES(tables);
    }
    // A drag over the rows.
    for (QTableView *table : tables.both()) {
        table->scrollToTop();
        QTest::mousePress(table->viewport(), Qt::LeftButton, {}, {30, 200});
        QTest::mouseMove(table->viewport(), {90, 40});
        QTest::mouseRelease(table->viewport(), Qt::LeftButton, {}, {90, 40});
    }
    QVERIFY(tables.ours.selectionModel()->selectedRows().size() > 5);
    COMPARE_TABLES(tables);
    // What is selected is painted so.
    NotingDelegate delegate;
    tables.ours.setItemDelegate(&delegate);
    tables.ours.grab();
    for (const int row : delegate.rows)
        QCOMPARE(delegate.selected.contains(row), tables.ours.selectionModel()->isRowSelected(row));
}

void tst_UniformTable::hiddenColumnsKeepTheirRows()
{
    Numbers model(1000);
    UniformTable table;
    table.setRowHeight(rowHeight);
    table.setModel(&model);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.resize(460, 310);
    table.show();
    table.setColumnHidden(0, true);
    Tables::settle();
    // The first column names the row in many places: it scrolls and selects all the same.
    table.setCurrentIndex(model.index(500, 0));
    QCOMPARE(table.rowAt(table.viewport()->height() - 1), 500);
    QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(table.selectionModel()->selectedRows().size(), 3);
    QTest::keyClick(&table, Qt::Key_Home);
    QCOMPARE(table.currentIndex().column(), 1);
    // Nothing is left to go to.
    for (int column = 0; column < columns; ++column)
        table.setColumnHidden(column, true);
    table.setCurrentIndex({});
    QTest::keyClick(&table, Qt::Key_Down);
    QVERIFY(!table.currentIndex().isValid());
}

void tst_UniformTable::nothingCoversTheHeadings()
{
    Numbers model(1000);
    Tables tables(&model);
    for (QTableView *table : tables.both()) {
        const QRect headings = table->horizontalHeader()->geometry();
        for (int x = headings.left() + 1; x < headings.right(); x += 20)
            QCOMPARE(table->childAt(x, headings.center().y()), table->horizontalHeader()->viewport());
    }
}

void tst_UniformTable::followsTheModel()
{
    Numbers model(10);
    Tables tables(&model);
    COMPARE_TABLES(tables);
    model.insert(10, 500);
    COMPARE_TABLES(tables);
    for (QTableView *table : tables.both())
        table->scrollToBottom();
    COMPARE_TABLES(tables);
    model.remove(100, 380);
    COMPARE_TABLES(tables);
    model.insert(0, 7);
    COMPARE_TABLES(tables);
    model.replace(20'000);
    COMPARE_TABLES(tables);
    model.replace(3);
    COMPARE_TABLES(tables);
    model.replace(0);
    COMPARE_TABLES(tables);
    model.insert(0, 40);
    COMPARE_TABLES(tables);
    for (QTableView *table : tables.both())
        table->setColumnWidth(2, 300);
    COMPARE_TABLES(tables);
    for (QTableView *table : tables.both())
        table->setColumnHidden(1, true);
    COMPARE_TABLES(tables);
    for (QTableView *table : tables.both())
        table->horizontalHeader()->hide();
    COMPARE_TABLES(tables);
    Numbers other(77);
    for (QTableView *table : tables.both())
        table->setModel(&other);
    COMPARE_TABLES(tables);
    model.remove(0, 40); // Of no interest any more.
    COMPARE_TABLES(tables);
    for (QTableView *table : tables.both())
        table->setModel(nullptr);
    Tables::settle();
    QCOMPARE(tables.ours.rowAt(5), -1);
    QCOMPARE(tables.ours.verticalScrollBar()->maximum(), 0);
}

void tst_UniformTable::paintsWhatChanged()
{
    Numbers model(1000);
    NotingDelegate delegate;
    UniformTable table;
    table.setRowHeight(rowHeight);
    table.setItemDelegate(&delegate);
    table.setModel(&model);
    table.resize(460, 310);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    QTRY_VERIFY(delegate.rows.contains(0) && delegate.rows.contains(9));
    table.scrollTo(model.index(200, 0), QAbstractItemView::PositionAtTop);
    QTRY_VERIFY(delegate.rows.contains(205));
    Tables::settle();

    const auto isPainted = [&delegate](int first, int last) {
        return delegate.rows.contains(first) && delegate.rows.contains(last);
    };
    delegate.rows.clear();
    model.change(203, 204);
    QTRY_VERIFY(isPainted(203, 204));
    Tables::settle();
    delegate.rows.clear();
    model.change(0, 201); // The part that is in sight.
    QTRY_VERIFY(isPainted(200, 201));
    Tables::settle();
    delegate.rows.clear();
    Q_EMIT model.dataChanged({}, {}); // Anything may have changed.
    QTRY_VERIFY(isPainted(200, 209));
    Tables::settle();

    delegate.rows.clear();
    table.setCurrentIndex(model.index(206, 2));
    QTRY_COMPARE(delegate.rows, (std::set<int>{206}));
}

void tst_UniformTable::widthsAreOfVisibleRows()
{
    Numbers model(900);
    NotingDelegate delegate;
    UniformTable table;
    table.setRowHeight(rowHeight);
    table.setItemDelegate(&delegate);
    table.setModel(&model);
    table.resize(460, 310);
    table.show();
    Tables::settle();
    const QAbstractItemView &view = table;
    const int last = table.rowAt(table.viewport()->height() - 1);
    QCOMPARE(view.sizeHintForColumn(0), 10 + last);
    table.scrollToBottom();
    QCOMPARE(view.sizeHintForColumn(0), 10 + 899);
    model.replace(0);
    QCOMPARE(view.sizeHintForColumn(0), -1);
}

void tst_UniformTable::keepsNothingForRows()
{
    Numbers model(60'000'000);
    UniformTable table;
    table.setRowHeight(rowHeight);
    table.setModel(&model);
    table.resize(460, 310);
    table.show();
    Tables::settle();
    QCOMPARE(table.verticalHeader()->count(), 0);
    QTest::keyClick(&table, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(table.currentIndex().row(), 59'999'999);
    QCOMPARE(table.rowAt(table.viewport()->height() - 1), 59'999'999);
    table.selectAll();
    QCOMPARE(table.selectionModel()->selection().size(), 1);
    // More than a scroll bar can reach: as far as it goes.
    model.replace(std::numeric_limits<int>::max());
    Tables::settle();
    table.scrollToBottom();
    QCOMPARE(table.rowAt(0), std::numeric_limits<int>::max() / rowHeight);
}

void tst_UniformTable::isATableForScreenReaders()
{
    Numbers model(200);
    UniformTable table;
    table.setRowHeight(rowHeight);
    table.setModel(&model);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.resize(700, 310);
    table.show();
    Tables::settle();
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&table);
    QVERIFY(accessible);
    QCOMPARE(accessible->role(), QAccessible::Table);
    QAccessibleTableInterface *cells = accessible->tableInterface();
    QVERIFY(cells);
    QCOMPARE(cells->rowCount(), 200);
    QCOMPARE(cells->columnCount(), columns);
    QAccessibleInterface *cell = cells->cellAt(7, 3);
    QCOMPARE(cell->text(QAccessible::Name), u"38"_s);
    const QRect place = table.visualRect(model.index(7, 3));
    QCOMPARE(cell->rect(), QRect(table.viewport()->mapToGlobal(place.topLeft()), place.size()));
    QVERIFY(!cell->state().selected);
    table.setCurrentIndex(model.index(5, 0));
    QTest::keyClick(&table, Qt::Key_Up, Qt::ControlModifier); // What is selected next is toggled.
    table.clearSelection();
    table.selectRow(7);
    QVERIFY(cell->state().selected);
    QCOMPARE(cells->selectedRows(), QList<int>{7});
    // What is under the pointer.
    QCOMPARE(accessible->childAt(cell->rect().center().x(), cell->rect().center().y())->text(QAccessible::Name),
             u"38"_s);
}

int main(int argc, char *argv[])
{
    allowPlatformWarnings();
    QApplication application(argc, argv);
    tst_UniformTable test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_uniformtable.moc"
