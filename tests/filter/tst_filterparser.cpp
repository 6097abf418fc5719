// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filterkeys.h"
#include "inspector/filter/filterparser.h"
#include "inspector/filter/filtervalues.h"

#include <QtCore/QTimeZone>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

namespace {

/// Writes a filter as its tree: (all kind (not text)).
QString treeOf(const FilterNode &node)
{
    if (node.type == FilterNode::Type::Term) {
        if (node.term.key == FilterKey::Text)
            return u"text"_s;
        return QLatin1StringView(filterKey(node.term.key).name) + node.term.attribute
               + (node.term.values.size() > 1 ? u'*' + QString::number(node.term.values.size()) : QString());
    }
    QString text = node.type == FilterNode::Type::All   ? u"(all"_s
                   : node.type == FilterNode::Type::Any ? u"(any"_s
                                                        : u"(not"_s;
    for (const FilterNode &child : node.children)
        text += u' ' + treeOf(child);
    return text + u')';
}

} // namespace

class tst_FilterParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trees_data();
    void trees();
    void errors_data();
    void errors();
    void deepNestingIsAnError();
    void positionsOfTerms();
    void numbers_data();
    void numbers();
    void times_data();
    void times();
    void uuids_data();
    void uuids();
    void everyKeyIsFound();
    void everyChoiceIsRead();
    void quotedTextIsReadAsItIs_data();
    void quotedTextIsReadAsItIs();
    void namesMeanNothingElse_data();
    void namesMeanNothingElse();
};

void tst_FilterParser::trees_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tree");
    const auto row = [](const char *text, const char *tree) {
        QTest::newRow(*text ? text : "empty") << QString::fromUtf8(text) << QString::fromLatin1(tree);
    };
    row("", "(all)");
    row("  \t", "(all)");
    row("word", "text");
    row("  word  ", "text");
    row("two words", "(all text text)");
    row("kind:offer", "kind");
    row("KIND:Offer", "kind");
    row("kind:offer|answer", "kind*2");
    row("kind:offer dir:sent", "(all kind dir)");
    row("kind:offer OR kind:answer", "(any kind kind)");
    row("a b OR c d", "(any (all text text) (all text text))");
    row("a (b OR c)", "(all text (any text text))");
    row("(a)", "text");
    row("((a b))", "(all text text)");
    row("-kind:ping", "(not kind)");
    row("--kind:ping", "kind");
    row("-(a OR b)", "(not (any text text))");
    row("a -b", "(all text (not text))");
    row("(a)(b)", "(all text text)");
    row("or", "text");
    row("ORACLE", "text");
    row("\"OR\"", "text");
    row("\"kind:offer\"", "text");
    row("\"say \\\"hello\\\"\"", "text");
    row("/a b(c)/", "text");
    row("/a\\/b/i", "text");
    row("case:Alpha", "text");
    row("case:\"Alpha\"", "text");
    row("case:/Alpha/", "text");
    row("case:name:Alpha", "name");
    row("name:/^peer-[0-9]+$/", "name");
    row("name:\"a b\"|c|/d/", "name*3");
    row("header.user-agent:python", "header.user-agent");
    row("Header.User-Agent:python", "header.user-agent");
    row("header.authorization", "header.authorization");
    row("sdp.setup", "sdp.setup");
    row("sdp.candidate:relay", "sdp.candidate");
    row("body:*", "body");
    row("AC:10:BD:0D", "text");
    row("urn:uuid:a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b", "text");
    row("127.0.0.1:9700", "text");
    row("a=setup:active", "text");
    row("t:+1s..+3s", "t");
    row("rtt:>200ms", "rtt");
    row("len:>4k", "len");
    row("conn:1|3..5|>9", "conn*3");
    row("é", "text");
}

void tst_FilterParser::trees()
{
    QFETCH(const QString, text);
    QFETCH(const QString, tree);
    const auto parsed = parseFilter(text);
    const auto *const error = std::get_if<FilterError>(&parsed);
    QVERIFY2(!error, error ? qPrintable(error->text) : "");
    const auto &filter = std::get<Filter>(parsed);
    QCOMPARE(treeOf(filter.root), tree);
    QCOMPARE(filter.text, text);
    QCOMPARE(filter.isEmpty(), tree == u"(all)"_s);
}

void tst_FilterParser::errors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, int position, int length, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << position << length << QString::fromUtf8(expected);
    };
    const auto condition = "Expected a condition, such as kind:offer or a word to search for.";
    const auto space = "Expected a space. A text with this character is written in quotes.";
    const auto number = "Expected a whole number, such as 7, >7 or 3..7.";
    const auto size = "Expected a size, such as 100, >4k or 1k..2M.";
    const auto duration = "Expected a comparison or a range of durations, such as >200ms or 1s..2.5s.";
    const auto time = "Expected a comparison or a range of times, such as +1s..+3s, >12:30 or >=2026-05-04T08:15:30.";
    row("OR", 0, 1, condition);
    row("a OR", 4, 0, condition);
    row("OR a", 0, 1, condition);
    row("()", 1, 1, condition);
    row("(a OR )", 6, 1, condition);
    row("-", 1, 0, condition);
    row("- a", 1, 1, condition);
    row("(a", 0, 1, "Expected a closing parenthesis for this one.");
    row("a)", 1, 1, "Expected an opening parenthesis before this one.");
    row("a b) c", 3, 1, "Expected an opening parenthesis before this one.");
    row("f(x)", 1, 1, space);
    row("a\"b\"", 1, 1, space);
    row("\"a\"b", 3, 1, space);
    row("\"a", 0, 2, "Expected a closing quotation mark.");
    row("\"\"", 0, 2, "Expected a text between the quotation marks.");
    row("x \"a\\q\"", 4, 2, "Expected \\\" \\\\ \\n \\r \\t or \\u and four hexadecimal digits.");
    row("\"\\u12g4\"", 1, 2, "Expected \\\" \\\\ \\n \\r \\t or \\u and four hexadecimal digits.");
    row("/a", 0, 2, "Expected a slash at the end of the regular expression.");
    row("//", 0, 2, "Expected a regular expression between the slashes.");
    row("/a/x", 3, 1, "Expected one of the flags i, m and s, or a space. A text with slashes is written in quotes.");
    row("a /b(/", 5, 1, "Expected a regular expression: missing closing parenthesis.");
    row("/b[z-a]/", 5, 1, "Expected a regular expression: range out of order in character class.");
    row("knd:offer", 0, 3, "Expected a key, and knd is none. A text with a colon is written in quotes.");
    row("a -https://x", 3, 5, "Expected a key, and https is none. A text with a colon is written in quotes.");
    row("header.:x", 0, 7, "Expected a key, and header. is none. A text with a colon is written in quotes.");
    row("kind:offr", 5, 4,
        "Expected one of: registration, response, peer, offer, answer, returned, ping, pong, close, control, other.");
    row("kind:", 5, 0,
        "Expected one of: registration, response, peer, offer, answer, returned, ping, pong, close, control, other.");
    row("kind:offer|", 11, 0,
        "Expected one of: registration, response, peer, offer, answer, returned, ping, pong, close, control, other.");
    row("dir:up", 4, 2, "Expected one of: sent, received.");
    row("op:7", 3, 1, "Expected one of: text, binary, close, ping, pong.");
    row("desc:rollback", 5, 8, "Expected one of: offer, answer.");
    row("ok:yes", 3, 3, "Expected one of: true, false.");
    row("has:wings", 4, 5, "Expected one of: binary, fragments, deflate, lost, invalid, truncated.");
    row("conn:alpha", 5, 5, number);
    row("conn:-1", 5, 2, number);
    row("conn:1..x", 8, 1, number);
    row("conn:..", 5, 2, number);
    row("conn:>", 6, 0, number);
    row("conn:99999999999999999999", 5, 20, number);
    row("len:>4q", 5, 2, size);
    row("len:k", 4, 1, size);
    row("rtt:200ms", 4, 5, duration);
    row("rtt:>200", 5, 3, duration);
    row("t:+1s", 2, 3, time);
    row("t:>25:00", 3, 5, time);
    row("t:+1s..2", 7, 1, time);
    row("uuid:xyz", 5, 3, "Expected a UUID or its beginning.");
    row("from:", 5, 0, "Expected a name, a UUID, or * for any.");
    row("err:", 4, 0, "Expected a text, * for any, or a regular expression between slashes.");
    row("case:", 5, 0, "Expected a text to search for after case:.");
    row("case:(a)", 5, 0, "Expected a text to search for after case:.");
    row("kind:/offer/", 5, 7,
        "Expected one of: registration, response, peer, offer, answer, returned, ping, pong, close, control, other.");
}

void tst_FilterParser::errors()
{
    QFETCH(const QString, text);
    QFETCH(const int, position);
    QFETCH(const int, length);
    QFETCH(const QString, expected);
    const auto parsed = parseFilter(text);
    const auto *const error = std::get_if<FilterError>(&parsed);
    QVERIFY(error);
    QCOMPARE(error->text, expected);
    QCOMPARE(error->position, qsizetype(position));
    QCOMPARE(error->length, qsizetype(length));
}

void tst_FilterParser::deepNestingIsAnError()
{
    QVERIFY(std::holds_alternative<Filter>(parseFilter(QString(100, u'(') + u'a' + QString(100, u')'))));
    const auto parsed = parseFilter(QString(100'000, u'('));
    const auto *const error = std::get_if<FilterError>(&parsed);
    QVERIFY(error);
    QCOMPARE(error->position, 100);
    QCOMPARE(error->text, u"Expected at most 100 parentheses inside each other."_s);
    QVERIFY(std::holds_alternative<Filter>(parseFilter(QString(100'001, u'-') + u'a')));
}

void tst_FilterParser::positionsOfTerms()
{
    const auto parsed = parseFilter(u"kind:offer  -\"two words\""_s);
    const auto &root = std::get<Filter>(parsed).root;
    QCOMPARE(root.children[0].term.position, 0);
    QCOMPARE(root.children[0].term.length, 10);
    QCOMPARE(root.children[1].children[0].term.position, 13);
    QCOMPARE(root.children[1].children[0].term.length, 11);
}

void tst_FilterParser::numbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("lowest");
    QTest::addColumn<qint64>("highest");
    const qint64 least = std::numeric_limits<qint64>::min();
    const qint64 most = std::numeric_limits<qint64>::max();
    const auto row = [](const char *text, qint64 lowest, qint64 highest) {
        QTest::newRow(text) << QString::fromUtf8(text) << lowest << highest;
    };
    row("conn:7", 7, 7);
    row("conn:=7", 7, 7);
    row("conn:>7", 8, most);
    row("conn:>=7", 7, most);
    row("conn:<7", least, 6);
    row("conn:<=7", least, 7);
    row("conn:3..7", 3, 7);
    row("conn:3..", 3, most);
    row("conn:..7", least, 7);
    row("len:4k", 4000, 4000);
    row("len:4kB", 4000, 4000);
    row("len:>1.5Ki", 1537, most);
    row("len:1MiB..2GB", 1'048'576, 2'000'000'000);
    row("len:100B", 100, 100);
    row("rtt:>200ms", 200'000'001, most);
    row("rtt:1m30s..2h", 90'000'000'000, 7'200'000'000'000);
    row("rtt:<=1.5us", least, 1500);
    row("rtt:<=1.5µs", least, 1500);
    row("rtt:>1.000000001s", 1'000'000'002, most);
    row("rtt:=0s", 0, 0);
    row("rtt:>1d", 86'400'000'000'001, most);
}

void tst_FilterParser::numbers()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, lowest);
    QFETCH(const qint64, highest);
    const auto parsed = parseFilter(text);
    QVERIFY(std::holds_alternative<Filter>(parsed));
    const auto range = std::get<FilterRange>(std::get<Filter>(parsed).root.term.values.at(0));
    QCOMPARE(range.lowest, lowest);
    QCOMPARE(range.highest, highest);
}

void tst_FilterParser::times_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("base");
    QTest::addColumn<qint64>("ns");
    const auto row = [](const char *text, FilterTime::Base base, qint64 ns) {
        QTest::newRow(text) << QString::fromUtf8(text) << int(base) << ns;
    };
    using Base = FilterTime::Base;
    constexpr qint64 second = 1'000'000'000;
    row("+1s", Base::Start, second);
    row("+1.5s", Base::Start, second * 3 / 2);
    row("+86400.123456789s", Base::Start, 86'400 * second + 123'456'789);
    row("00:00", Base::TimeOfDay, 0);
    row("8:30", Base::TimeOfDay, (8 * 60 + 30) * 60 * second);
    row("12:30:15.25", Base::TimeOfDay, ((12 * 60 + 30) * 60 + 15) * second + second / 4);
    row("1970-01-01T00:00Z", Base::Epoch, 0);
    row("1970-01-02T00:00:01.000000001Z", Base::Epoch, 86'401 * second + 1);
    row("1970-01-01T02:00+02:00", Base::Epoch, 0);
    // Without a zone it is local time, whatever that is here.
    row("2026-05-04T08:15:30", Base::Epoch,
        QDateTime(QDate(2026, 5, 4), QTime(8, 15, 30)).toMSecsSinceEpoch() * 1'000'000);
}

void tst_FilterParser::times()
{
    QFETCH(const QString, text);
    QFETCH(const int, base);
    QFETCH(const qint64, ns);
    const std::optional<FilterTime> time = FilterValues::time(text);
    QVERIFY(time);
    QCOMPARE(int(time->base), base);
    QCOMPARE(time->ns, ns);
}

void tst_FilterParser::uuids_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("digits");
    const QByteArray whole = "a38fa5d1f4b84a9b8ddd1d0255a1e74b";
    QTest::newRow("usual") << u"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b"_s << whole;
    QTest::newRow("upper case") << u"A38FA5D1-F4B8-4A9B-8DDD-1D0255A1E74B"_s << whole;
    QTest::newRow("braces") << u"{a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b}"_s << whole;
    QTest::newRow("urn") << u"urn:uuid:a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b"_s << whole;
    QTest::newRow("no dashes") << u"a38fa5d1f4b84a9b8ddd1d0255a1e74b"_s << whole;
    QTest::newRow("first eight") << u"a38fa5d1"_s << whole.first(8);
    QTest::newRow("up to the first dash") << u"A38FA5D1-"_s << whole.first(8);
    QTest::newRow("behind a dash") << u"a38fa5d1-f4"_s << whole.first(10);
}

void tst_FilterParser::uuids()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, digits);
    const auto parsed = parseFilter(u"uuid:"_s + text);
    QVERIFY(std::holds_alternative<Filter>(parsed));
    QCOMPARE(std::get<FilterUuid>(std::get<Filter>(parsed).root.term.values.at(0)).digits, digits);
}

void tst_FilterParser::everyKeyIsFound()
{
    QStringList names;
    for (const FilterKeyInfo &info : filterKeys()) {
        const QString name = QLatin1StringView(info.name);
        names.append(name);
        const FilterKeyInfo *found = findFilterKey(info.hasAttribute() ? name + u'x' : name);
        QVERIFY(found);
        QCOMPARE(int(found->key), int(info.key));
        QVERIFY(!filterKeyDescription(info).isEmpty());
    }
    QCOMPARE(names, (QStringList{u"conn"_s, u"dir"_s, u"op"_s, u"kind"_s, u"desc"_s, u"uuid"_s, u"from"_s, u"to"_s,
                                 u"name"_s, u"ok"_s, u"err"_s, u"len"_s, u"t"_s, u"rtt"_s, u"has"_s, u"header."_s,
                                 u"sdp."_s, u"body"_s}));
}

void tst_FilterParser::everyChoiceIsRead()
{
    for (const FilterKeyInfo &info : filterKeys()) {
        for (std::size_t i = 0; i < info.values.size(); ++i) {
            const QString text = QLatin1StringView(info.name) + u":"_s + QLatin1StringView(info.values[i]);
            const auto parsed = parseFilter(text);
            QVERIFY2(std::holds_alternative<Filter>(parsed), qPrintable(text));
            QCOMPARE(std::get<FilterChoice>(std::get<Filter>(parsed).root.term.values.at(0)).index, quint32(i));
        }
    }
}

void tst_FilterParser::quotedTextIsReadAsItIs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("quoted");
    const auto row = [](const char *text, const char *quoted) {
        QTest::newRow(*text ? text : "empty") << QString::fromUtf8(text) << QString::fromUtf8(quoted);
    };
    row("alpha", "alpha");
    row("peer-1", "peer-1");
    row("a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b", "a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b");
    row("two words", "\"two words\"");
    row("-dash", "\"-dash\"");
    row("OR", "\"OR\"");
    row("a*", "\"a*\"");
    row("a|b", "\"a|b\"");
    row("kind:offer", "\"kind:offer\"");
    row("say \"x\"", "\"say \\\"x\\\"\"");
    row("back\\slash", "\"back\\\\slash\"");
    row("line\nbreak", "\"line\\nbreak\"");
    row("(", "\"(\"");
    row("/x/", "\"/x/\"");
    row("header.host", "\"header.host\"");
    row("sdp.x", "\"sdp.x\"");
    row("é", "é");
}

void tst_FilterParser::quotedTextIsReadAsItIs()
{
    QFETCH(const QString, text);
    QFETCH(const QString, quoted);
    QCOMPARE(quotedForFilter(text), quoted);
    for (const QString &filter : {quoted, u"name:"_s + quoted}) {
        const auto parsed = parseFilter(filter);
        QVERIFY2(std::holds_alternative<Filter>(parsed), qPrintable(filter));
        const auto &root = std::get<Filter>(parsed).root;
        QVERIFY(root.type == FilterNode::Type::Term && root.term.values.size() == 1);
        const FilterValue &value = root.term.values.front();
        const auto *const peer = std::get_if<FilterPeer>(&value);
        const TextPattern &pattern = peer ? peer->name : std::get<TextPattern>(value);
        QVERIFY(pattern.matches(text));
        QVERIFY(!peer || !pattern.matches(text + u'x'));
    }
}

void tst_FilterParser::namesMeanNothingElse_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("written");
    QTest::newRow("a name") << u"alpha"_s << u"alpha"_s;
    QTest::newRow("the word for the relay") << u"relay"_s << u"\"relay\""_s;
    QTest::newRow("the same in other letters") << u"Relay"_s << u"\"Relay\""_s;
    QTest::newRow("the beginning of a UUID") << u"cafe"_s << u"\"cafe\""_s;
    QTest::newRow("a number of a year") << u"2026"_s << u"\"2026\""_s;
    QTest::newRow("too few digits for a UUID") << u"bee"_s << u"bee"_s;
    QTest::newRow("a wildcard") << u"a*"_s << u"\"a*\""_s;
    QTest::newRow("any") << u"*"_s << u"\"*\""_s;
}

void tst_FilterParser::namesMeanNothingElse()
{
    QFETCH(const QString, name);
    QTEST(nameForFilter(name), "written");
    const auto parsed = parseFilter(u"from:"_s + nameForFilter(name));
    QVERIFY(std::holds_alternative<Filter>(parsed));
    const auto peer = std::get<FilterPeer>(std::get<Filter>(parsed).root.term.values.at(0));
    QVERIFY(!peer.relay && !peer.uuid);
    QVERIFY(peer.name.matches(name) && !peer.name.matches(name + u'x'));
}

QTEST_GUILESS_MAIN(tst_FilterParser)
#include "tst_filterparser.moc"
