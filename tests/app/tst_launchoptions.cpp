// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/launchoptions.h"

#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

class tst_LaunchOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakes_data();
    void mistakes();
    void relay();
    void proxy();
    void demo();
};

namespace {

std::variant<LaunchOptions, LaunchMessage> read(const QStringList &arguments)
{
    return readCommandLine(QStringList{u"relay-inspector"_s} + arguments);
}

} // namespace

void tst_LaunchOptions::mistakes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addRow("an option nobody knows") << QStringList{u"--nonsense"_s};
    QTest::addRow("an address of the web") << QStringList{u"https://relay.example.org"_s};
    QTest::addRow("two addresses") << QStringList{u"ws://a"_s, u"ws://b"_s};
    QTest::addRow("a theme there is not") << QStringList{u"--theme"_s, u"pink"_s};
    QTest::addRow("a proxy that leads nowhere") << QStringList{u"--proxy-listen"_s, u"127.0.0.1:9700"_s};
    QTest::addRow("a proxy without a port")
        << QStringList{u"--proxy-listen"_s, u"127.0.0.1"_s, u"--upstream"_s, u"ws://a"_s};
    QTest::addRow("opening and recording at once") << QStringList{u"--open"_s, u"x.relaycap"_s, u"--demo"_s};
    QTest::addRow("a token for no address") << QStringList{u"--token-file"_s, u"t"_s};
    QTest::addRow("a port that is a word") << QStringList{u"--demo"_s, u"--demo-port"_s, u"many"_s};
}

void tst_LaunchOptions::mistakes()
{
    QFETCH(QStringList, arguments);
    const auto result = read(arguments);
    const auto *message = std::get_if<LaunchMessage>(&result);
    QVERIFY(message);
    QCOMPARE(message->exitCode, 64);
    QVERIFY(message->text.startsWith("relay-inspector: "_L1));
}

void tst_LaunchOptions::relay()
{
    const auto result = read({u"relay.example.org:8700"_s, u"--name"_s, u"alpha"_s});
    const auto *options = std::get_if<LaunchOptions>(&result);
    QVERIFY(options);
    QVERIFY(options->connect.has_value());
    QCOMPARE(options->connect->address, QUrl(u"ws://relay.example.org:8700"_s));
    QCOMPARE(options->connect->name, u"alpha"_s);
}

void tst_LaunchOptions::proxy()
{
    const auto result = read({u"--proxy-listen"_s, u"[::1]:9800"_s, u"--upstream"_s, u"wss://relay.example.org"_s});
    const auto *options = std::get_if<LaunchOptions>(&result);
    QVERIFY(options);
    QVERIFY(options->proxy.has_value());
    QCOMPARE(options->proxy->host, u"::1"_s);
    QCOMPARE(options->proxy->port, quint16(9800));
    QCOMPARE(options->proxy->upstream, QUrl(u"wss://relay.example.org"_s));
}

void tst_LaunchOptions::demo()
{
    const auto result = read({u"--demo"_s, u"--demo-port"_s, u"0"_s, u"--theme"_s, u"dark"_s});
    const auto *options = std::get_if<LaunchOptions>(&result);
    QVERIFY(options);
    QVERIFY(options->demo);
    QCOMPARE(options->demoPort, quint16(0));
    QVERIFY(options->theme == Theme::Scheme::Dark);
}

QTEST_GUILESS_MAIN(tst_LaunchOptions)
#include "tst_launchoptions.moc"
