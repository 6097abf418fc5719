// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/addressscope.h"
#include "inspector/analysis/description.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QtEndian>
#include <QtNetwork/QHostAddress>
#include <QtTest/QTest>

#include <random>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

/// What verdicts read without the functions of Qt that do the same: addresses of candidates, objects around
/// descriptions.
class tst_DescriptionParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data();
    void addresses();
    void addressesAsQtReadsThem();
    void objects_data();
    void objects();
};

void tst_DescriptionParts::addresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<AddressScope>("scope");
    QTest::addColumn<QString>("subnet");
    const auto row = [](const QString &address, AddressScope scope, const QString &subnet) {
        QTest::addRow("%s", qPrintable(address)) << address << scope << subnet;
    };
    row(u"127.9.9.9"_s, AddressScope::Loopback, u"127.9.9.0/24"_s);
    row(u"::1"_s, AddressScope::Loopback, u"::/64"_s);
    row(u"10.255.0.1"_s, AddressScope::Private, u"10.255.0.0/24"_s);
    row(u"11.0.0.1"_s, AddressScope::Global, u"11.0.0.0/24"_s);
    row(u"172.16.0.1"_s, AddressScope::Private, u"172.16.0.0/24"_s);
    row(u"172.31.255.255"_s, AddressScope::Private, u"172.31.255.0/24"_s);
    row(u"172.32.0.1"_s, AddressScope::Global, u"172.32.0.0/24"_s);
    row(u"192.168.255.1"_s, AddressScope::Private, u"192.168.255.0/24"_s);
    row(u"192.169.0.1"_s, AddressScope::Global, u"192.169.0.0/24"_s);
    row(u"100.64.0.1"_s, AddressScope::Private, u"100.64.0.0/24"_s);
    row(u"100.127.255.1"_s, AddressScope::Private, u"100.127.255.0/24"_s);
    row(u"100.128.0.1"_s, AddressScope::Global, u"100.128.0.0/24"_s);
    row(u"169.254.0.1"_s, AddressScope::LinkLocal, u"169.254.0.0/24"_s);
    row(u"fe80::1"_s, AddressScope::LinkLocal, u"fe80::/64"_s);
    row(u"febf::1"_s, AddressScope::LinkLocal, u"febf::/64"_s);
    row(u"fec0::1"_s, AddressScope::Global, u"fec0::/64"_s);
    row(u"fc00::1"_s, AddressScope::Private, u"fc00::/64"_s);
    row(u"fdff:1:2:3:4::"_s, AddressScope::Private, u"fdff:1:2:3::/64"_s);
    row(u"2001:db8::1"_s, AddressScope::Global, u"2001:db8::/64"_s);
    row(u"::ffff:192.168.0.1"_s, AddressScope::Private, u"192.168.0.0/24"_s);
    row(u"a.local"_s, AddressScope::MulticastDns, QString());
    row(u"A.LOCAL"_s, AddressScope::MulticastDns, QString());
    row(u"local"_s, AddressScope::Name, QString());
    row(u"turn.example.org"_s, AddressScope::Name, QString());
    row(u"10.1"_s, AddressScope::Name, QString());
    row(u"1"_s, AddressScope::Name, QString());
    row(u"256.1.1.1"_s, AddressScope::Name, QString());
    row(QString(), AddressScope::Name, QString());
}

void tst_DescriptionParts::addresses()
{
    QFETCH(const QString, address);
    const CandidateAddress read = classifyAddress(address);
    QTEST(read.scope, "scope");
    QTEST(read.subnet(), "subnet");
    QCOMPARE(read.isName(), read.subnet().isEmpty());
}

/// The common forms are read without QHostAddress, which decides about all others.
void tst_DescriptionParts::addressesAsQtReadsThem()
{
    const QStringList parts{u":"_s,           u"::"_s,  u"."_s,     u"0"_s,         u"1"_s,          u"00"_s,
                            u"01"_s,          u"255"_s, u"256"_s,   u"fe80"_s,      u"FD00"_s,       u"ffff"_s,
                            u"12345"_s,       u"g"_s,   u"%eth0"_s, u"127.0.0.1"_s, u"::ffff:0:0"_s, u"1:2:3:4:5:6:7"_s,
                            u"::ffff:a00:1"_s};
    std::mt19937 random(20'260'101);
    int addresses = 0;
    for (int i = 0; i < 200'000; ++i) {
        QString text;
        // Half of them are numbers with separators, the others any sequence.
        const QChar separator = random() % 2 ? u':' : u'.';
        const bool isRegular = random() % 2;
        for (std::uint32_t n = 1 + random() % 9; n > 0; --n)
            text +=
                isRegular && n % 2 ? QString(separator) : parts.at(qsizetype(random() % std::uint32_t(parts.size())));
        QHostAddress host;
        const bool isIPv4 = text.count(u'.') == 3 && !text.contains(u':');
        const bool isAddress = (isIPv4 || text.contains(u':')) && host.setAddress(text);
        const CandidateAddress read = classifyAddress(text);
        QVERIFY2(read.isName() != isAddress, qPrintable(text));
        if (!isAddress)
            continue;
        ++addresses;
        bool isMapped = false;
        const quint32 ipv4 = host.toIPv4Address(&isMapped);
        QVERIFY2((read.family == AddressFamily::IPv4) == (isIPv4 || isMapped), qPrintable(text));
        QVERIFY2(
            read.prefix
                == (isIPv4 || isMapped ? quint64(ipv4 & 0xffffff00) : qFromBigEndian<quint64>(host.toIPv6Address().c)),
            qPrintable(text));
        QCOMPARE(read.scope == AddressScope::Loopback, host.isLoopback());
    }
    QVERIFY(addresses > 1'000);
}

void tst_DescriptionParts::objects_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sdp");
    const auto row = [](const char *name, const QString &text, const QString &sdp) {
        QTest::addRow("%s", name) << text << sdp;
    };
    row("no object", u"v=0"_s, u"v=0"_s);
    row("escapes", uR"( {"type":"offer","sdp":"v=0\r\n\u00e4"} )"_s, u"v=0\r\nä"_s);
    row("twice: the last one", uR"({"sdp":"a","sdp":"b"})"_s, u"b"_s);
    row("inside another object", uR"({"x":{"sdp":"a"},"sdp":"b"})"_s, u"b"_s);
    row("byte order mark", u"{\"sdp\":\"\ufeffv=0\"}"_s, u"v=0"_s);
    row("unpaired surrogate", uR"({"sdp":"\ud800"})"_s, QString(QChar(0xd800)));
    for (const QString &text :
         {u"{}"_s, u"{"_s, uR"({"sdp":7})"_s, uR"({"sdp":"a","sdp":null})"_s, uR"({"sdp":"a"} x)"_s})
        row(qPrintable(text), text, text);
}

void tst_DescriptionParts::objects()
{
    QFETCH(const QString, text);
    QTEST(sessionDescriptionIn(text), "sdp");
    // Which reader of JSON is used must not show.
    const QJsonValue value = QJsonDocument::fromJson(text.toUtf8()).object().value("sdp"_L1);
    QCOMPARE(sessionDescriptionIn(text), value.isString() ? value.toString() : text);
}

QTEST_GUILESS_MAIN(tst_DescriptionParts)
#include "tst_descriptionparts.moc"
