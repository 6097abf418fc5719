// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filtercompletion.h"
#include "inspector/filter/filterparser.h"
#include "tests/filter/matchertest.h"

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

class tst_FilterCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVocabularyIsTheCaptures();
    void suggestions_data();
    void suggestions();
    void everySuggestionIsAFilter();
    void namesMeanNothingElse();
    void headersAreKeys();
    void thereAreAtMostAsManyAsAskedFor();
};

void tst_FilterCompletion::theVocabularyIsTheCaptures()
{
    const MatcherSample sample;
    const auto words = FilterVocabulary::of(sample.index);
    QCOMPARE(words.names, (QStringList{u"Beta Café"_s, u"alpha"_s}));
    QCOMPARE(words.uuids.size(), 3);
    QVERIFY(words.uuids.contains(MatcherSample::gamma.toString(QUuid::WithoutBraces)));
    QCOMPARE(words.headers, (QStringList{u"authorization"_s, u"host"_s, u"server"_s, u"user-agent"_s}));
    QCOMPARE(words.connections, (QStringList{u"1"_s, u"2"_s, u"3"_s}));
}

void tst_FilterCompletion::suggestions_data()
{
    QTest::addColumn<QString>("text"); // The cursor is where the bar is.
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QStringList>("texts");
    const auto row = [](const char *text, int position, int length, const QStringList &texts) {
        QTest::newRow(text) << QString::fromUtf8(text) << position << length << texts;
    };
    row("ki^", 0, 2, {u"kind:"_s});
    row("KI^", 0, 2, {u"kind:"_s});
    row("dir:sent o^", 9, 1, {u"op:"_s, u"ok:"_s});
    row("-ki^", 1, 2, {u"kind:"_s});
    row("(ki^", 1, 2, {u"kind:"_s});
    row("ki^ dir:sent", 0, 2, {u"kind:"_s});
    row("kind:re^", 5, 2, {u"registration"_s, u"response"_s, u"returned"_s});
    row("kind:offer|an^", 11, 2, {u"answer"_s});
    row("kind:offer^", 5, 5, {});
    row("dir:^", 4, 0, {u"sent"_s, u"received"_s});
    row("from:^", 5, 0,
        {u"relay"_s, u"\"Beta Café\""_s, u"alpha"_s, u"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b"_s,
         u"484c5196-7a4a-42b1-9179-2e1118fc7b11"_s, u"9a000000-0000-4000-8000-000000000001"_s});
    row("from:be^", 5, 2, {u"\"Beta Café\""_s});
    row("from:\"be^", 5, 3, {u"\"Beta Café\""_s});
    row("case:name:al^", 10, 2, {u"alpha"_s});
    row("uuid:9^", 5, 1, {u"9a000000-0000-4000-8000-000000000001"_s});
    row("hea^", 0, 3, {u"header."_s});
    row("header.^", 0, 7,
        {u"header.authorization:"_s, u"header.host:"_s, u"header.server:"_s, u"header.user-agent:"_s});
    row("header.us^", 0, 9, {u"header.user-agent:"_s});
    row("sdp.ice^", 0, 7, {u"sdp.ice-ufrag:"_s, u"sdp.ice-pwd:"_s});
    row("conn:^", 5, 0, {u"1"_s, u"2"_s, u"3"_s});
    row("rtt:^", 4, 0, {u">200ms"_s, u"1s..2.5s"_s});
    row("\"quoted ki^", 10, 0, {});
    row("unknown:x^", 9, 0, {});
    row("nothing^", 0, 7, {});
}

void tst_FilterCompletion::suggestions()
{
    QFETCH(QString, text);
    QFETCH(const int, position);
    QFETCH(const int, length);
    QFETCH(const QStringList, texts);
    const qsizetype cursor = text.indexOf(u'^');
    text.remove(cursor, 1);
    const MatcherSample sample;
    const FilterCompletion completion = completeFilter(text, cursor, FilterVocabulary::of(sample.index));
    QStringList suggested;
    for (const FilterSuggestion &each : completion.suggestions)
        suggested.append(each.text);
    QCOMPARE(suggested, texts);
    QCOMPARE(completion.position, qsizetype(position));
    QCOMPARE(completion.length, qsizetype(length));
}

void tst_FilterCompletion::everySuggestionIsAFilter()
{
    const MatcherSample sample;
    const auto words = FilterVocabulary::of(sample.index);
    int tried = 0;
    for (const FilterSuggestion &key : completeFilter({}, 0, words).suggestions) {
        QVERIFY(key.isKey);
        for (const FilterSuggestion &value : completeFilter(key.text, key.text.size(), words).suggestions) {
            const FilterCompletion completion = completeFilter(key.text, key.text.size(), words);
            const QString filter = key.text.first(completion.position) + value.text;
            if (value.isKey)
                continue;
            QVERIFY2(std::holds_alternative<Filter>(parseFilter(filter)), qPrintable(filter));
            ++tried;
        }
    }
    QVERIFY(tried > 40);
}

/// A peer may have the name that stands for the relay, or one that looks like a UUID.
void tst_FilterCompletion::namesMeanNothingElse()
{
    FilterVocabulary words;
    words.names = {u"relay"_s, u"cafe"_s};
    QStringList suggested;
    for (const FilterSuggestion &each : completeFilter(u"from:"_s, 5, words).suggestions)
        suggested.append(each.text);
    QCOMPARE(suggested, (QStringList{u"relay"_s, u"\"relay\""_s, u"\"cafe\""_s}));
}

void tst_FilterCompletion::headersAreKeys()
{
    FilterVocabulary words;
    words.headers = {u"x-a.b_1"_s, u"x!y"_s, u"x|y"_s, u"über"_s};
    QStringList suggested;
    for (const FilterSuggestion &each : completeFilter(u"header."_s, 7, words).suggestions)
        suggested.append(each.text);
    QCOMPARE(suggested, QStringList{u"header.x-a.b_1:"_s});
}

void tst_FilterCompletion::thereAreAtMostAsManyAsAskedFor()
{
    FilterVocabulary words;
    for (int i = 0; i < 1000; ++i)
        words.names.append(u"peer-"_s + QString::number(i));
    QCOMPARE(completeFilter(u"name:"_s, 5, words, 20).suggestions.size(), 20);
    QCOMPARE(completeFilter(u"name:peer-99"_s, 12, words, 20).suggestions.size(), 10);
}

QTEST_GUILESS_MAIN(tst_FilterCompletion)
#include "tst_filtercompletion.moc"
