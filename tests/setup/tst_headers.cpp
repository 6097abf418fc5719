// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/headers.h"

#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::StringLiterals;
using RelayCore::HeaderList;
using RelayCore::HttpHeader;

class tst_Headers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fields_data();
    void fields();
    void notFields_data();
    void notFields();
    void lines();
    void theFirstWrongLineIsNamed();
    void namesInAnyCase();
};

void tst_Headers::fields_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addRow("plain") << u"X-Lab: 7"_s << "X-Lab"_ba
                           << "7"_ba;
    QTest::addRow("no blank after the colon") << u"X-Lab:7"_s << "X-Lab"_ba
                                              << "7"_ba;
    QTest::addRow("a colon in the value") << u"X-One: 1, a:b"_s << "X-One"_ba
                                          << "1, a:b"_ba;
    QTest::addRow("an empty value") << u"X-Two:"_s << "X-Two"_ba
                                    << ""_ba;
    QTest::addRow("blanks around the value") << u"X: \t a b  "_s << "X"_ba
                                             << "a b"_ba;
    QTest::addRow("every character of a token") << u"!#$%&'*+-.^_`|~aZ9: 1"_s << "!#$%&'*+-.^_`|~aZ9"_ba
                                                << "1"_ba;
    QTest::addRow("a value beyond ASCII") << u"X: ä"_s << "X"_ba
                                          << "\xc3\xa4"_ba;
}

void tst_Headers::fields()
{
    QFETCH(const QString, line);
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    const auto read = readHeader(line);
    QVERIFY(std::holds_alternative<HttpHeader>(read));
    QCOMPARE(std::get<HttpHeader>(read), (HttpHeader{name, value}));
}

void tst_Headers::notFields_data()
{
    const QString badName = u"The name before the colon may hold letters, digits and !#$%&'*+-.^_`|~ only."_s;
    const QString twoLines = u"The value of a header is a single line."_s;
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected");
    QTest::addRow("no colon") << u"secret"_s << u"A header is written “Name: value”."_s;
    QTest::addRow("no name") << u": secret"_s << badName;
    QTest::addRow("a blank in the name") << u"X Lab: secret"_s << badName;
    QTest::addRow("a blank before the colon") << u"X-Lab : secret"_s << badName;
    QTest::addRow("a name beyond ASCII") << u"X-Läb: secret"_s << badName;
    QTest::addRow("two lines") << u"A: b\r\nC: secret"_s << twoLines;
    QTest::addRow("a NUL") << u"A: b"_s + QChar(u'\0') + u"secret"_s << twoLines;
}

void tst_Headers::notFields()
{
    QFETCH(const QString, line);
    const auto read = readHeader(line);
    QVERIFY(std::holds_alternative<QString>(read));
    QTEST(std::get<QString>(read), "expected");
}

void tst_Headers::lines()
{
    const auto list = [](const QString &text) { return std::get<HeaderList>(readHeaderLines(text)); };
    QCOMPARE(list(QString()), HeaderList());
    QCOMPARE(list(u"\n \n"_s), HeaderList());
    QCOMPARE(list(u"X-Lab: 7\n\n X-Run: a:b\r\nX-Lab: 8"_s),
             HeaderList({{"X-Lab", "7"}, {"X-Run", "a:b"}, {"X-Lab", "8"}}));
}

void tst_Headers::theFirstWrongLineIsNamed()
{
    QCOMPARE(std::get<QString>(readHeaderLines(u"X: 1\n\nsecret\nsecret"_s)),
             u"Line 3: A header is written “Name: value”."_s);
}

void tst_Headers::namesInAnyCase()
{
    const HeaderList headers{{"AUTHORIZATION", "x"}};
    QVERIFY(hasHeader(headers, "authorization"));
    QVERIFY(!hasHeader(headers, "authorizatio"));
    QVERIFY(!hasHeader({}, "authorization"));
}

QTEST_GUILESS_MAIN(tst_Headers)
#include "tst_headers.moc"
