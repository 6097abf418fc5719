// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/upgraderesponse.h"

#include <QtCore/QTimeZone>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;

/// What a refusal says beside its status. Accepted answers: tests/check/tst_upgradeanswers.cpp.
class tst_UpgradeResponse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void retryAfter_data();
    void retryAfter();
};

void tst_UpgradeResponse::retryAfter_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<qint64>("expected"); // -1: none
    QTest::newRow("none") << QByteArray() << qint64(-1);
    QTest::newRow("seconds") << "Retry-After: 120\r\n"_ba << qint64(120);
    QTest::newRow("zero, any case, spaces") << "retry-after:   0  \r\n"_ba << qint64(0);
    QTest::newRow("far beyond") << "Retry-After: 99999999999999999999\r\n"_ba << qint64(999'999'999);
    QTest::newRow("a date") << "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\n"_ba << qint64(59);
    QTest::newRow("a date that is past") << "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n"_ba << qint64(0);
    QTest::newRow("words") << "Retry-After: soon\r\n"_ba << qint64(-1);
    QTest::newRow("negative") << "Retry-After: -1\r\n"_ba << qint64(-1);
    QTest::newRow("empty") << "Retry-After:\r\n"_ba << qint64(-1);
}

void tst_UpgradeResponse::retryAfter()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const qint64, expected);
    const auto response = RelayCore::parseUpgradeResponse("HTTP/1.1 503 Busy\r\n" + fields + "\r\n");
    QVERIFY(response);
    const QDateTime now(QDate(1999, 12, 31), QTime(23, 59, 0), QTimeZone::utc());
    const auto found = RelayCore::retryAfter(*response, now);
    QCOMPARE(found ? qint64(found->count()) : qint64(-1), expected);
}

QTEST_APPLESS_MAIN(tst_UpgradeResponse)
#include "tst_upgraderesponse.moc"
