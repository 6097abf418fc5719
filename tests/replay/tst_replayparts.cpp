// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/replay/messagedifference.h"
#include "inspector/replay/replyflow.h"
#include "inspector/replay/uuidrenewal.h"

#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QUuid original{0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1};
constexpr QUuid other{0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2};

QByteArray json(const QByteArray &extra)
{
    return R"({"success":true,"message":null,"error":false,"message_type":"relay_response")" + extra + '}';
}

} // namespace

/// What a replay is made of: renewed UUIDs, the comparison of two messages, and of two sequences.
class tst_ReplayParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void uuidsAreRenewed_data();
    void uuidsAreRenewed();
    void otherTextsAreNotRenewed_data();
    void otherTextsAreNotRenewed();
    void equalMessages_data();
    void equalMessages();
    void differentMessages_data();
    void differentMessages();
    void sequences_data();
    void sequences();
    void aLongSequenceKeepsLittle();
};

void tst_ReplayParts::uuidsAreRenewed_data()
{
    QTest::addColumn<QByteArray>("before");
    const QByteArray plain = original.toByteArray(QUuid::WithoutBraces);
    QTest::newRow("alone") << plain;
    QTest::newRow("in JSON") << R"({"uuid": ")" + plain + R"(", "name": "alpha"})";
    QTest::newRow("upper case") << plain.toUpper();
    QTest::newRow("without hyphens") << original.toByteArray(QUuid::Id128);
    QTest::newRow("in braces") << '{' + plain + '}';
    QTest::newRow("twice") << plain + ' ' + plain;
}

void tst_ReplayParts::uuidsAreRenewed()
{
    QFETCH(QByteArray, before);
    const UuidRenewal renewal({original});
    const QByteArray after = renewal.renewed(before);
    QCOMPARE(after.size(), before.size());
    QVERIFY(after != before);
    QVERIFY(!after.toLower().contains(original.toByteArray(QUuid::WithoutBraces)));
    QVERIFY(!after.toLower().contains(original.toByteArray(QUuid::Id128)));
    const QByteArray renewed = renewal.renewed(original).toByteArray(QUuid::WithoutBraces);
    QVERIFY(after.toLower().contains(renewed) || after.contains(QByteArray(renewed).replace('-', "")));
    QCOMPARE(renewal.restored(after), before);
}

void tst_ReplayParts::otherTextsAreNotRenewed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("another UUID") << other.toByteArray(QUuid::WithoutBraces);
    QTest::newRow("part of a longer number") << original.toByteArray(QUuid::Id128) + '0';
    QTest::newRow("hyphens elsewhere") << "a1fa00000000-4000-8000-0000000000-01"_ba;
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("no UTF-8") << QByteArray(100, '\xff');
}

void tst_ReplayParts::otherTextsAreNotRenewed()
{
    QFETCH(QByteArray, text);
    QCOMPARE(UuidRenewal({original}).renewed(text), text);
}

void tst_ReplayParts::equalMessages_data()
{
    QTest::addColumn<QByteArray>("captured");
    QTest::addColumn<QByteArray>("received");
    QTest::newRow("the same bytes") << "x"_ba
                                    << "x"_ba;
    QTest::newRow("other spacing and order of keys")
        << json({}) << R"({"message_type": "relay_response", "error": false, "message": null, "success": true})"_ba;
    QTest::newRow("escapes") << "{\"a\":\"\\u00e4\"}"_ba
                             << "{\"a\":\"ä\"}"_ba;
    QTest::newRow("a field with its default") << json({}) << R"({"success":true,"message_type":"relay_response"})"_ba;
}

void tst_ReplayParts::equalMessages()
{
    QFETCH(QByteArray, captured);
    QFETCH(QByteArray, received);
    QCOMPARE(messageDifferences(captured, received), QList<FieldDifference>());
}

void tst_ReplayParts::differentMessages_data()
{
    QTest::addColumn<QByteArray>("captured");
    QTest::addColumn<QByteArray>("received");
    QTest::addColumn<QList<FieldDifference>>("expected");
    using List = QList<FieldDifference>;
    QTest::newRow("a text") << R"({"error":"unknown peer"})"_ba
                            << R"({"error":"no such peer"})"_ba
                            << List{{u"error"_s, u"unknown peer"_s, u"no such peer"_s}};
    QTest::newRow("a type") << R"({"a":null})"_ba
                            << R"({"a":"null"})"_ba << List{{u"a"_s, u"null"_s, u"null"_s}};
    QTest::newRow("a field that is gone") << R"({"a":1,"b":2})"_ba
                                          << R"({"a":1})"_ba << List{{u"b"_s, u"2"_s, {}}};
    QTest::newRow("a field that is new") << R"({"a":1})"_ba
                                         << R"({"a":1,"b":{"c":true}})"_ba << List{{u"b"_s, {}, u"{\"c\":true}"_s}};
    QTest::newRow("nested") << R"({"a":{"b":[1,2]}})"_ba
                            << R"({"a":{"b":[1,3,4]}})"_ba
                            << List{{u"a.b[1]"_s, u"2"_s, u"3"_s}, {u"a.b[2]"_s, {}, u"4"_s}};
    QTest::newRow("one line of many") << R"({"sdp":"v=0\r\na=x\r\ns=-\r\n"})"_ba
                                      << R"({"sdp":"v=0\r\na=y\r\ns=-\r\n"})"_ba
                                      << List{{u"sdp, line 2"_s, u"a=x"_s, u"a=y"_s}};
    QTest::newRow("one line more") << R"({"sdp":"v=0\ns=-\n"})"_ba
                                   << R"({"sdp":"v=0\na=y\ns=-\n"})"_ba << List{{u"sdp, line 2"_s, {}, u"a=y"_s}};
    QTest::newRow("JSON in a string") << R"({"description":"{\"sdp\": \"v=0\\na=x\\n\", \"type\": \"offer\"}"})"_ba
                                      << R"({"description":"{\"type\": \"offer\", \"sdp\": \"v=0\\na=y\\n\"}"})"_ba
                                      << List{{u"description.sdp, line 2"_s, u"a=x"_s, u"a=y"_s}};
    QTest::newRow("no JSON") << "abc"_ba
                             << "abd"_ba << List{{{}, u"abc"_s, u"abd"_s}};
    QTest::newRow("bytes") << "\xff\x01"_ba
                           << "\xff\x02"_ba << List{{{}, u"ff 01"_s, u"ff 02"_s}};
    QTest::newRow("no longer JSON") << "{}"_ba
                                    << "{"_ba << List{{{}, u"{}"_s, u"{"_s}};
}

void tst_ReplayParts::differentMessages()
{
    QFETCH(QByteArray, captured);
    QFETCH(QByteArray, received);
    QFETCH(QList<FieldDifference>, expected);
    const QList<FieldDifference> found = messageDifferences(captured, received);
    QCOMPARE(found.size(), expected.size());
    for (qsizetype i = 0; i < found.size(); ++i) {
        QCOMPARE(found.at(i).field, expected.at(i).field);
        QCOMPARE(found.at(i).captured, expected.at(i).captured);
        QCOMPARE(found.at(i).received, expected.at(i).received);
    }
}

void tst_ReplayParts::sequences_data()
{
    QTest::addColumn<QByteArray>("captured");
    QTest::addColumn<QByteArray>("received");
    QTest::addColumn<int>("equal");
    QTest::addColumn<QByteArray>("outcomes"); // Pairs; - for nothing.
    QTest::newRow("the same") << "abc"_ba
                              << "abc"_ba << 3 << ""_ba;
    QTest::newRow("one changed") << "abc"_ba
                                 << "axc"_ba << 2 << "bx"_ba;
    QTest::newRow("one missing") << "abc"_ba
                                 << "ac"_ba << 2 << "b-"_ba;
    QTest::newRow("one more") << "abc"_ba
                              << "abxc"_ba << 3 << "-x"_ba;
    QTest::newRow("the last one missing") << "abc"_ba
                                          << "ab"_ba << 2 << "c-"_ba;
    QTest::newRow("the last one changed") << "abc"_ba
                                          << "abx"_ba << 2 << "cx"_ba;
    QTest::newRow("nothing came") << "ab"_ba
                                  << ""_ba << 0 << "a-b-"_ba;
    QTest::newRow("nothing was expected") << ""_ba
                                          << "xy"_ba << 0 << "-x-y"_ba;
    QTest::newRow("two changed, one missing") << "abcd"_ba
                                              << "xyd"_ba << 1 << "axbyc-"_ba;
    QTest::newRow("repeated ones") << "aaab"_ba
                                   << "aab"_ba << 3 << "a-"_ba;
    QTest::newRow("another order") << "ab"_ba
                                   << "ba"_ba << 1 << "a--a"_ba;
}

void tst_ReplayParts::sequences()
{
    QFETCH(QByteArray, captured);
    QFETCH(QByteArray, received);
    QFETCH(int, equal);
    QFETCH(QByteArray, outcomes);
    std::vector<MessageId> ids;
    for (qsizetype i = 0; i < captured.size(); ++i)
        ids.push_back(MessageId(i + 1));
    ReplyFlow flow(ids);
    const auto payload = [&captured](MessageId id) { return captured.sliced(id - 1, 1); };
    std::vector<ReplyFlow::Outcome> found;
    quint64 matches = 0;
    for (const char letter : received)
        matches += flow.take(QByteArray(1, letter), payload, found);
    flow.finish(found);
    QCOMPARE(matches, quint64(equal));
    QByteArray text;
    for (const ReplyFlow::Outcome &outcome : found)
        text += (outcome.message == 0 ? "-"_ba : payload(outcome.message)) + outcome.received.value_or("-"_ba);
    QCOMPARE(text, outcomes);
}

void tst_ReplayParts::aLongSequenceKeepsLittle()
{
    // Nothing equal: each message is reported while others come, not only at the end.
    constexpr MessageId count = 10'000;
    std::vector<MessageId> ids;
    for (MessageId id = 1; id <= count; ++id)
        ids.push_back(id);
    ReplyFlow flow(ids);
    std::vector<ReplyFlow::Outcome> found;
    for (MessageId id = 1; id <= count; ++id)
        flow.take(
            "x", [](MessageId) { return "y"_ba; }, found);
    QVERIFY(found.size() > count - 100);
    flow.finish(found);
    QCOMPARE(found.size(), std::size_t(count));
    for (const ReplyFlow::Outcome &outcome : found)
        QVERIFY(outcome.message != 0 && outcome.received);
}

QTEST_APPLESS_MAIN(tst_ReplayParts)
#include "tst_replayparts.moc"
