// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/formatting.h"
#include "inspector/models/headermodel.h"
#include "inspector/models/laddermodel.h"
#include "inspector/models/messagedetails.h"
#include "inspector/models/payloadmodel.h"
#include "inspector/models/propertymodel.h"
#include "inspector/models/summary.h"
#include "relaycore/protocol/codec.h"
#include "tests/models/modelstest.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

class tst_DetailModels : public ModelsTest
{
    Q_OBJECT

private Q_SLOTS:
    void payload_data();
    void payload();
    void headersHideSecrets();
    void facts();
    void ladder();
    void ladderOfOneMessage();
    void detailsOfAnOffer();
    void redactionKeepsLengths_data();
    void redactionKeepsLengths();
    void longTextsAreShortened();
    void summariesAreShort_data();
    void summariesAreShort();
    void texts_data();
    void texts();
};

void tst_DetailModels::payload_data()
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

void tst_DetailModels::payload()
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

void tst_DetailModels::headersHideSecrets()
{
    QVERIFY(openFeed());
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

void tst_DetailModels::facts()
{
    QVERIFY(openFeed());
    PropertyModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ConnectionRow row = *m_feed->connection(3);
    row.tls = RelayCore::TlsEstablished{u"TLSv1.3"_s, u"AES"_s, u"CN=relay"_s,       u"CN=root"_s,
                                        {},           {},       QByteArray(64, 'a'), {u"self-signed certificate"_s}};
    model.setSections(QList<PropertySection>{connectionFacts(row)} + tlsFacts(row));
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
    QVERIFY(tlsFacts(*m_feed->connection(1)).isEmpty());

    const auto titlesOf = [](const ConnectionRow &connection) {
        QStringList found;
        for (const PropertySection &section : tlsFacts(connection))
            found.append(section.title);
        return found;
    };
    row.clientTls = row.tls;
    QCOMPARE(titlesOf(row), (QStringList{u"TLS with the relay"_s, u"TLS with the client"_s}));
    row.tls.reset();
    QCOMPARE(titlesOf(row), QStringList{u"TLS with the client"_s});
}

void tst_DetailModels::ladder()
{
    LadderModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(openFeed());
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

void tst_DetailModels::ladderOfOneMessage()
{
    QVERIFY(openFeed());
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

void tst_DetailModels::detailsOfAnOffer()
{
    QVERIFY(openFeed());
    const auto input = messageDetailsInput(*m_feed, 5, true);
    QVERIFY(input.has_value());
    const MessageHeadline headline = messageHeadline(*m_feed, input->message);
    QCOMPARE(headline.number, u"#5"_s);
    QCOMPARE(headline.kindText, u"offer"_s);
    QCOMPARE(headline.fromTo, u"alpha → beta"_s);
    QVERIFY(input->counterpart.has_value());
    QCOMPARE(input->counterpart->id, MessageId(8));
    const MessageDetails hidden = messageDetails(*input);
    QVERIFY(hidden.sdpCards.size() >= 3);
    const QString secret = u"topsecretpassword123456"_s;
    QVERIFY(!hidden.sdp.isEmpty());
    QVERIFY(!hidden.sdp.contains(secret));
    QVERIFY(!hidden.raw.contains(secret));
    QVERIFY(!hidden.raw.contains(u"zKaa"_s));
    QVERIFY(!hidden.payload.contains("topsecret"));
    for (const PropertySection &card : hidden.sdpCards) {
        for (const Fact &fact : card.facts)
            QVERIFY(!fact.value.contains(secret));
    }
    const MessageDetails open = messageDetails(*messageDetailsInput(*m_feed, 5, false));
    QVERIFY(open.sdp.contains(secret));
    QVERIFY(open.raw.contains(secret));
    QVERIFY(!open.shortened);
    QVERIFY(!messageDetailsInput(*m_feed, 999, true));
    QVERIFY(messageDetails(*messageDetailsInput(*m_feed, 14, true)).raw.contains(u"binary"_s));
}

void tst_DetailModels::redactionKeepsLengths_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("redacted");
    QTest::addRow("inside JSON") << QByteArray(R"("a=ice-pwd:abc\r\na=x")") << QByteArray(R"("a=ice-pwd:***\r\na=x")");
    QTest::addRow("at the end of the string") << QByteArray(R"(a=ice-ufrag:ab")") << QByteArray(R"(a=ice-ufrag:**")");
    QTest::addRow("a plain description") << QByteArray("a=ice-pwd:abc\r\n") << QByteArray("a=ice-pwd:***\r\n");
    QTest::addRow("inside JSON inside JSON") << QByteArray(R"("{\"sdp\": \"a=ice-pwd:abc\\r\\na=x\"}")")
                                             << QByteArray(R"("{\"sdp\": \"a=ice-pwd:***\\r\\na=x\"}")");
    QTest::addRow("an escaped slash") << QByteArray(R"(ice-pwd:a\/b\n)") << QByteArray(R"(ice-pwd:****\n)");
    QTest::addRow("an escaped letter") << QByteArray(R"(ice-pwd:\u0041b\u000d)")
                                       << QByteArray(R"(ice-pwd:*******\u000d)");
    QTest::addRow("a candidate's fragment")
        << QByteArray("typ host ufrag abcd net") << QByteArray("typ host ufrag **** net");
    QTest::addRow("cut off in the middle") << QByteArray("ice-pwd:ab\\") << QByteArray("ice-pwd:***");
    QTest::addRow("twice") << QByteArray("ice-pwd:a\nice-pwd:b\n") << QByteArray("ice-pwd:*\nice-pwd:*\n");
    QTest::addRow("nothing to hide") << QByteArray("a=mid:0") << QByteArray("a=mid:0");
}

void tst_DetailModels::redactionKeepsLengths()
{
    QFETCH(QByteArray, payload);
    QTEST(redactedPayload(payload), "redacted");
}

void tst_DetailModels::longTextsAreShortened()
{
    const QByteArray large(MessageDetails::rawLimit + 1, 'x');
    m_sample->writeOne(large);
    m_sample->writer()->flush();
    QVERIFY(!m_feed->open(m_sample->writer()->path(), m_sample->writer()));
    auto input = messageDetailsInput(*m_feed, 1, true);
    QVERIFY(input.has_value());
    const MessageDetails first = messageDetails(*input);
    QVERIFY(first.shortened);
    QCOMPARE(first.raw.size(), MessageDetails::rawLimit);
    input->textLimit = 0;
    const MessageDetails all = messageDetails(*input);
    QVERIFY(!all.shortened);
    QCOMPARE(all.raw.size(), large.size());
}

void tst_DetailModels::summariesAreShort_data()
{
    QTest::addColumn<bool>("isHead");
    QTest::addRow("the whole message") << false;
    QTest::addRow("the head of a long message") << true;
}

/// The name of a registration, which a peer decides about, is what makes the message long.
void tst_DetailModels::summariesAreShort()
{
    QFETCH(bool, isHead);
    MessageRow row;
    row.opcode = RelayCore::Opcode::Text;
    row.kind = MessageKind::Registration;
    row.source = QUuid(u"3f2a91c4-0000-4000-8000-000000000001"_s);
    row.sourceName = QString(2'000'000, u'n');
    const QByteArray payload = RelayCore::encode(RelayCore::RelayRegistration{row.sourceName, row.source});
    if (isHead)
        row.payloadBytes = payload.size();
    else
        row.payload = payload;
    const MessageSummary summary = summarise(row, false);
    QVERIFY(summary.text.startsWith(u"nnn"_s));
    QCOMPARE(summary.text.size(), 600);
    QVERIFY(summary.toolTip.size() <= 600);
}

void tst_DetailModels::texts_data()
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

void tst_DetailModels::texts()
{
    QFETCH(QString, text);
    QTEST(text, "expected");
}

QTEST_MAIN(tst_DetailModels)
#include "tst_detailmodels.moc"
