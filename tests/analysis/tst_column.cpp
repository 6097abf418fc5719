// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/column.h"
#include "inspector/analysis/pairtable.h"

#include <QtTest/QTest>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

using namespace Inspector;

namespace {

template<typename Column, typename T>
void compare(const Column &column, const std::vector<T> &values)
{
    QCOMPARE(column.size(), values.size());
    QCOMPARE(column.empty(), values.empty());
    for (std::size_t i = 0; i < values.size(); ++i)
        QCOMPARE(column[i], values[i]);
    QVERIFY(std::equal(column.begin(), column.end(), values.begin(), values.end()));
    if (!values.empty()) {
        QCOMPARE(column.front(), values.front());
        QCOMPARE(column.back(), values.back());
    }
}

} // namespace

/// The storage of the index gives back what it was given.
class tst_Column : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values();
    void numbers_data();
    void numbers();
    void times_data();
    void times();
    void iterators();
    void pairs();
};

void tst_Column::values()
{
    Column<quint32> column;
    QVERIFY(column.empty());
    std::vector<quint32> values;
    for (quint32 i = 0; i < 10'000; ++i) {
        column.push_back(i * 7);
        values.push_back(i * 7);
    }
    compare(column, values);
    const quint32 *const first = &column[0];
    column[4'095] = 1;
    column.grow(20'000);
    values[4'095] = 1;
    values.resize(20'000);
    compare(column, values);
    QCOMPARE(&column[0], first); // Nothing moves.
    column.grow(5);
    QCOMPARE(column.size(), 20'000U);
    column.clear();
    QVERIFY(column.empty() && column.begin() == column.end());
}

void tst_Column::numbers_data()
{
    QTest::addColumn<QList<quint32>>("special");
    QTest::newRow("all are small") << QList<quint32>{0, 1, 65'535};
    QTest::newRow("one is large") << QList<quint32>{0, 65'536, 65'535};
    QTest::newRow("all are large") << QList<quint32>{4'294'967'295, 65'536, 1'000'000};
}

void tst_Column::numbers()
{
    QFETCH(const QList<quint32>, special);
    // The special ones are at the beginning, in the middle and at the end of a block, and in the one after the next.
    for (const std::size_t at : {0U, 1'000U, 4'093U, 4'096U, 9'000U}) {
        std::vector<quint32> values;
        for (quint32 i = 0; i < 13'000; ++i)
            values.push_back(i);
        std::copy(special.cbegin(), special.cend(), values.begin() + std::ptrdiff_t(at));
        compare(NumberColumn(values), values);
    }
}

void tst_Column::times_data()
{
    QTest::addColumn<QList<qint64>>("steps");
    constexpr qint64 second = 1'000'000'000;
    QTest::newRow("a busy capture") << QList<qint64>{20'000, 1, 0};
    QTest::newRow("a quiet capture") << QList<qint64>{second, 20 * second};
    QTest::newRow("the largest distance of four bytes") << QList<qint64>{4'294'967'295, -4'294'967'295};
    QTest::newRow("one more") << QList<qint64>{4'294'967'296, -4'294'967'296};
    QTest::newRow("the clock is set back") << QList<qint64>{1'000, -3'600 * second, 1'000};
    QTest::newRow("days pass") << QList<qint64>{5, 5, 86'400 * second};
}

void tst_Column::times()
{
    QFETCH(const QList<qint64>, steps);
    std::vector<qint64> values{1'767'225'600'000'000'000};
    for (qsizetype i = 0; i < 2'000; ++i)
        values.push_back(values.back() + steps[i % steps.size()]);
    compare(TimeColumn(values), values);
    // What a damaged file may hold.
    values[100] = std::numeric_limits<qint64>::min();
    values[300] = std::numeric_limits<qint64>::max();
    values[512] = std::numeric_limits<qint64>::min();
    values[513] = std::numeric_limits<qint64>::max();
    compare(TimeColumn(values), values);
}

void tst_Column::iterators()
{
    std::vector<qint64> values;
    for (qint64 i = 0; i < 3'000; ++i)
        values.push_back(i * i);
    const TimeColumn column{values};
    for (const qint64 wanted : {-1LL, 0LL, 1LL, 65'000LL, 8'994'001LL, 9'000'000LL}) {
        QCOMPARE(std::lower_bound(column.begin(), column.end(), wanted) - column.begin(),
                 std::lower_bound(values.begin(), values.end(), wanted) - values.begin());
    }
    QCOMPARE(*(column.begin() + 10), 100);
    QCOMPARE(column.begin()[11], 121);
    QCOMPARE(*--column.end(), 2'999LL * 2'999);
    QCOMPARE(column.end() - column.begin(), 3'000);
}

void tst_Column::pairs()
{
    std::mt19937 random(7);
    PairTable table;
    std::map<std::pair<quint32, quint32>, quint32> known;
    QVERIFY(!table.find(1, 2));
    for (int i = 0; i < 50'000; ++i) {
        const quint32 one = random() % 400;
        const quint32 other = random() % 400;
        const auto [entry, isNew] = known.try_emplace(std::minmax(one, other), table.count());
        QCOMPARE(table.find(other, one).has_value(), !isNew);
        QCOMPARE(table.add(one, other), entry->second);
        QCOMPARE(table.count(), quint32(known.size()));
    }
    QVERIFY(known.size() > 30'000);
    for (const auto &[peers, number] : known) {
        QCOMPARE(table.find(peers.first, peers.second), std::optional(number));
        QCOMPARE(table.find(peers.second, peers.first), std::optional(number));
        QCOMPARE(table.pair(number).low, peers.first);
        QCOMPARE(table.pair(number).high, peers.second);
    }
    QVERIFY(!table.find(1, 400));
    table.clear();
    QVERIFY(table.count() == 0 && !table.find(known.begin()->first.first, known.begin()->first.second));
}

QTEST_GUILESS_MAIN(tst_Column)
#include "tst_column.moc"
