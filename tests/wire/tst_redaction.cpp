// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/redaction.h"

#include <QtTest/QTest>

using namespace RelayCore;

class tst_Redaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void headers();
};

void tst_Redaction::values_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("shown");
    const QByteArray bullets = "\u2022\u2022\u2022";
    QTest::newRow("the scheme stays") << QByteArray("Bearer abc") << "Bearer " + bullets + " (3 bytes)";
    QTest::newRow("spaces around do not matter") << QByteArray("  Bearer   abc ") << "Bearer " + bullets + " (3 bytes)";
    QTest::newRow("no scheme, nothing stays") << QByteArray("abcdef") << bullets + " (6 bytes)";
    QTest::newRow("a cookie has no scheme") << QByteArray("sid=secret; b=c") << bullets + " (15 bytes)";
    QTest::newRow("empty") << QByteArray() << bullets + " (0 bytes)";
}

void tst_Redaction::values()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, shown);
    QCOMPARE(redactedHeaderValue(value), shown);
}

void tst_Redaction::headers()
{
    const HeaderList before{{"Host", "relay"}, {"AUTHORIZATION", "Bearer abc"},       {"Cookie", "a"},
                            {"X-Token", "b"},  {"proxy-authorization", "Basic Zm9v"}, {"Set-Cookie", "c"}};
    const HeaderList after = redacted(before);
    QCOMPARE(after.size(), before.size());
    for (qsizetype i = 0; i < after.size(); ++i) {
        QCOMPARE(after[i].name, before[i].name);
        QCOMPARE(after[i].value == before[i].value, !isSecretHeader(before[i].name));
    }
    QCOMPARE(after[3].value, QByteArray("b"));
}

QTEST_GUILESS_MAIN(tst_Redaction)
#include "tst_redaction.moc"
