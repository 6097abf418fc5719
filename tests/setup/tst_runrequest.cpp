// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/runrequest.h"

#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

class tst_RunRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commands_data();
    void commands();
    void textsThatAreNoCommand_data();
    void textsThatAreNoCommand();
};

void tst_RunRequest::commands_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("words");
    QTest::addRow("one word") << u"client"_s << QStringList{u"client"_s};
    QTest::addRow("white space of all kinds")
        << u" \tpython3  endpoint.py\n"_s << QStringList{u"python3"_s, u"endpoint.py"_s};
    QTest::addRow("double quotes") << uR"(a "b c" d)"_s << QStringList{u"a"_s, u"b c"_s, u"d"_s};
    QTest::addRow("single quotes") << uR"(a 'b "c" \d')"_s << QStringList{u"a"_s, uR"(b "c" \d)"_s};
    QTest::addRow("quotes inside of a word") << uR"(--name="my endpoint"s)"_s << QStringList{u"--name=my endpoints"_s};
    QTest::addRow("an empty word") << uR"(a "" '')"_s << QStringList{u"a"_s, QString(), QString()};
    QTest::addRow("an escaped space") << uR"(my\ client -x)"_s << QStringList{u"my client"_s, u"-x"_s};
    QTest::addRow("escapes in double quotes") << uR"(a "\" \\ \$ \n")"_s << QStringList{u"a"_s, uR"(" \ $ \n)"_s};
    QTest::addRow("nothing is expanded") << u"echo $HOME ~ *"_s << QStringList{u"echo"_s, u"$HOME"_s, u"~"_s, u"*"_s};
    QTest::addRow("a backslash at the end") << uR"(a b\)"_s << QStringList{u"a"_s, uR"(b\)"_s};
    QTest::addRow("other scripts") << u"./клиент 名前"_s << QStringList{u"./клиент"_s, u"名前"_s};
}

void tst_RunRequest::commands()
{
    QFETCH(const QString, line);
    QFETCH(const QStringList, words);
    const auto read = splitCommand(line);
    QVERIFY(std::holds_alternative<QStringList>(read));
    QCOMPARE(std::get<QStringList>(read), words);
}

void tst_RunRequest::textsThatAreNoCommand_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("problem");
    const QString none = u"Enter a program, such as python3 endpoint.py."_s;
    QTest::addRow("nothing") << QString() << none;
    QTest::addRow("white space") << u"  \t"_s << none;
    QTest::addRow("an empty program") << u"'' x"_s << none;
    QTest::addRow("an open double quote") << u"a \"b"_s << u"A quotation mark is not closed."_s;
    QTest::addRow("an open single quote") << u"a 'b\""_s << u"A quotation mark is not closed."_s;
}

void tst_RunRequest::textsThatAreNoCommand()
{
    QFETCH(const QString, line);
    QFETCH(const QString, problem);
    const auto read = splitCommand(line);
    QVERIFY(std::holds_alternative<QString>(read));
    QCOMPARE(std::get<QString>(read), problem);
}

QTEST_APPLESS_MAIN(tst_RunRequest)
#include "tst_runrequest.moc"
