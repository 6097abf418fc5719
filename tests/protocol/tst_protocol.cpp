// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/codec.h"

#include <QtTest/QTest>

using namespace RelayCore;
using namespace Qt::StringLiterals;

class tst_Protocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closeCodes_data();
    void closeCodes();
    void uuids_data();
    void uuids();
};

void tst_Protocol::closeCodes_data()
{
    QTest::addColumn<quint16>("code");
    QTest::addColumn<QString>("name");
    QTest::newRow("normal") << quint16(1000) << u"normal"_s;
    QTest::newRow("lost") << quint16(1006) << u"connection lost"_s;
    QTest::newRow("unauthorized") << quint16(4001) << u"unauthorized"_s;
    QTest::newRow("forbidden") << quint16(4002) << u"forbidden"_s;
    QTest::newRow("duplicate") << quint16(4004) << u"same UUID registered elsewhere"_s;
    QTest::newRow("a code nobody defined has no name") << quint16(4999) << QString();
    QTest::newRow("not even a close code") << quint16(7) << QString();
}

void tst_Protocol::closeCodes()
{
    QFETCH(quint16, code);
    QFETCH(QString, name);
    QCOMPARE(QString(closeCodeName(code)), name);
}

void tst_Protocol::uuids_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("canonical") << u"6a957170-5c33-472d-872c-88eb5017ffc5"_s << true;
    QTest::newRow("no hyphens") << u"6a9571705c33472d872c88eb5017ffc5"_s << true;
    QTest::newRow("upper case") << u"6A957170-5C33-472D-872C-88EB5017FFC5"_s << true;
    QTest::newRow("braces") << u"{6a957170-5c33-472d-872c-88eb5017ffc5}"_s << true;
    QTest::newRow("urn") << u"urn:uuid:6a957170-5c33-472d-872c-88eb5017ffc5"_s << true;
    QTest::newRow("one digit short") << u"6a957170-5c33-472d-872c-88eb5017ffc"_s << false;
    QTest::newRow("one digit long") << u"6a957170-5c33-472d-872c-88eb5017ffc50"_s << false;
    QTest::newRow("a letter beyond f") << u"6a957170-5c33-472d-872c-88eb5017ffcg"_s << false;
    QTest::newRow("underscore") << u"1_345678123456781234567812345678"_s << false;
    QTest::newRow("full-width digits") << u"\uff16a9571705c33472d872c88eb5017ffc5"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void tst_Protocol::uuids()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    const std::optional<QUuid> uuid = parseUuid(text);
    QCOMPARE(uuid.has_value(), valid);
    QCOMPARE(parseUuid(text.toUtf8()), uuid);
    QCOMPARE(parseUuid(QLatin1StringView(text.toLatin1())), uuid);
    if (valid)
        QCOMPARE(*uuid, QUuid(u"6a957170-5c33-472d-872c-88eb5017ffc5"_s));
}

QTEST_GUILESS_MAIN(tst_Protocol)
#include "tst_protocol.moc"
