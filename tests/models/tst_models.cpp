// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/capturefeed.h"
#include "inspector/models/connectionmodel.h"
#include "inspector/models/formatting.h"
#include "inspector/models/headermodel.h"
#include "inspector/models/laddermodel.h"
#include "inspector/models/messagedetails.h"
#include "inspector/models/messagemodel.h"
#include "inspector/models/payloadmodel.h"
#include "inspector/models/propertymodel.h"
#include "tests/models/samplecapture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

class tst_Models : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void feedShowsWhatWasWritten();
    void feedGrowsAndPauses();
    void messageCountsMoveWithoutAStructureChange();
    void feedForgets();
    void feedTellsWhyItCannotOpen();
    void table_data();
    void table();
    void tableRoles();
    void tableHeadings();
    void tableScope();
    void tableIds();
    void tableGrowsUnderTheTester();
    void tree();
    void payload_data();
    void payload();
    void headersHideSecrets();
    void facts();
    void ladder();
    void ladderOfOneMessage();
    void detailsOfAnOffer();
    void redactionKeepsLengths_data();
    void redactionKeepsLengths();
    void hexIsBounded();
    void texts_data();
    void texts();

private:
    void openFeed();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SampleCapture> m_sample;
    std::unique_ptr<CaptureFeed> m_feed;
};

void tst_Models::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_sample = std::make_unique<SampleCapture>(m_dir->filePath(u"sample.relaycap"_s));
    QVERIFY(m_sample->writer());
    m_feed = std::make_unique<CaptureFeed>();
}

void tst_Models::cleanup()
{
    m_feed.reset();
    m_sample.reset();
    m_dir.reset();
}

void tst_Models::openFeed()
{
    m_sample->writeAll();
    const auto error = m_feed->open(m_sample->writer()->path(), m_sample->writer());
    QVERIFY2(!error, qPrintable(error ? error->text() : QString()));
    QTRY_COMPARE(m_feed->indexedCount(), quint32(SampleCapture::messages));
}

void tst_Models::feedShowsWhatWasWritten()
{
    openFeed();
    QCOMPARE(m_feed->count(), quint32(SampleCapture::messages));
    QVERIFY(m_feed->isLive());
    QCOMPARE(m_feed->connections().size(), 3);
    QCOMPARE(m_feed->sources().size(), 2);
    QCOMPARE(m_feed->nameOf(SampleCapture::alpha), u"alpha"_s);
    QCOMPARE(m_feed->nameOf(SampleCapture::gamma), u"77777777"_s);
    QCOMPARE(m_feed->clientName(2), u"beta"_s);
    QCOMPARE(m_feed->clientName(3), u"127.0.0.1:50003"_s);
    QCOMPARE(m_feed->kinds()[4], MessageKind::Offer);
    QCOMPARE(m_feed->connectionIds()[5], 2U);
    QTRY_COMPARE(m_feed->statistics().lost, 7ULL);
    QVERIFY(m_feed->statistics().bytesOnDisk > 0);
    QVERIFY(!m_feed->row(0));
    QVERIFY(!m_feed->row(SampleCapture::messages + 1));
    QCOMPARE(m_feed->row(5)->source, SampleCapture::alpha);
    QVERIFY(!m_feed->reader()->lastError());
}

void tst_Models::feedGrowsAndPauses()
{
    openFeed();
    QSignalSpy added(m_feed.get(), &CaptureFeed::messagesAdded);
    m_feed->setPaused(true);
    m_sample->writeOne("{}");
    m_sample->writer()->flush();
    m_feed->poll();
    QCOMPARE(m_feed->count(), quint32(SampleCapture::messages));
    QCOMPARE(m_feed->statistics().captured, quint32(SampleCapture::messages) + 1);
    QCOMPARE(added.count(), 0);
    m_feed->setPaused(false);
    QCOMPARE(added.count(), 1);
    QCOMPARE(added.first().at(0).toUInt(), quint32(SampleCapture::messages) + 1);
    QCOMPARE(added.first().at(1).toUInt(), 1U);
    // Without being asked, too.
    m_sample->writeOne("{}");
    QTRY_COMPARE(m_feed->indexedCount(), quint32(SampleCapture::messages) + 2);
    QCOMPARE(m_feed->row(m_feed->count())->payload, QByteArray("{}"));
}

void tst_Models::messageCountsMoveWithoutAStructureChange()
{
    openFeed();
    const quint64 before = m_feed->connection(1)->messages;
    QSignalSpy structure(m_feed.get(), &CaptureFeed::structureChanged);
    QSignalSpy counts(m_feed.get(), &CaptureFeed::countsChanged);
    m_sample->writeOne("{}");
    m_sample->writer()->flush();
    QTRY_COMPARE(m_feed->connection(1)->messages, before + 1);
    QVERIFY(counts.count() > 0);
    QCOMPARE(structure.count(), 0);
}

void tst_Models::feedForgets()
{
    openFeed();
    QSignalSpy reset(m_feed.get(), &CaptureFeed::reset);
    m_feed->close();
    QCOMPARE(reset.count(), 1);
    QCOMPARE(m_feed->count(), 0U);
    QVERIFY(m_feed->connections().isEmpty());
    QVERIFY(!m_feed->isOpen());
    QCOMPARE(m_feed->statistics(), CaptureFeed::Statistics());
}

void tst_Models::feedTellsWhyItCannotOpen()
{
    openFeed();
    const auto error = m_feed->open(m_dir->filePath(u"no such file"_s));
    QVERIFY(error);
    QVERIFY(!error->text().isEmpty());
    // What was open stays open.
    QCOMPARE(m_feed->count(), quint32(SampleCapture::messages));
}

void tst_Models::table_data()
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
    QTest::addRow("its response says registered, and how long it took")
        << 1 << u"↓"_s << u"response"_s << u"response"_s << u"relay → alpha"_s << u"registered"_s << u"0.6 ms"_s
        << false;
    QTest::addRow("an offer counts its candidates") << 4 << u"↑"_s << u"offer"_s << u"offer"_s << u"alpha → beta"_s
                                                    << u"3 candidates: host, host, srflx"_s << QString() << false;
    QTest::addRow("what the relay passes on is forwarded")
        << 5 << u"↓"_s << u"offer"_s << u"offer"_s << u"alpha → beta"_s << u"forwarded"_s << QString() << false;
    QTest::addRow("an answer counts its candidates and has a round trip")
        << 6 << u"↑"_s << u"answer"_s << u"answer"_s << u"beta → alpha"_s << u"2 candidates: host, srflx"_s
        << u"35.9 ms"_s << false;
    QTest::addRow("the forwarded answer has the round trip of the first offer")
        << 7 << u"↓"_s << u"answer"_s << u"answer"_s << u"beta → alpha"_s << u"forwarded"_s << u"36.6 ms"_s << false;
    QTest::addRow("a peer that never registered is shown by its digits")
        << 8 << u"↑"_s << u"offer"_s << u"offer"_s << u"alpha → 77777777"_s << u"2 candidates: host, host"_s
        << QString() << false;
    QTest::addRow("a returned message says why") << 9 << u"↓"_s << u"error"_s << u"error"_s << u"relay → alpha"_s
                                                 << u"gamma is not registered with this relay"_s << u"0.4 ms"_s << true;
    QTest::addRow("a ping has nothing to say")
        << 10 << u"↓"_s << u"ping"_s << u"control"_s << u"relay → alpha"_s << QString() << QString() << false;
    QTest::addRow("a broken text says what is wrong")
        << 12 << u"↑"_s << u"text"_s << u"error"_s << u"127.0.0.1:50003 → relay"_s << u"invalid: *"_s << QString()
        << true;
    QTest::addRow("a binary message says so")
        << 13 << u"↑"_s << u"binary"_s << u"error"_s << u"127.0.0.1:50003 → relay"_s << u"binary, no relay message"_s
        << QString() << true;
    QTest::addRow("a close frame says code and reason")
        << 14 << u"↓"_s << u"close"_s << u"control"_s << u"relay → 127.0.0.1:50003"_s
        << u"4004 Relay received a registration"_s << QString() << true;
}

void tst_Models::table()
{
    QFETCH(int, row);
    QFETCH(QString, summary);
    openFeed();
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

void tst_Models::tableRoles()
{
    openFeed();
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

void tst_Models::tableHeadings()
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

void tst_Models::tableScope()
{
    openFeed();
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

void tst_Models::tableIds()
{
    openFeed();
    MessageModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setIds({2, 5});
    model.appendIds({8});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(2, MessageModel::Number).data().toString(), u"8"_s);
    QCOMPARE(model.index(2, MessageModel::Delta).data().toString(), u"+36.6 ms"_s);
    m_sample->writeOne("{}");
    QTRY_COMPARE(m_feed->indexedCount(), quint32(SampleCapture::messages) + 1);
    QCOMPARE(model.rowCount(), 3);
    model.clearIds();
    QCOMPARE(model.rowCount(), SampleCapture::messages + 1);
}

void tst_Models::tableGrowsUnderTheTester()
{
    MessageModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    openFeed();
    QCOMPARE(model.rowCount(), SampleCapture::messages);
    for (int i = 0; i < 200; ++i)
        m_sample->writeOne("{}");
    QTRY_COMPARE(model.rowCount(), SampleCapture::messages + 200);
    QVERIFY(inserted.count() >= 2);
    m_feed->close();
    QCOMPARE(model.rowCount(), 0);
}

void tst_Models::tree()
{
    ConnectionModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    openFeed();
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex proxy = model.index(0, 0);
    QCOMPARE(proxy.data(ConnectionModel::TitleRole).toString(), u"Proxy  127.0.0.1:9700"_s);
    QCOMPARE(proxy.data(ConnectionModel::SubtitleRole).toString(), u"→ wss://relay.example.org"_s);
    QVERIFY(proxy.data(ConnectionModel::IsSourceRole).toBool());
    QCOMPARE(model.rowCount(proxy), 3);

    const auto state = [](const QModelIndex &index) {
        return ConnectionModel::State(index.data(ConnectionModel::StateRole).toInt());
    };
    const QModelIndex alpha = model.indexOf(1);
    QCOMPARE(alpha.parent(), proxy);
    QCOMPARE(alpha.data(ConnectionModel::TitleRole).toString(), u"alpha"_s);
    QCOMPARE(alpha.data(ConnectionModel::SubtitleRole).toString(), u"3f2a91c4 · websockets/17.0"_s);
    QCOMPARE(state(alpha), ConnectionModel::State::Good);
    QVERIFY(alpha.data(Qt::ToolTipRole).toString().contains(SampleCapture::alpha.toString(QUuid::WithoutBraces)));
    QCOMPARE(alpha.data(ConnectionModel::RateRole).value<QList<int>>().size(), 20);

    const QModelIndex third = model.indexOf(3);
    QCOMPARE(state(third), ConnectionModel::State::Bad);
    QCOMPARE(third.data(ConnectionModel::SubtitleRole).toString(), u"closed 4004 · same UUID elsewhere"_s);

    const QModelIndex client = model.indexOfSource(2);
    QCOMPARE(client.data(ConnectionModel::TitleRole).toString(), u"demo-two"_s);
    QCOMPARE(client.data(ConnectionModel::SubtitleRole).toString(), u"retry 3 in 2.4 s · refused"_s);
    QCOMPARE(state(client), ConnectionModel::State::Waiting);

    m_feed->close();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.indexOf(1).isValid());
}

void tst_Models::payload_data()
{
    QTest::addColumn<RelayCore::Opcode>("opcode");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<bool>("problem");
    using RelayCore::Opcode;
    QTest::addRow("a registration in the protocol's order")
        << Opcode::Text
        << QByteArray(
               R"({"uuid": "3f2a91c4-0000-4000-8000-000000000001", "name": "a", "message_type": "relay_registration"})")
        << QStringList{u"message_type"_s, u"name"_s, u"uuid"_s} << false;
    QTest::addRow("JSON that is no relay message: the problem first, then the tree")
        << Opcode::Text << QByteArray(R"({"a": [1, {"b": null}]})") << QStringList{u"problem"_s, u"a"_s} << true;
    QTest::addRow("an array") << Opcode::Text << QByteArray("[1, 2]") << QStringList{u"problem"_s, u"array"_s} << true;
    QTest::addRow("a bare number") << Opcode::Text << QByteArray("3") << QStringList{u"problem"_s, u"text"_s} << true;
    QTest::addRow("cut JSON") << Opcode::Text << QByteArray("{\"a\": ") << QStringList{u"problem"_s, u"text"_s} << true;
    QTest::addRow("an empty text") << Opcode::Text << QByteArray() << QStringList{u"problem"_s, u"text"_s} << true;
    QTest::addRow("binary") << Opcode::Binary << QByteArray("\xff\x00", 2) << QStringList{u"problem"_s} << true;
    QTest::addRow("a close frame") << Opcode::Close
                                   << QByteArray("\x03\xe8"
                                                 "bye")
                                   << QStringList{u"code"_s, u"reason"_s} << false;
    QTest::addRow("a close frame without a code") << Opcode::Close << QByteArray() << QStringList{u"code"_s} << false;
    QTest::addRow("a ping") << Opcode::Ping << QByteArray("ab") << QStringList{u"data"_s} << false;
    QTest::addRow("more values than anybody reads") << Opcode::Text << '[' + QByteArray("1,").repeated(30'000) + "1]"
                                                    << QStringList{u"problem"_s, u"array"_s, u"problem"_s} << true;
}

void tst_Models::payload()
{
    QFETCH(RelayCore::Opcode, opcode);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, problem);
    MessageRow row;
    row.opcode = opcode;
    row.payload = bytes;
    PayloadModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setMessage(row, true);
    QStringList keys;
    for (int i = 0; i < model.rowCount(); ++i)
        keys.append(model.index(i, PayloadModel::Key).data().toString());
    QTEST(keys, "keys");
    QCOMPARE(model.index(0, 0).data(PayloadModel::IsErrorRole).toBool(), problem);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void tst_Models::headersHideSecrets()
{
    openFeed();
    HeaderModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setHeaders("GET / HTTP/1.1", {{"Host", "relay"}, {"Authorization", "Bearer verysecret"}});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, HeaderModel::Value).data().toString(), u"GET / HTTP/1.1"_s);
    QCOMPARE(model.index(1, HeaderModel::Name).data().toString(), u"Host"_s);
    const QString value = model.index(2, HeaderModel::Value).data().toString();
    QVERIFY(value.startsWith(u"Bearer"_s));
    QVERIFY(!value.contains(u"verysecret"_s));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void tst_Models::facts()
{
    openFeed();
    PropertyModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ConnectionRow row = *m_feed->connection(3);
    row.tls = RelayCore::TlsEstablished{u"TLSv1.3"_s, u"AES"_s, u"CN=relay"_s,       u"CN=root"_s,
                                        {},           {},       QByteArray(64, 'a'), {u"self-signed certificate"_s}};
    model.setSections({connectionFacts(row), tlsFacts(row)});
    QHash<QString, QString> tokens;
    QStringList titles;
    for (int i = 0; i < model.rowCount(); ++i) {
        const QModelIndex name = model.index(i, PropertyModel::Name);
        if (name.data(PropertyModel::IsTitleRole).toBool())
            titles.append(name.data().toString());
        tokens.insert(name.data().toString(), name.data(PropertyModel::TokenRole).toString());
    }
    QCOMPARE(titles, (QStringList{u"Connection"_s, u"TLS"_s}));
    QCOMPARE(tokens.value(u"close code"_s), u"error"_s);
    QCOMPARE(tokens.value(u"problem"_s), u"error"_s);
    QVERIFY(tlsFacts(*m_feed->connection(1)).facts.isEmpty());
}

void tst_Models::ladder()
{
    LadderModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    openFeed();
    QCOMPARE(model.rowCount(), 0);
    QSignalSpy changed(&model, &LadderModel::conversationChanged);
    model.setMessage(5);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.title(), u"alpha → beta"_s);
    QStringList titles;
    for (const QVariant &each : model.participants())
        titles.append(each.toMap().value(u"title"_s).toString());
    QCOMPARE(titles, (QStringList{u"alpha"_s, u"relay"_s, u"beta"_s}));
    QCOMPARE(model.rowCount(), 4);
    const auto at = [&model](int row, LadderModel::Role role) { return model.index(row).data(role); };
    const QList<std::pair<int, int>> columns{{0, 1}, {1, 2}, {2, 1}, {1, 0}};
    for (int row = 0; row < 4; ++row) {
        QCOMPARE(at(row, LadderModel::FromColumnRole).toInt(), columns.at(row).first);
        QCOMPARE(at(row, LadderModel::ToColumnRole).toInt(), columns.at(row).second);
        QVERIFY(!at(row, LadderModel::IsErrorRole).toBool());
    }
    QVERIFY(at(0, LadderModel::LabelRole).toString().startsWith(u"offer  "_s));
    QCOMPARE(at(1, LadderModel::LabelRole).toString(), u"offer"_s);
    QCOMPARE(at(2, LadderModel::TimeTextRole).toString(), u"+36.2 ms"_s);
    QVERIFY(at(2, LadderModel::GapRole).toBool());
    QCOMPARE(at(0, LadderModel::BracketRole).toInt(), 3);
    QCOMPARE(at(0, LadderModel::BracketGapsRole).toInt(), 1);
    QCOMPARE(at(0, LadderModel::BracketTextRole).toString(), u"36.6 ms"_s);
    QCOMPARE(at(1, LadderModel::BracketRole).toInt(), 0);
    QVERIFY(at(0, LadderModel::CurrentRole).toBool());
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setMessage(7);
    QCOMPARE(reset.count(), 0);
    QVERIFY(at(2, LadderModel::CurrentRole).toBool());
    model.setMessage(0);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.title().isEmpty());
}

void tst_Models::ladderOfOneMessage()
{
    openFeed();
    LadderModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setMessage(9);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.index(0).data(LadderModel::LabelRole).toString().endsWith(u"→ 77777777"_s));
    QVERIFY(model.index(1).data(LadderModel::DashedRole).toBool());
    QCOMPARE(model.index(1).data(LadderModel::KindRole).toString(), u"error"_s);
    QCOMPARE(model.index(1).data(LadderModel::LabelRole).toString(),
             u"returned: gamma is not registered with this relay"_s);
    for (MessageId id = 1; id <= MessageId(SampleCapture::messages); ++id) {
        model.setMessage(id);
        QVERIFY(model.rowCount() > 0);
        QVERIFY(!model.title().isEmpty());
        const auto columns = int(model.participants().size());
        for (int row = 0; row < model.rowCount(); ++row) {
            QVERIFY(model.index(row).data(LadderModel::FromColumnRole).toInt() < columns);
            QVERIFY(model.index(row).data(LadderModel::ToColumnRole).toInt() < columns);
        }
    }
}

void tst_Models::detailsOfAnOffer()
{
    openFeed();
    const MessageDetails hidden = messageDetails(*m_feed, 5, true);
    QCOMPARE(hidden.number, u"#5"_s);
    QCOMPARE(hidden.kindText, u"offer"_s);
    QCOMPARE(hidden.fromTo, u"alpha → beta"_s);
    QCOMPARE(hidden.counterpart, std::optional<MessageId>(8));
    QVERIFY(hidden.sdpCards.size() >= 3);
    const QString secret = u"topsecretpassword123456"_s;
    QVERIFY(!hidden.sdp.isEmpty());
    QVERIFY(!hidden.sdp.contains(secret));
    QVERIFY(!hidden.raw.contains(secret));
    QVERIFY(!hidden.raw.contains(u"zKaa"_s));
    QVERIFY(!hidden.hex.contains(u"topsecret"_s));
    for (const PropertySection &card : hidden.sdpCards) {
        for (const Fact &fact : card.facts)
            QVERIFY(!fact.value.contains(secret));
    }
    const MessageDetails open = messageDetails(*m_feed, 5, false);
    QVERIFY(open.sdp.contains(secret));
    QVERIFY(open.raw.contains(secret));
    QVERIFY(!open.shortened);
    QCOMPARE(messageDetails(*m_feed, 999, true).id, 0U);
    QVERIFY(messageDetails(*m_feed, 14, true).raw.contains(u"binary"_s));
}

void tst_Models::redactionKeepsLengths_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("redacted");
    QTest::addRow("inside JSON") << QByteArray(R"("a=ice-pwd:abc\r\na=x")") << QByteArray(R"("a=ice-pwd:***\r\na=x")");
    QTest::addRow("at the end of the string") << QByteArray(R"(a=ice-ufrag:ab")") << QByteArray(R"(a=ice-ufrag:**")");
    QTest::addRow("a plain description") << QByteArray("a=ice-pwd:abc\r\n") << QByteArray("a=ice-pwd:***\r\n");
    QTest::addRow("an escaped slash") << QByteArray(R"(ice-pwd:a\/b\n)") << QByteArray(R"(ice-pwd:****\n)");
    QTest::addRow("an escaped letter") << QByteArray(R"(ice-pwd:\u0041b\u000d)")
                                       << QByteArray(R"(ice-pwd:*******\u000d)");
    QTest::addRow("a candidate's fragment")
        << QByteArray("typ host ufrag abcd net") << QByteArray("typ host ufrag **** net");
    QTest::addRow("cut off in the middle") << QByteArray("ice-pwd:ab\\") << QByteArray("ice-pwd:***");
    QTest::addRow("twice") << QByteArray("ice-pwd:a\nice-pwd:b\n") << QByteArray("ice-pwd:*\nice-pwd:*\n");
    QTest::addRow("nothing to hide") << QByteArray("a=mid:0") << QByteArray("a=mid:0");
}

void tst_Models::redactionKeepsLengths()
{
    QFETCH(QByteArray, payload);
    QTEST(redactedPayload(payload), "redacted");
}

void tst_Models::hexIsBounded()
{
    QCOMPARE(hexDump("{\"a\"\x01"), u"00000000  7b 22 61 22 01                                    |{\"a\".|\n"_s);
    QVERIFY(hexDump({}).isEmpty());
    const QByteArray large(1024 * 1024, 'x');
    QCOMPARE(hexDump(large).count(u'\n'), MessageDetails::hexLimit / 16);
    m_sample->writeOne(large);
    m_sample->writer()->flush();
    QVERIFY(!m_feed->open(m_sample->writer()->path(), m_sample->writer()));
    const MessageDetails details = messageDetails(*m_feed, 1, true);
    QVERIFY(details.shortened);
    QCOMPARE(details.raw.size(), MessageDetails::rawLimit);
}

void tst_Models::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addRow("groups of digits") << numberText(18'326) << u"18,326"_s;
    QTest::addRow("bytes") << bytesText(104) << u"104 B"_s;
    QTest::addRow("megabytes") << bytesText(14'200'000) << u"14.2 MB"_s;
    QTest::addRow("below a tenth of a millisecond") << durationText(43'000) << u"0.0 ms"_s;
    QTest::addRow("milliseconds") << durationText(36'232'000) << u"36.2 ms"_s;
    QTest::addRow("hundreds of milliseconds") << durationText(226'400'000) << u"226 ms"_s;
    QTest::addRow("just below a second") << durationText(999'600'000) << u"1.0 s"_s;
    QTest::addRow("seconds") << durationText(1'638'000'000) << u"1.6 s"_s;
    QTest::addRow("minutes") << durationText(123'000'000'000) << u"2 min 3 s"_s;
    QTest::addRow("hours") << durationText(3'723'000'000'000) << u"1 h 2 min"_s;
    QTest::addRow("microseconds stand apart") << timeText(1'700'000'000'123'456'789).right(8) << u".123 456"_s;
    QTest::addRow("long things lose their middle") << elided(u"abcdefghij"_s, 5) << u"ab…ij"_s;
    QTest::addRow("short things stay") << elided(u"abc"_s, 5) << u"abc"_s;
    QTest::addRow("a null UUID is nothing") << shortUuid({}) << QString();
}

void tst_Models::texts()
{
    QFETCH(QString, text);
    QTEST(text, "expected");
}

QTEST_MAIN(tst_Models) // the model tester of Qt 6.8 asks for types of QtGui
#include "tst_models.moc"
