// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/bytefinder.h"
#include "inspector/filter/payloadtext.h"
#include "inspector/filter/textpattern.h"

#include <QtTest/QTest>

#include <random>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

class tst_TextPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesAreFoundWhereTheyAre();
    void escapesAreReplaced_data();
    void escapesAreReplaced();
    void payloadsAreSearchedAsTyped_data();
    void payloadsAreSearchedAsTyped();
    void jsonInJsonIsSearchedAsTyped();
    void searchingWithEscapesEqualsSearchingWithout();
    void uuidsAreFoundInAnySpelling_data();
    void uuidsAreFoundInAnySpelling();
    void namesMatchAsAWhole_data();
    void namesMatchAsAWhole();
    void expressions_data();
    void expressions();
    void expensiveExpressionsGiveUp();
    void expressionsReachBehindThePartsOfALongText();
};

/// Compared with a search byte by byte, on texts of few letters so that there are many hits, at every alignment.
void tst_TextPattern::bytesAreFoundWhereTheyAre()
{
    std::mt19937 random(1);
    const QByteArray letters = "aAbBzZ@[`{\xc3\xa9";
    for (int round = 0; round < 20'000; ++round) {
        QByteArray text(int(random() % 70), Qt::Uninitialized);
        for (char &c : text)
            c = letters[qsizetype(random() % std::size_t(letters.size()))];
        QByteArray needle(1 + int(random() % 4), Qt::Uninitialized);
        for (char &c : needle)
            c = letters[qsizetype(random() % std::size_t(letters.size()))];
        const auto from = qsizetype(random() % std::size_t(text.size() + 1));
        QCOMPARE(ByteFinder(needle, Qt::CaseSensitive).indexIn(text, from), text.indexOf(needle, from));
        QCOMPARE(ByteFinder(needle, Qt::CaseInsensitive).indexIn(text, from),
                 text.toLower().indexOf(needle.toLower(), from));
    }
    QCOMPARE(ByteFinder("", Qt::CaseSensitive).indexIn("abc", 3), 3);
    QCOMPARE(ByteFinder("", Qt::CaseSensitive).indexIn("abc", 4), -1);
}

void tst_TextPattern::escapesAreReplaced_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("plain");
    const auto row = [](const char *name, const QByteArray &payload, const QByteArray &plain) {
        QTest::newRow(name) << payload << plain;
    };
    row("none", "plain", "plain");
    row("empty", "", "");
    row("line breaks", R"(v=0\r\no=-)", "v=0\r\no=-");
    row("all short ones", R"(\"\\\/\b\f\n\r\t)", "\"\\/\b\f\n\r\t");
    row("two bytes", R"(caf\u00e9)", "caf\xc3\xa9");
    row("three bytes", R"(\u20AC)", "\xe2\x82\xac");
    row("four bytes", R"(\ud83d\ude00!)", "\xf0\x9f\x98\x80!");
    row("ASCII", R"(\u0041)", "A");
    row("a lone surrogate", R"(\ud83dx)", "\xef\xbf\xbdx");
    row("two high surrogates", R"(\ud83d\ud83d\ude00)", "\xef\xbf\xbd\xf0\x9f\x98\x80");
    row("an escaped backslash before n", R"(C:\\new)", R"(C:\new)");
    row("JSON in JSON", R"({"d": "{\"sdp\": \"v=0\\r\\na=\\u00e9\"}"})",
        "{\"d\": \"{\"sdp\": \"v=0\r\na=\xc3\xa9\"}\"}");
    row("no escape", R"(\q\u12)", R"(\q\u12)");
    row("a backslash at the end", R"(end\)", R"(end\)");
    row("a number cut off", R"(\u00e)", R"(\u00e)");
}

void tst_TextPattern::escapesAreReplaced()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const QByteArray, plain);
    QCOMPARE(PayloadText(payload, true).plain(), plain);
    QCOMPARE(PayloadText(payload, false).plain(), payload);
    QCOMPARE(PayloadText(payload, true).text(), QString::fromUtf8(plain));
}

void tst_TextPattern::payloadsAreSearchedAsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("matches");
    QTest::addColumn<bool>("matchesCase");
    const auto row = [](const char *typed, bool matches, bool matchesCase) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << matches << matchesCase;
    };
    row("a=setup:actpass", true, true);
    row("A=SETUP:ACTPASS", true, false);
    row("na=setup", false, false); // The n of an escape is no letter.
    row("ra=", false, false);
    row("webrtc-datachannel\r\nc=IN", true, true);
    row("café", true, true);
    row("CAFÉ", true, false);
    row("00e9", false, false);
    row("u00e9", false, false);
    row("e9", false, false);
    row("say \"hello\"", true, true);
    row("\"error\": null", true, true);
    row("A/B", true, true);
    row("a/b", true, false);
    row("😀", true, true);
    row("C:\\new", true, true);
    row("\\n", true, true); // The backslash of C:\new.
    row("new", true, true);
    row("ew", true, true);
    row("absent", false, false);
}

/// Descriptions of ProxyStore endpoints are JSON in a string of JSON.
void tst_TextPattern::jsonInJsonIsSearchedAsTyped()
{
    const QByteArray payload =
        R"({"description": "{\"sdp\": \"v=0\\r\\no=- 1\\r\\na=setup:actpass\\r\\n\", \"type\": \"offer\"}", "error": null})";
    const PayloadText text(payload, true);
    const auto matches = [&](const QString &typed) {
        return TextPattern::part(typed, Qt::CaseInsensitive).matches(text);
    };
    QVERIFY(matches(u"a=setup:actpass"_s));
    QVERIFY(matches(u"v=0\r\no=- 1"_s));
    QVERIFY(matches(u"\"sdp\": \"v=0"_s));
    QVERIFY(matches(u"\"type\": \"offer\""_s));
    QVERIFY(!matches(u"na=setup"_s));
    QVERIFY(!matches(u"no=-"_s));
    QVERIFY(TextPattern::expression(u"(?m)^a=setup:[a-z]+\\s*$"_s, {}).matches(text));
}

void tst_TextPattern::payloadsAreSearchedAsTyped()
{
    QFETCH(const QString, typed);
    QFETCH(const bool, matches);
    QFETCH(const bool, matchesCase);
    const QByteArray payload =
        R"({"name": "caf\u00e9 \ud83d\ude00 A\/B say \"hello\" C:\\new", "d": "m=application UDP webrtc-datachannel\r\nc=IN IP4\r\na=setup:actpass\r\n", "error": null})";
    const PayloadText text(payload, true);
    QCOMPARE(TextPattern::part(typed, Qt::CaseInsensitive).matches(text), matches);
    QCOMPARE(TextPattern::part(typed, Qt::CaseSensitive).matches(text), matchesCase);
}

/// The search in a payload as it is must give what a search in its replaced escapes gives.
void tst_TextPattern::searchingWithEscapesEqualsSearchingWithout()
{
    std::mt19937 random(2);
    const QByteArrayList pieces{"n",    "r",       "u",       "0", "e9", "00e9",     "\\n", "\\r",
                                "\\\\", "\\u00e9", "\\u0041", "A", " ",  "\xc3\xa9", "\\\""};
    const QStringList needles{u"n"_s,  u"nr"_s, u"u0"_s, u"0e9"_s, u"00e9"_s, u"e9"_s,
                              u"an"_s, u"A"_s,  u"a0"_s, u"rn"_s,  u"é"_s,    u"9 "_s};
    for (int round = 0; round < 20'000; ++round) {
        QByteArray payload;
        for (std::size_t i = 0, count = 1 + random() % 8; i < count; ++i)
            payload += pieces[qsizetype(random() % std::size_t(pieces.size()))];
        const PayloadText escaped(payload, true);
        const QByteArray plain = escaped.plain();
        const PayloadText replaced(plain, false);
        for (const QString &needle : needles) {
            for (const auto sensitivity : {Qt::CaseInsensitive, Qt::CaseSensitive}) {
                const TextPattern pattern = TextPattern::part(needle, sensitivity);
                if (pattern.matches(escaped) != pattern.matches(replaced))
                    QFAIL(qPrintable(u"%1 in %2"_s.arg(needle, QString::fromUtf8(payload))));
                QCOMPARE(pattern.matches(escaped), QString::fromUtf8(plain).contains(needle, sensitivity));
            }
        }
    }
}

void tst_TextPattern::uuidsAreFoundInAnySpelling_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<bool>("matches");
    QTest::newRow("usual") << QByteArray("x a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b x") << true;
    QTest::newRow("upper case") << QByteArray("A38FA5D1-F4B8-4A9B-8DDD-1D0255A1E74B") << true;
    QTest::newRow("no dashes") << QByteArray("urn:a38FA5d1f4b84a9b8ddd1d0255a1e74b") << true;
    QTest::newRow("escaped") << QByteArray("\\u00613\\u0038fa5d1f4b84a9b8ddd1d0255a1e74b") << true;
    QTest::newRow("another") << QByteArray("a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74c") << false;
}

void tst_TextPattern::uuidsAreFoundInAnySpelling()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const bool, matches);
    const TextPattern pattern = TextPattern::uuid(QUuid::fromString(u"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b"));
    QCOMPARE(pattern.matches(PayloadText(payload, true)), matches);
    QCOMPARE(pattern.matches(PayloadText(PayloadText(payload, true).plain(), false)), matches);
    QCOMPARE(pattern.matches(PayloadText(payload, true).text()), matches);
}

void tst_TextPattern::namesMatchAsAWhole_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *pattern, const char *name, bool matches) {
        QTest::addRow("%s, %s", pattern, name) << QString::fromUtf8(pattern) << QString::fromUtf8(name) << matches;
    };
    row("alpha", "alpha", true);
    row("ALPHA", "alpha", true);
    row("alpha", "alpha2", false);
    row("alpha*", "alpha2", true);
    row("*pha", "alpha", true);
    row("a*a", "alpha", true);
    row("a*a", "alphabet", false);
    row("a*", "a\nb", true);
    row("a.c*", "abc", false);
    row("*", "", true);
    row("É*", "éa", true);
}

void tst_TextPattern::namesMatchAsAWhole()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, name);
    QFETCH(const bool, matches);
    QCOMPARE(TextPattern::whole(pattern, Qt::CaseInsensitive).matches(name), matches);
    if (pattern.contains(u'*'))
        QVERIFY(!TextPattern::whole(pattern, Qt::CaseInsensitive, false).matches(name));
}

void tst_TextPattern::expressions_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<bool>("matches");
    QTest::newRow("part") << u"set.p"_s << true;
    QTest::newRow("beginning of a line") << u"(?m)^a=setup"_s << true;
    QTest::newRow("not across lines") << u"v=0.*setup"_s << false;
    QTest::newRow("across lines") << u"(?s)v=0.*setup"_s << true;
    QTest::newRow("looks back") << u"(?<=a=)setup"_s << true;
    QTest::newRow("absent") << u"nothing"_s << false;
}

void tst_TextPattern::expressions()
{
    QFETCH(const QString, expression);
    QFETCH(const bool, matches);
    const QByteArray payload = R"({"description": "v=0\r\na=setup:active\r\n"})";
    const TextPattern pattern = TextPattern::expression(expression, QRegularExpression::CaseInsensitiveOption);
    QVERIFY(!pattern.error());
    QCOMPARE(pattern.matches(PayloadText(payload, true)), matches);
}

void tst_TextPattern::expensiveExpressionsGiveUp()
{
    const QString text = QString(40, u'a') + u'b';
    for (const QString &expression : {u"(a+)+$"_s, u"(?:a|aa)+$"_s, u"(*LIMIT_MATCH=4000000000)(a+)+$"_s}) {
        const TextPattern pattern = TextPattern::expression(expression, {});
        QVERIFY(!pattern.error());
        const quint64 before = TextPattern::gaveUp();
        QVERIFY(!pattern.matches(text));
        QCOMPARE(TextPattern::gaveUp(), before + 1);
    }
    const quint64 before = TextPattern::gaveUp();
    QVERIFY(!TextPattern::expression(u"a+c"_s, {}).matches(text));
    QCOMPARE(TextPattern::gaveUp(), before);
}

void tst_TextPattern::expressionsReachBehindThePartsOfALongText()
{
    for (const int length : {65'000, 65'536 - 4'096, 65'535, 65'536, 65'537, 130'000, 200'000}) {
        const QString text = QString(length, u'x') + u"<needle>"_s + QString(70'000, u'y');
        QVERIFY2(TextPattern::expression(u"<n[a-z]+>"_s, {}).matches(text), qPrintable(QString::number(length)));
        QVERIFY2(TextPattern::expression(u"(?<=x)<n[a-z]+>(?=y)"_s, {}).matches(text),
                 qPrintable(QString::number(length)));
        QVERIFY(!TextPattern::expression(u"<n[a-z]+>$"_s, {}).matches(text));
        QVERIFY(!TextPattern::expression(u"^<n"_s, {}).matches(text));
        QVERIFY(!TextPattern::expression(u"x$"_s, {}).matches(text));
        QVERIFY(TextPattern::expression(u"y$"_s, {}).matches(text));
    }
    // No character is cut in two.
    QString pairs;
    for (int i = 0; i < 40'000; ++i)
        pairs += u"😀"_s;
    const quint64 before = TextPattern::gaveUp();
    QVERIFY(!TextPattern::expression(u"x"_s, {}).matches(u'a' + pairs));
    QVERIFY(!TextPattern::expression(u"x"_s, {}).matches(pairs));
    QCOMPARE(TextPattern::gaveUp(), before);
}

QTEST_GUILESS_MAIN(tst_TextPattern)
#include "tst_textpattern.moc"
