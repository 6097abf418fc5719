// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/rowmapping.h"

#include <QtTest/QTest>

using namespace Inspector;

class tst_RowMapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowIsAMessage();
    void aScopeTakesItsConnections();
    void aListIsShownAsItIs();
    void aNewModeDropsTheOldRows();
};

using Ids = std::vector<MessageId>;

namespace {

NumberColumn connectionsOf(const std::vector<RelayCore::ConnectionId> &ids)
{
    return NumberColumn(ids);
}

} // namespace

void tst_RowMapping::everyRowIsAMessage()
{
    RowMapping rows;
    QCOMPARE(rows.rows(), 0U);
    QCOMPARE(rows.idAt(0), 0U);
    QCOMPARE(rows.rowOf(5), 0);
    rows.showAll(3);
    QVERIFY(rows.mode() == RowMapping::Mode::All);
    QCOMPARE(rows.rows(), 3U);
    QCOMPARE(rows.idAt(-1), 0U);
    QCOMPARE(rows.idAt(0), 1U);
    QCOMPARE(rows.idAt(2), 3U);
    QCOMPARE(rows.idAt(3), 0U);
    QCOMPARE(rows.rowOf(0), 0);
    QCOMPARE(rows.rowOf(3), 2);
    QCOMPARE(rows.rowOf(9), 3);
    QVERIFY(!rows.contains(0) && rows.contains(1) && rows.contains(3) && !rows.contains(4));
    rows.setCount(4);
    QVERIFY(rows.contains(4));
    QVERIFY(rows.takeScoped(connectionsOf({1, 2})).empty());
}

void tst_RowMapping::aScopeTakesItsConnections()
{
    RowMapping rows;
    NumberColumn connections = connectionsOf({1, 1, 2, 3, 2});
    int asked = 0;
    rows.showScope(
        [&asked](RelayCore::ConnectionId id) {
            ++asked;
            return id != 1;
        },
        connections);
    QVERIFY(rows.mode() == RowMapping::Mode::Scoped);
    QCOMPARE(asked, 3); // Once for each connection.
    QCOMPARE(rows.rows(), 3U);
    QCOMPARE(rows.idAt(0), 3U);
    QCOMPARE(rows.idAt(2), 5U);
    QCOMPARE(rows.rowOf(1), 0);
    QCOMPARE(rows.rowOf(4), 1);
    QCOMPARE(rows.rowOf(6), 3);
    QVERIFY(!rows.contains(2) && rows.contains(4));
    QVERIFY(rows.takeScoped(connections).empty());

    for (const RelayCore::ConnectionId id : {1U, 3U})
        connections.push_back(id);
    const Ids taken = rows.takeScoped(connections);
    QVERIFY(taken == Ids{7});
    QCOMPARE(rows.rows(), 3U); // Not before append().
    rows.append(taken);
    QCOMPARE(rows.rows(), 4U);
    QCOMPARE(rows.idAt(3), 7U);
    QVERIFY(rows.takeScoped(connections).empty());
}

void tst_RowMapping::aListIsShownAsItIs()
{
    RowMapping rows;
    rows.showIds({5});
    QVERIFY(rows.mode() == RowMapping::Mode::Listed);
    rows.append({8});
    rows.prepend({2});
    QCOMPARE(rows.rows(), 3U);
    QCOMPARE(rows.idAt(1), 5U);
    QCOMPARE(rows.rowOf(3), 1);
    QCOMPARE(rows.rowOf(8), 2);
    QVERIFY(rows.contains(8) && !rows.contains(3));
    QVERIFY(rows.takeScoped(connectionsOf({1, 1, 1})).empty());
    rows.prepend({});
    rows.prepend({}); // Nothing found in two parts.
    rows.showIds({9, 12});
    rows.prepend({8, 6, 3}); // The newest first, as a filter finds them.
    QCOMPARE(rows.rows(), 5U);
    QCOMPARE(rows.idAt(0), 3U);
    QCOMPARE(rows.idAt(2), 8U);
    QCOMPARE(rows.rowOf(6), 1);
    QVERIFY((rows.takeIds() == std::deque<MessageId>{3, 6, 8, 9, 12}));
    QCOMPARE(rows.rows(), 0U);
}

void tst_RowMapping::aNewModeDropsTheOldRows()
{
    RowMapping rows;
    const NumberColumn connections = connectionsOf({1, 2});
    rows.showIds({2});
    rows.showAll(1);
    QCOMPARE(rows.rows(), 1U);
    rows.showScope([](RelayCore::ConnectionId id) { return id == 2; }, connections);
    QCOMPARE(rows.rows(), 1U);
    QCOMPARE(rows.idAt(0), 2U);
    rows.showScope([](RelayCore::ConnectionId) { return true; }, connections);
    QCOMPARE(rows.rows(), 2U);
    rows.showAll(0);
    QCOMPARE(rows.rows(), 0U);
}

QTEST_GUILESS_MAIN(tst_RowMapping)
#include "tst_rowmapping.moc"
