// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messagemodel.h"
#include "tests/models/modelstest.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

class tst_MessageModel : public ModelsTest
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void tableRoles();
    void tableHeadings();
    void tableScope();
    void tableIds();
    void keepaliveIsHiddenEverywhere();
    void tableGrowsUnderTheTester();
};

void tst_MessageModel::table_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("arrow");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("fromTo");
    QTest::addColumn<QString>("summary");
    QTest::addColumn<QString>("roundTrip");
    QTest::addColumn<bool>("error");

    QTest::addRow("a registration names itself") << 0 << u"↑"_s << u"register"_s << u"registration"_s
                                                 << u"alpha → relay"_s << u"alpha 3f2a91c4-…"_s << QString() << false;
    QTest::addRow("its response is the registration, with its duration")
        << 1 << u"↓"_s << u"response"_s << u"response"_s << u"relay → alpha"_s << u"registered"_s << u"0.6 ms"_s
        << false;
    QTest::addRow("an offer counts its candidates") << 4 << u"↑"_s << u"offer"_s << u"offer"_s << u"alpha → beta"_s
                                                    << u"3 candidates: host, host, srflx"_s << QString() << false;
    QTest::addRow("what the relay passes on is forwarded")
        << 5 << u"↓"_s << u"offer"_s << u"offer"_s << u"alpha → beta"_s << u"forwarded by the relay"_s << QString()
        << false;
    QTest::addRow("an answer counts its candidates and has a round trip")
        << 6 << u"↑"_s << u"answer"_s << u"answer"_s << u"beta → alpha"_s << u"2 candidates: host, srflx"_s
        << u"35.9 ms"_s << false;
    QTest::addRow("the forwarded answer has the round trip of the first offer")
        << 7 << u"↓"_s << u"answer"_s << u"answer"_s << u"beta → alpha"_s << u"forwarded by the relay"_s << u"36.6 ms"_s
        << false;
    QTest::addRow("a peer that never registered is shown by its digits")
        << 8 << u"↑"_s << u"offer"_s << u"offer"_s << u"alpha → 77777777"_s << u"2 candidates: host, host"_s
        << QString() << false;
    QTest::addRow("a returned message has its reason")
        << 9 << u"↓"_s << u"error"_s << u"error"_s << u"relay → alpha"_s << u"gamma is not registered with this relay"_s
        << u"0.4 ms"_s << true;
    QTest::addRow("a ping has no summary")
        << 10 << u"↓"_s << u"ping"_s << u"control"_s << u"relay → alpha"_s << QString() << QString() << false;
    QTest::addRow("a broken text has its error")
        << 12 << u"↑"_s << u"text"_s << u"error"_s << u"127.0.0.1:50003 → relay"_s << u"invalid: *"_s << QString()
        << true;
    QTest::addRow("a binary message is called binary")
        << 13 << u"↑"_s << u"binary"_s << u"error"_s << u"127.0.0.1:50003 → relay"_s << u"binary, no relay message"_s
        << QString() << true;
    QTest::addRow("a close frame has code and reason")
        << 14 << u"↓"_s << u"close"_s << u"control"_s << u"relay → 127.0.0.1:50003"_s
        << u"4004 Relay received a registration"_s << QString() << true;
}

void tst_MessageModel::table()
{
    QFETCH(int, row);
    QFETCH(QString, summary);
    QVERIFY(openFeed());
    MessageModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), SampleCapture::messages);
    const auto text = [&model, row](MessageModel::Column column) { return model.index(row, column).data().toString(); };
    QTEST(text(MessageModel::Direction), "arrow");
    QTEST(text(MessageModel::Kind), "kind");
    QTEST(text(MessageModel::FromTo), "fromTo");
    QTEST(text(MessageModel::RoundTrip), "roundTrip");
    QTEST(model.index(row, 0).data(MessageModel::KindTokenRole).toString(), "token");
    QTEST(model.index(row, 0).data(MessageModel::IsErrorRole).toBool(), "error");
    if (summary.endsWith(u'*'))
        QVERIFY2(text(MessageModel::Summary).startsWith(summary.chopped(1)), qPrintable(text(MessageModel::Summary)));
    else
        QCOMPARE(text(MessageModel::Summary), summary);
    QCOMPARE(text(MessageModel::Number), QString::number(row + 1));
    QCOMPARE(text(MessageModel::Delta).isEmpty(), row == 0);
}

void tst_MessageModel::tableRoles()
{
    QVERIFY(openFeed());
    MessageModel model(m_feed.get());
    const QModelIndex offer = model.index(4, MessageModel::FromTo);
    QCOMPARE(offer.data(MessageModel::IdRole).toUInt(), 5U);
    QCOMPARE(offer.data(MessageModel::CounterpartRole).toUInt(), 8U);
    QVERIFY(!offer.data(MessageModel::RoundTripRole).isValid());
    QCOMPARE(model.index(7, 0).data(MessageModel::RoundTripRole).toLongLong(), 36'577'000LL);
    QVERIFY(offer.data(Qt::ToolTipRole).toString().contains(SampleCapture::alpha.toString(QUuid::WithoutBraces)));
    QVERIFY(offer.data(Qt::ToolTipRole).toString().contains(SampleCapture::beta.toString(QUuid::WithoutBraces)));
    QCOMPARE(model.index(5, MessageModel::Delta).data().toString(), u"+0.3 ms"_s);
    QCOMPARE(offer.data(MessageModel::ConnectionRole).toUInt(), 1U);
    QCOMPARE(model.index(4, MessageModel::Size).data(MessageModel::SizeRole).toLongLong(),
             m_feed->row(5)->payload.size());
}

void tst_MessageModel::tableHeadings()
{
    MessageModel model(m_feed.get());
    for (int column = 0; column < model.columnCount(); ++column) {
        const bool number = column == MessageModel::Number || column == MessageModel::Time
                            || column == MessageModel::Delta || column == MessageModel::Size
                            || column == MessageModel::RoundTrip;
        const auto alignment = model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
        QCOMPARE(alignment.testFlag(Qt::AlignRight), number);
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
}

void tst_MessageModel::tableScope()
{
    QVERIFY(openFeed());
    MessageModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setScope({{}, {2}});
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.idAt(0), 3U);
    QCOMPARE(model.rowOf(6), 2);
    QVERIFY(model.hasId(6));
    QVERIFY(!model.hasId(5));
    model.setScope({{1}, {}});
    QCOMPARE(model.rowCount(), SampleCapture::messages);
    model.setScope({{2}, {}});
    QCOMPARE(model.rowCount(), 0);
    model.setScope({{}, {1}});
    const int rows = model.rowCount();
    m_sample->writeOne("{}");
    QTRY_COMPARE(model.rowCount(), rows + 1);
    model.setScope({});
    QCOMPARE(model.rowCount(), SampleCapture::messages + 1);
}

void tst_MessageModel::tableIds()
{
    QVERIFY(openFeed());
    MessageModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.showMatches(MessageModel::MatchMode::Rows, {5});
    model.addMatches({2}, {8});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, MessageModel::Number).data().toString(), u"2"_s);
    QCOMPARE(model.index(2, MessageModel::Number).data().toString(), u"8"_s);
    QCOMPARE(model.index(2, MessageModel::Delta).data().toString(), u"+36.6 ms"_s);
    m_sample->writeOne("{}");
    QTRY_COMPARE(m_feed->indexedCount(), quint32(SampleCapture::messages) + 1);
    QCOMPARE(model.rowCount(), 3);
    model.clearMatches();
    QCOMPARE(model.rowCount(), SampleCapture::messages + 1);
}

void tst_MessageModel::keepaliveIsHiddenEverywhere()
{
    QVERIFY(openFeed());
    MessageModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy counted(&model, &MessageModel::keepaliveCountChanged);
    const auto idsOf = [&model] {
        QList<MessageId> ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids.append(model.idAt(row));
        return ids;
    };
    QList<MessageId> keepalive;
    QList<MessageId> others;
    for (MessageId id = 1; id <= SampleCapture::messages; ++id) {
        const MessageKind kind = m_feed->kinds()[id - 1];
        (kind == MessageKind::Ping || kind == MessageKind::Pong ? keepalive : others).append(id);
    }
    QCOMPARE(keepalive.size(), 2);
    QVERIFY(std::count(m_feed->kinds().begin(), m_feed->kinds().end(), MessageKind::Close) > 0);
    QCOMPARE(model.keepaliveCount(), 2U);
    QVERIFY(!model.isKeepaliveHidden());

    model.setKeepaliveHidden(true);
    QCOMPARE(idsOf(), others); // Close frames stay.
    QCOMPARE(model.keepaliveCount(), 2U);
    QVERIFY(counted.size() > 0);

    // What arrives is hidden and counted, or shown.
    for (const auto opcode : {RelayCore::Opcode::Ping, RelayCore::Opcode::Pong, RelayCore::Opcode::Close}) {
        m_sample->writer()->observe({1, 1, 1'800'000'000'000'000'000,
                                     RelayCore::ControlFrame{RelayCore::Direction::Received, opcode, 6, {}, {}, {}}});
    }
    QTRY_COMPARE(m_feed->indexedCount(), quint32(SampleCapture::messages) + 3);
    others.append(SampleCapture::messages + 3);
    QCOMPARE(idsOf(), others);
    QCOMPARE(model.keepaliveCount(), 4U);

    // In a scope.
    const RelayCore::ConnectionId pinged = m_feed->row(keepalive.first())->connection;
    model.setScope({{}, {pinged}});
    QVERIFY(!idsOf().contains(keepalive.first()));
    const int rows = model.rowCount();
    const quint32 hidden = model.keepaliveCount();
    QVERIFY(hidden > 0);
    model.setKeepaliveHidden(false);
    QCOMPARE(model.rowCount(), rows + int(hidden));
    QVERIFY(idsOf().contains(keepalive.first()));

    // In a list, switched before and after, and extended meanwhile.
    model.setScope({});
    const MessageId ping = keepalive.first();
    model.showMatches(MessageModel::MatchMode::Rows, {1, ping});
    QCOMPARE(model.keepaliveCount(), 1U);
    model.setKeepaliveHidden(true);
    QCOMPARE(idsOf(), QList<MessageId>{1});
    model.addMatches({}, {SampleCapture::messages + 1, SampleCapture::messages + 3});
    QCOMPARE(idsOf(), (QList<MessageId>{1, SampleCapture::messages + 3}));
    QCOMPARE(model.keepaliveCount(), 2U);
    model.setKeepaliveHidden(false);
    QCOMPARE(idsOf(), (QList<MessageId>{1, ping, SampleCapture::messages + 1, SampleCapture::messages + 3}));
    model.setKeepaliveHidden(true);
    model.showMatches(MessageModel::MatchMode::Rows, {ping, SampleCapture::messages + 3});
    QCOMPARE(idsOf(), QList<MessageId>{SampleCapture::messages + 3});
    model.clearMatches();
    QCOMPARE(idsOf(), others);
    model.setKeepaliveHidden(false);
    QCOMPARE(model.rowCount(), SampleCapture::messages + 3);
}

void tst_MessageModel::tableGrowsUnderTheTester()
{
    MessageModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QVERIFY(openFeed());
    QCOMPARE(model.rowCount(), SampleCapture::messages);
    for (int i = 0; i < 200; ++i)
        m_sample->writeOne("{}");
    QTRY_COMPARE(model.rowCount(), SampleCapture::messages + 200);
    QVERIFY(inserted.count() >= 2);
    m_feed->close();
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(tst_MessageModel)
#include "tst_messagemodel.moc"
