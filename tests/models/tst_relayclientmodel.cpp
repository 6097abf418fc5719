// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/connectionmodel.h"
#include "inspector/models/formatting.h"
#include "inspector/models/relayclientmodel.h"
#include "inspector/models/relayclientsortmodel.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

namespace {

const QDateTime start = QDateTime::fromString(u"2026-03-14T09:26:53.589Z"_s, Qt::ISODateWithMs);

QUuid uuidOf(int number)
{
    return QUuid(uint(number), 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
}

RelayClientRow client(int number, bool registered = true)
{
    RelayClientRow row;
    row.relay = 1;
    row.uuid = uuidOf(number);
    row.name = u"client %1"_s.arg(number);
    row.address = u"127.0.0.1:%1"_s.arg(50000 + number);
    row.connection = quint32(number);
    row.since = start.addSecs(number);
    row.messages = 1;
    row.registered = registered;
    return row;
}

RelayClientRow departed(int number, quint16 code = 1000)
{
    RelayClientRow row = client(number, false);
    row.lastClose = {code, start.addSecs(1000 + number)};
    return row;
}

} // namespace

class tst_RelayClientModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowSaysWhoAndSinceWhen();
    void whoLeavesStaysAndComesBackToTheSameRow();
    void twoRelaysHaveTheirOwnClients();
    void theOldestDepartedAreForgotten();
    void whoIsRegisteredIsNeverForgotten();
    void aRelayThatEndsLosesItsClients();
    void changesAreToldInFewPieces();
    void namesOfStrangersKeepToTheirRow_data();
    void namesOfStrangersKeepToTheirRow();
    void tooltipsAreNoMarkup();
    void closeCodes_data();
    void closeCodes();
    void headings();
    void sorted_data();
    void sorted();
    void theRegisteredComeFirst();
    void holdsUnderTheTester();
};

void tst_RelayClientModel::aRowSaysWhoAndSinceWhen()
{
    RelayClientModel model;
    RelayClientRow row = client(7);
    row.messages = 12345;
    row.user = u"ada"_s;
    model.update({row});
    const auto cell = [&model](RelayClientModel::Column column) { return model.index(0, column); };
    QCOMPARE(cell(RelayClientModel::Name).data().toString(), u"client 7"_s);
    QCOMPARE(cell(RelayClientModel::Uuid).data().toString(), u"00000007-0000-4000-8000-000000000001"_s);
    QCOMPARE(cell(RelayClientModel::User).data().toString(), u"ada"_s);
    QCOMPARE(cell(RelayClientModel::Address).data().toString(), u"127.0.0.1:50007"_s);
    QCOMPARE(cell(RelayClientModel::Since).data().toString(),
             start.addSecs(7).toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s));
    QCOMPARE(cell(RelayClientModel::Messages).data().toString(), numberText(12345));
    QCOMPARE(cell(RelayClientModel::Messages).data(Qt::TextAlignmentRole).toInt(),
             int(Qt::AlignRight | Qt::AlignVCenter));
    QCOMPARE(cell(RelayClientModel::LastClose).data().toString(), QString());
    QCOMPARE(cell(RelayClientModel::Name).data(RelayClientModel::ConnectionIdRole).toUInt(), 7U);
    QCOMPARE(cell(RelayClientModel::Name).data(RelayClientModel::UuidRole).toString(), fullUuid(row.uuid));
    QCOMPARE(cell(RelayClientModel::Name).data(RelayClientModel::AddressRole).toString(), row.address);
    QCOMPARE(cell(RelayClientModel::Name).data(Qt::AccessibleTextRole).toString(), u"client 7, registered"_s);
    QCOMPARE(cell(RelayClientModel::LastClose).data(Qt::AccessibleTextRole).toString(), u"never closed"_s);
    QCOMPARE(
        cell(RelayClientModel::Name).data(RelayClientModel::CopyRole).toString(),
        u"client 7\t00000007-0000-4000-8000-000000000001\tada\t127.0.0.1:50007\t2026-03-14T09:27:00.589Z\t12345\t\t"_s);
    const QString toolTip = cell(RelayClientModel::Name).data(Qt::ToolTipRole).toString();
    QVERIFY(toolTip.contains(fullUuid(row.uuid)));
    QVERIFY(toolTip.contains(start.addSecs(7).toLocalTime().toString(u"HH:mm:ss.zzz"_s)));

    row.since = QDateTime::currentDateTimeUtc();
    model.update({row});
    QCOMPARE(cell(RelayClientModel::Since).data().toString(), row.since.toLocalTime().toString(u"HH:mm:ss"_s));
}

void tst_RelayClientModel::whoLeavesStaysAndComesBackToTheSameRow()
{
    RelayClientModel model;
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.update({client(1), client(2)});
    const QModelIndex row = model.index(0, RelayClientModel::LastClose);
    const auto state = [&row] { return ConnectionModel::State(row.data(RelayClientModel::StateRole).toInt()); };
    QVERIFY(row.data(RelayClientModel::RegisteredRole).toBool());
    QVERIFY(state() == ConnectionModel::State::Good);

    model.update({departed(1, 1001)});
    QVERIFY(!row.data(RelayClientModel::RegisteredRole).toBool());
    QVERIFY(state() == ConnectionModel::State::Idle);
    QVERIFY(row.data().toString().startsWith(u"1001 going away · "_s));
    QCOMPARE(row.siblingAtColumn(0).data(Qt::AccessibleTextRole).toString(), u"client 1, has left"_s);
    QCOMPARE(model.registeredCount(), 1);
    QCOMPARE(model.departedCount(), 1);

    model.update({client(1)});
    QVERIFY(row.data(RelayClientModel::RegisteredRole).toBool());
    QVERIFY(row.data().toString().startsWith(u"1001 going away · "_s));
    QVERIFY(row.data(Qt::ToolTipRole).toString().contains(u"1001 going away"_s));
    QCOMPARE(model.departedCount(), 0);

    // Gone and back between two looks.
    RelayClientRow takenOver = client(1);
    takenOver.lastClose = {4004, start.addSecs(5000)};
    model.update({takenOver});
    QVERIFY(row.data().toString().startsWith(u"4004 same UUID registered elsewhere · "_s));
    QVERIFY(state() == ConnectionModel::State::Good);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(removed.count(), 0);
    QCOMPARE(model.rowCount(), 2);
}

void tst_RelayClientModel::twoRelaysHaveTheirOwnClients()
{
    RelayClientModel model;
    RelayClientRow elsewhere = client(1);
    elsewhere.relay = 2;
    model.update({client(1), elsewhere, client(1)});
    QCOMPARE(model.rowCount(), 2);
    model.endRelay(1, start);
    QCOMPARE(model.registeredCount(), 1);
}

void tst_RelayClientModel::theOldestDepartedAreForgotten()
{
    RelayClientModel model(nullptr, 3);
    // They do not leave in the order in which they came.
    model.update({departed(5), departed(1), client(9), departed(4), departed(2), departed(3)});
    QCOMPARE(model.departedCount(), 3);
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row, 0).data().toString());
    QCOMPARE(names, (QStringList{u"client 5"_s, u"client 9"_s, u"client 4"_s, u"client 3"_s}));
    // Those that are left are still found.
    model.update({client(4)});
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.departedCount(), 2);
}

void tst_RelayClientModel::whoIsRegisteredIsNeverForgotten()
{
    RelayClientModel model(nullptr, 10);
    QList<RelayClientRow> many;
    for (int i = 0; i < 500; ++i)
        many.append(client(i));
    model.update(many);
    QCOMPARE(model.rowCount(), 500);
    for (int i = 100; i < 400; ++i)
        model.update({departed(i)});
    QCOMPARE(model.registeredCount(), 200);
    QCOMPARE(model.departedCount(), 10);
    QCOMPARE(model.rowCount(), 210);
}

void tst_RelayClientModel::aRelayThatEndsLosesItsClients()
{
    RelayClientModel model;
    model.update({client(1), departed(2)});
    model.endRelay(1, start);
    QCOMPARE(model.registeredCount(), 0);
    QVERIFY(model.index(0, RelayClientModel::LastClose).data().toString().startsWith(u"1001 going away"_s));
    QVERIFY(model.index(1, RelayClientModel::LastClose).data().toString().startsWith(u"1000 normal"_s));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.departedCount(), 0);
}

void tst_RelayClientModel::changesAreToldInFewPieces()
{
    RelayClientModel model;
    QList<RelayClientRow> many;
    for (int i = 0; i < 100; ++i)
        many.append(client(i));
    model.update(many);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    many.removeAt(50);
    std::reverse(many.begin(), many.end());
    model.update(many);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 49);
    QCOMPARE(changed.at(1).at(0).toModelIndex().row(), 51);
}

void tst_RelayClientModel::namesOfStrangersKeepToTheirRow_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    QTest::addRow("a plain name is left alone") << u"Zoë 李 🦊"_s << u"Zoë 李 🦊"_s;
    QTest::addRow("a line break") << u"one\ntwo\r"_s << u"one\\ntwo\\r"_s;
    QTest::addRow("a tab would be another field of the copy") << u"a\tb"_s << u"a\\tb"_s;
    QTest::addRow("an escape sequence and a null") << u"\u001b[31m"_s + QChar(0) << u"\\u001b[31m\\u0000"_s;
    QTest::addRow("separators of lines and paragraphs")
        << u"a\u2028b\u2029c\u0085d"_s << u"a\\u2028b\\u2029c\\u0085d"_s;
    QTest::addRow("an override that reverses what follows") << u"a\u202etxt.exe"_s << u"a\\u202etxt.exe"_s;
    QTest::addRow("what cannot be seen at all") << u"a\u200bb"_s << u"a\\u200bb"_s;
    QTest::addRow("an invisible joiner") << u"👩\u200d🔬"_s << u"👩\\u200d🔬"_s;
}

void tst_RelayClientModel::namesOfStrangersKeepToTheirRow()
{
    QFETCH(QString, name);
    QFETCH(QString, shown);
    RelayClientModel model;
    RelayClientRow row = client(1);
    row.name = name;
    row.user = name;
    model.update({row});
    QCOMPARE(model.index(0, RelayClientModel::Name).data().toString(), shown);
    QCOMPARE(model.index(0, RelayClientModel::User).data().toString(), shown);
    QCOMPARE(model.index(0, 0).data(RelayClientModel::CopyRole).toString().count(u'\t'), 7);
    QVERIFY(!model.index(0, 0).data(RelayClientModel::CopyRole).toString().contains(u'\n'));
    QVERIFY(model.index(0, 0).data(Qt::AccessibleTextRole).toString().startsWith(shown));
}

void tst_RelayClientModel::tooltipsAreNoMarkup()
{
    RelayClientModel model;
    RelayClientRow row = client(1);
    row.name = u"<img src='file:///etc/hostname'><b>bold</b>"_s;
    model.update({row});
    const QString toolTip = model.index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY(toolTip.contains(u"&lt;b&gt;bold"_s));
    QVERIFY(!toolTip.contains(u"<img"_s));
}

void tst_RelayClientModel::closeCodes_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("text");
    QTest::addColumn<ConnectionModel::State>("state");
    using State = ConnectionModel::State;
    QTest::addRow("in order") << 1000 << u"1000 normal"_s << State::Idle;
    QTest::addRow("without a close frame") << 1006 << u"1006 connection lost"_s << State::Bad;
    QTest::addRow("by the relay") << 4002 << u"4002 forbidden"_s << State::Bad;
    QTest::addRow("one without a name") << 4711 << u"4711"_s << State::Bad;
}

void tst_RelayClientModel::closeCodes()
{
    QFETCH(int, code);
    QFETCH(QString, text);
    QFETCH(ConnectionModel::State, state);
    RelayClientModel model;
    model.update({departed(1, quint16(code))});
    const QModelIndex index = model.index(0, RelayClientModel::LastClose);
    QVERIFY2(index.data().toString().startsWith(text + u" · "_s), qPrintable(index.data().toString()));
    QVERIFY(ConnectionModel::State(index.data(RelayClientModel::StateRole).toInt()) == state);
}

void tst_RelayClientModel::headings()
{
    const RelayClientModel model;
    QStringList names;
    for (int column = 0; column < model.columnCount(); ++column)
        names.append(model.headerData(column, Qt::Horizontal).toString());
    QCOMPARE(names,
             (QStringList{u"Name"_s, u"UUID"_s, u"User"_s, u"Address"_s, u"Since"_s, u"Messages"_s, u"Last close"_s}));
}

void tst_RelayClientModel::sorted_data()
{
    QTest::addColumn<RelayClientModel::Column>("column");
    QTest::addColumn<QList<uint>>("ascending");
    QTest::addRow("names without regard to case") << RelayClientModel::Name << QList<uint>{2, 1, 3};
    QTest::addRow("UUIDs") << RelayClientModel::Uuid << QList<uint>{1, 2, 3};
    QTest::addRow("ports as numbers") << RelayClientModel::Address << QList<uint>{3, 1, 2};
    QTest::addRow("times") << RelayClientModel::Since << QList<uint>{3, 2, 1};
    QTest::addRow("messages as numbers") << RelayClientModel::Messages << QList<uint>{1, 3, 2};
    QTest::addRow("the last close, none first") << RelayClientModel::LastClose << QList<uint>{2, 3, 1};
}

void tst_RelayClientModel::sorted()
{
    QFETCH(RelayClientModel::Column, column);
    QFETCH(QList<uint>, ascending);
    RelayClientModel model;
    RelayClientRow one = client(1);
    RelayClientRow two = client(2);
    RelayClientRow three = client(3);
    one.name = u"Beta"_s;
    two.name = u"alpha"_s;
    three.name = u"gamma"_s;
    one.address = u"127.0.0.1:9000"_s;
    two.address = u"127.0.0.1:51000"_s;
    three.address = u"127.0.0.1:800"_s;
    one.since = start.addSecs(3);
    three.since = start;
    one.messages = 2;
    two.messages = 100;
    three.messages = 30;
    one.lastClose = {1000, start.addDays(1)};
    three.lastClose = {1000, start};
    model.update({one, two, three});
    RelayClientSortModel order;
    order.setSourceModel(&model);
    const auto connections = [&order] {
        QList<uint> found;
        for (int row = 0; row < order.rowCount(); ++row)
            found.append(order.index(row, 0).data(RelayClientModel::ConnectionIdRole).toUInt());
        return found;
    };
    order.sort(column, Qt::AscendingOrder);
    QCOMPARE(connections(), ascending);
    order.sort(column, Qt::DescendingOrder);
    std::reverse(ascending.begin(), ascending.end());
    QCOMPARE(connections(), ascending);
}

void tst_RelayClientModel::theRegisteredComeFirst()
{
    RelayClientModel model;
    RelayClientSortModel order;
    order.setSourceModel(&model);
    order.sort(RelayClientModel::Since, Qt::AscendingOrder);
    model.update({departed(1), client(2), departed(3), client(4)});
    const auto names = [&order] {
        QStringList found;
        for (int row = 0; row < order.rowCount(); ++row)
            found.append(order.index(row, 0).data().toString().right(1));
        return found.join(QString());
    };
    QCOMPARE(names(), u"2413"_s);
    order.sort(RelayClientModel::Since, Qt::DescendingOrder);
    QCOMPARE(names(), u"4231"_s);
    // It moves when it leaves, and its index with it.
    const QPersistentModelIndex four = order.index(0, 0);
    model.update({departed(4)});
    QCOMPARE(names(), u"2431"_s);
    QCOMPARE(four.row(), 1);
}

void tst_RelayClientModel::holdsUnderTheTester()
{
    RelayClientModel model(nullptr, 5);
    RelayClientSortModel order;
    order.setSourceModel(&model);
    order.sort(RelayClientModel::Messages, Qt::DescendingOrder);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester sortedTester(&order, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QRandomGenerator random(4);
    for (int round = 0; round < 200; ++round) {
        QList<RelayClientRow> changes;
        for (int i = random.bounded(6); i > 0; --i) {
            const int number = random.bounded(20);
            RelayClientRow row = random.bounded(2) ? client(number) : departed(number);
            row.messages = random.bounded(50U);
            changes.append(row);
        }
        model.update(changes);
        QVERIFY(model.departedCount() <= 5);
        QCOMPARE(order.rowCount(), model.rowCount());
        int registered = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            registered += model.index(row, 0).data(RelayClientModel::RegisteredRole).toBool() ? 1 : 0;
        QCOMPARE(model.registeredCount(), registered);
    }
}

QTEST_MAIN(tst_RelayClientModel) // the model tester of Qt 6.8 asks for types of QtGui
#include "tst_relayclientmodel.moc"
