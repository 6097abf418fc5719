// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/captureaddress.h"

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

class tst_CaptureAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data();
    void addresses();
    void refused_data();
    void refused();
    void filesAreNoAddresses();
    void aPasswordIsNeverShown();
};

namespace {

using Options = QList<std::pair<QString, QString>>;

} // namespace

void tst_CaptureAddress::addresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<DatabaseAddress>("address");
    QTest::addColumn<QString>("canonical");

    const auto row = [](const char *name, const QString &text, const DatabaseAddress &address,
                        const QString &canonical) { QTest::addRow("%s", name) << text << address << canonical; };
    row("host and database", u"postgresql://db.example.org/relay"_s, {{}, u"db.example.org"_s, {}, u"relay"_s, {}, {}},
        u"postgresql://db.example.org/relay"_s);
    row("the short scheme", u"postgres://db/relay?capture=a"_s, {{}, u"db"_s, {}, u"relay"_s, u"a"_s, {}},
        u"postgresql://db/relay?capture=a"_s);
    row("everything",
        u"postgresql://alice@db:5433/relay?capture=a%20b%26c&sslmode=verify-full&sslrootcert=/etc/ca.pem"_s,
        {u"alice"_s, u"db"_s, 5433, u"relay"_s, u"a b&c"_s,
         Options{{u"sslmode"_s, u"verify-full"_s}, {u"sslrootcert"_s, u"/etc/ca.pem"_s}}},
        u"postgresql://alice@db:5433/relay?capture=a%20b%26c&sslmode=verify-full&sslrootcert=/etc/ca.pem"_s);
    row("IPv6", u"postgresql://alice@[2001:db8::1]:5433/relay?capture=a"_s,
        {u"alice"_s, u"2001:db8::1"_s, 5433, u"relay"_s, u"a"_s, {}},
        u"postgresql://alice@[2001:db8::1]:5433/relay?capture=a"_s);
    row("socket folder", u"postgresql:///relay?host=/run/postgresql&user=alice&port=5433&capture=a"_s,
        {u"alice"_s, u"/run/postgresql"_s, 5433, u"relay"_s, u"a"_s, {}},
        u"postgresql:///relay?capture=a&host=/run/postgresql&user=alice&port=5433"_s);
    row("service", u"postgresql:///?service=relay&capture=a"_s,
        {{}, {}, {}, {}, u"a"_s, Options{{u"service"_s, u"relay"_s}}}, u"postgresql:///?capture=a&service=relay"_s);
    row("umlauts and plus", u"postgresql://j%C3%BCrgen@db/relay?capture=m%C3%BCnchen+%2B1"_s,
        {u"jürgen"_s, u"db"_s, {}, u"relay"_s, u"münchen++1"_s, {}},
        u"postgresql://j%C3%BCrgen@db/relay?capture=m%C3%BCnchen%2B%2B1"_s);
    row("a slash and quotes in names", u"postgresql://db/my%2Frelay%27s?capture=a%22b%27"_s,
        {{}, u"db"_s, {}, u"my/relay's"_s, u"a\"b'"_s, {}}, u"postgresql://db/my%2Frelay%27s?capture=a%22b%27"_s);
}

void tst_CaptureAddress::addresses()
{
    QFETCH(const QString, text);
    QFETCH(const DatabaseAddress, address);
    QFETCH(const QString, canonical);
    const auto parsed = DatabaseAddress::parse(text);
    if (const auto *const problem = std::get_if<QString>(&parsed))
        QFAIL(qPrintable(*problem));
    QCOMPARE(std::get<DatabaseAddress>(parsed), address);
    QCOMPARE(address.text(), canonical);
    const auto again = DatabaseAddress::parse(canonical);
    QVERIFY(std::holds_alternative<DatabaseAddress>(again));
    QCOMPARE(std::get<DatabaseAddress>(again), address);
}

void tst_CaptureAddress::refused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");

    QTest::addRow("password") << u"postgresql://alice:geheim@db/relay?capture=a"_s << u"must not hold a password"_s;
    QTest::addRow("empty password") << u"postgresql://alice:@db/relay?capture=a"_s << u"must not hold a password"_s;
    QTest::addRow("password parameter") << u"postgresql://db/relay?password=geheim"_s << u"must not hold a password"_s;
    QTest::addRow("key password") << u"postgresql://db/relay?sslpassword=geheim"_s << u"must not hold a password"_s;
    QTest::addRow("no database") << u"postgresql://alice@db?capture=a"_s << u"names no database"_s;
    QTest::addRow("unknown parameter") << u"postgresql://db/relay?captur=a"_s << u"unknown parameter “captur”"_s;
    QTest::addRow("twice") << u"postgresql://db/relay?capture=a&capture=b"_s << u"“capture” twice"_s;
    QTest::addRow("fragment") << u"postgresql://db/relay?capture=a#b"_s << u"%23"_s;
    QTest::addRow("port 0") << u"postgresql://db:0/relay"_s << u"port"_s;
    QTest::addRow("port word") << u"postgresql:///relay?port=x"_s << u"port"_s;
    QTest::addRow("empty name") << u"postgresql://db/relay?capture="_s << u"1 to 200"_s;
    QTest::addRow("long name") << u"postgresql://db/relay?capture="_s + QString(201, u'a') << u"1 to 200"_s;
    QTest::addRow("control character") << u"postgresql://db/relay?capture=a%0Ab"_s << u"1 to 200"_s;
    QTest::addRow("semicolon") << u"postgresql://db/relay?sslrootcert=a%3Bb"_s << u"semicolons"_s;
    QTest::addRow("space") << u"postgresql://db/relay?capture=a b"_s << u"%20"_s;
}

void tst_CaptureAddress::refused()
{
    QFETCH(const QString, text);
    QFETCH(const QString, words);
    const auto parsed = DatabaseAddress::parse(text);
    const auto *const problem = std::get_if<QString>(&parsed);
    QVERIFY(problem);
    QVERIFY2(problem->contains(words), qPrintable(*problem));
    QVERIFY(!problem->contains(u"geheim"_s));
}

void tst_CaptureAddress::filesAreNoAddresses()
{
    QVERIFY(isDatabaseAddress(u"postgresql://x"));
    QVERIFY(isDatabaseAddress(u"POSTGRES://x"));
    QVERIFY(!isDatabaseAddress(u"postgresql"));
    QVERIFY(!isDatabaseAddress(u"/tmp/postgres://x"));
    QVERIFY(!isDatabaseAddress(u"./postgres.relaycap"));
}

void tst_CaptureAddress::aPasswordIsNeverShown()
{
    QCOMPARE(displayedAddress(u"postgresql://alice:geheim@db/relay"_s), u"postgresql://…"_s);
    QCOMPARE(displayedAddress(u"postgresql://alice@db/relay"_s), u"postgresql://alice@db/relay"_s);
    QCOMPARE(displayedAddress(u"a.relaycap"_s), u"a.relaycap"_s);
}

QTEST_GUILESS_MAIN(tst_CaptureAddress)
#include "tst_captureaddress.moc"
