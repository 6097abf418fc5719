// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/launchoptions.h"

#include <QtCore/QProcess>
#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

class tst_LaunchOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakes_data();
    void mistakes();
    void helpAndVersion();
    void nothing();
    void argumentsAreKeptFromQt();
    void relay();
    void proxy();
    void demo();
    void themes();
    void aCaptureToShow();
    void aFileToShow_data();
    void aFileToShow();
    void withoutADisplay_data();
    void withoutADisplay();
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
    QTest::addColumn<QString>("expected");
    QTest::addRow("an unknown option") << QStringList{u"--nonsense"_s} << u"Unknown option 'nonsense'."_s;
    QTest::addRow("an option without its value")
        << QStringList{u"ws://a"_s, u"--name"_s} << u"Missing value after '--name'."_s;
    QTest::addRow("an address of the web") << QStringList{u"https://relay.example.org"_s}
                                           << u"A relay address begins with ws:// or wss://, not with https://."_s;
    QTest::addRow("a password in the address")
        << QStringList{u"ws://me:secret@a"_s} << u"Leave user names and passwords out of the address."_s;
    QTest::addRow("two addresses") << QStringList{u"ws://a"_s, u"ws://b"_s} << u"Only one address can be given."_s;
    QTest::addRow("an unknown theme") << QStringList{u"--theme"_s, u"pink"_s}
                                      << u"--theme must be light, dark or system."_s;
    QTest::addRow("a proxy without a relay")
        << QStringList{u"--proxy-listen"_s, u"127.0.0.1:9700"_s} << u"--upstream: Enter the address of a relay."_s;
    QTest::addRow("a proxy to the web") << QStringList{
        u"--upstream"_s,
        u"http://a"_s} << u"--upstream: A relay address begins with ws:// or wss://, not with http://."_s;
    QTest::addRow("a proxy without a port")
        << QStringList{u"--proxy-listen"_s, u"127.0.0.1"_s, u"--upstream"_s, u"ws://a"_s}
        << u"--proxy-listen: 127.0.0.1 is not HOST:PORT, such as 127.0.0.1:9700 or [::1]:9700."_s;
    QTest::addRow("opening and recording at once")
        << QStringList{u"--open"_s, u"x.relaycap"_s, u"--demo"_s}
        << u"--open shows a finished capture and cannot be combined with recording."_s;
    QTest::addRow("the sample and recording at once")
        << QStringList{u"--sample"_s, u"--demo"_s}
        << u"--sample cannot be combined with recording or with another capture."_s;
    QTest::addRow("a token without an address")
        << QStringList{u"--token-file"_s, u"t"_s} << u"--name and --token-file need an address."_s;
    QTest::addRow("a name without an address")
        << QStringList{u"--name"_s, u"n"_s} << u"--name and --token-file need an address."_s;
    QTest::addRow("a port that is a word")
        << QStringList{u"--demo"_s, u"--demo-port"_s, u"many"_s} << u"--demo-port must be a port from 0 to 65535."_s;
    QTest::addRow("a port out of range") << QStringList{u"--demo"_s, u"--demo-port"_s, u"65536"_s}
                                         << u"--demo-port must be a port from 0 to 65535."_s;
    QTest::addRow("a port of no relay") << QStringList{u"--demo-port"_s, u"1"_s} << u"--demo-port needs --demo."_s;
    for (const QString &option : {u"demo-port"_s, u"open"_s, u"capture"_s, u"theme"_s, u"name"_s, u"token-file"_s,
                                  u"proxy-listen"_s, u"upstream"_s}) {
        QTest::addRow("an empty --%s", qPrintable(option))
            << QStringList{u"--"_s + option, QString()} << u"--%1 must not be empty."_s.arg(option);
    }
}

void tst_LaunchOptions::mistakes()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, expected);
    const auto result = read(arguments);
    const auto *message = std::get_if<LaunchMessage>(&result);
    QVERIFY(message);
    QCOMPARE(message->exitCode, 2);
    QCOMPARE(message->text, u"relay-inspector: "_s + expected + u'\n');
}

void tst_LaunchOptions::helpAndVersion()
{
    QCoreApplication::setApplicationVersion(u"1.2.3"_s);
    const auto version = std::get<LaunchMessage>(read({u"--version"_s}));
    QCOMPARE(version.exitCode, 0);
    QCOMPARE(version.text, u"relay-inspector 1.2.3\n"_s);
    const auto help = std::get<LaunchMessage>(read({u"--help"_s}));
    QCOMPARE(help.exitCode, 0);
    for (const QString &option : {u"--demo"_s, u"--demo-port <PORT>"_s, u"--open <FILE>"_s, u"--capture <FILE>"_s,
                                  u"--theme <THEME>"_s, u"--name <NAME>"_s, u"--token-file <FILE>"_s,
                                  u"--proxy-listen <HOST:PORT>"_s, u"--upstream <URL>"_s, u"[URL | FILE]"_s})
        QVERIFY2(help.text.contains(option), qPrintable(help.text));
}

void tst_LaunchOptions::nothing()
{
    const auto options = std::get<LaunchOptions>(read({}));
    QVERIFY(!options.connect);
    QVERIFY(!options.proxy);
    QVERIFY(!options.demo);
    QCOMPARE(options.demoPort, quint16(8700));
    QCOMPARE(options.open, QString());
    QCOMPARE(options.capture, QString());
    QVERIFY(!options.theme);
    QVERIFY(options.restoreWindow);
}

void tst_LaunchOptions::argumentsAreKeptFromQt()
{
    const auto split = [](QByteArrayList words) {
        std::vector<char *> values;
        for (QByteArray &word : words)
            values.push_back(word.data());
        LaunchArguments arguments(int(values.size()), values.data());
        QStringList forQt;
        for (int i = 0; i < arguments.count(); ++i)
            forQt.append(QString::fromLocal8Bit(arguments.values()[i]));
        return std::pair(forQt, arguments.all(forQt));
    };
    // The plugin for X11 takes both forms for the name of its windows.
    QCOMPARE(split({"app", "--theme", "dark", "--name", "gamma", "ws://h"}),
             std::pair(QStringList({u"app"_s, u"--theme"_s, u"dark"_s, u"ws://h"_s}),
                       QStringList({u"app"_s, u"--name"_s, u"gamma"_s, u"--theme"_s, u"dark"_s, u"ws://h"_s})));
    QCOMPARE(split({"app", "--name=gamma"}),
             std::pair(QStringList(u"app"_s), QStringList({u"app"_s, u"--name=gamma"_s})));
    QCOMPARE(split({"app", "--", "--name", "x"}).first, QStringList({u"app"_s, u"--"_s, u"--name"_s, u"x"_s}));
    QCOMPARE(split({"app", "--name"}).second, QStringList({u"app"_s, u"--name"_s}));
}

void tst_LaunchOptions::relay()
{
    const auto options = std::get<LaunchOptions>(read({u"relay.example.org:8700"_s, u"--name"_s, u"alpha"_s,
                                                       u"--token-file"_s, u"t"_s, u"--capture"_s, u"c.relaycap"_s}));
    QVERIFY(options.connect);
    QCOMPARE(options.connect->client.address, QUrl(u"ws://relay.example.org:8700"_s));
    QCOMPARE(options.connect->client.name, u"alpha"_s);
    QCOMPARE(options.connect->tokenFile, u"t"_s);
    QCOMPARE(options.capture, u"c.relaycap"_s);
    QVERIFY(!options.proxy);
}

void tst_LaunchOptions::proxy()
{
    const auto options = std::get<LaunchOptions>(
        read({u"--proxy-listen"_s, u"[::1]:9800"_s, u"--upstream"_s, u"wss://relay.example.org"_s}));
    QVERIFY(options.proxy);
    QCOMPARE(options.proxy->listen, (HostPort{u"::1"_s, 9800}));
    QCOMPARE(options.proxy->upstream, QUrl(u"wss://relay.example.org"_s));
    QVERIFY(!options.connect);

    const auto defaults = std::get<LaunchOptions>(read({u"--upstream"_s, u"a"_s}));
    QCOMPARE(defaults.proxy->listen, (HostPort{u"127.0.0.1"_s, 9700}));
}

void tst_LaunchOptions::demo()
{
    const auto options = std::get<LaunchOptions>(read({u"--demo"_s, u"--demo-port"_s, u"0"_s}));
    QVERIFY(options.demo);
    QCOMPARE(options.demoPort, quint16(0));
}

void tst_LaunchOptions::themes()
{
    QCOMPARE(std::get<LaunchOptions>(read({u"--theme"_s, u"light"_s})).theme, std::optional(Theme::Scheme::Light));
    QCOMPARE(std::get<LaunchOptions>(read({u"--theme"_s, u"dark"_s})).theme, std::optional(Theme::Scheme::Dark));
    QCOMPARE(std::get<LaunchOptions>(read({u"--theme"_s, u"system"_s})).theme, std::optional(Theme::Scheme::System));
}

void tst_LaunchOptions::aCaptureToShow()
{
    QCOMPARE(std::get<LaunchOptions>(read({u"--open"_s, u"x.relaycap"_s})).open, u"x.relaycap"_s);
}

void tst_LaunchOptions::aFileToShow_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<bool>("isFile");
    QTest::addRow("a capture that is not there") << u"talk.relaycap"_s << true;
    QTest::addRow("an HAR file") << u"/tmp/browser.har"_s << true;
    QTest::addRow("NDJSON") << u"lines.ndjson"_s << true;
    QTest::addRow("a file without a suffix that is there") << QCoreApplication::applicationFilePath() << true;
    QTest::addRow("a host") << u"relay.example.org"_s << false;
    QTest::addRow("an address with such a path") << u"ws://relay.example.org/talk.har"_s << false;
}

void tst_LaunchOptions::aFileToShow()
{
    QFETCH(QString, argument);
    QFETCH(bool, isFile);
    const auto options = std::get<LaunchOptions>(read({argument}));
    QCOMPARE(options.open, isFile ? argument : QString());
    QCOMPARE(options.connect.has_value(), !isFile);
}

void tst_LaunchOptions::withoutADisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("display");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QByteArray>("errors");
    const QByteArray none = "relay-inspector: There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.";
    QTest::addRow("help") << QStringList{u"--help"_s} << QString() << 0 << "--sample"_ba << QByteArray();
    QTest::addRow("the version") << QStringList{u"--version"_s} << QString() << 0 << "relay-inspector "_ba
                                 << QByteArray();
    QTest::addRow("help, with a display that is not there")
        << QStringList{u"--help"_s} << u"localhost:4711"_s << 0 << "--sample"_ba << QByteArray();
    QTest::addRow("a mistake") << QStringList{u"--nosuch"_s} << QString() << 2 << QByteArray() << "nosuch"_ba;
    QTest::addRow("a window") << QStringList{u"--sample"_s} << QString() << 1 << QByteArray() << none;
}

// Qt would abort.
void tst_LaunchOptions::withoutADisplay()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, display);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, output);
    QFETCH(const QByteArray, errors);
    QProcess inspector;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    if (!display.isEmpty())
        environment.insert(u"DISPLAY"_s, display);
    inspector.setProcessEnvironment(environment);
    inspector.start(QStringLiteral(RELAY_INSPECTOR), arguments);
    QVERIFY(inspector.waitForFinished());
    QCOMPARE(inspector.exitStatus(), QProcess::NormalExit);
    QCOMPARE(inspector.exitCode(), exitCode);
    const QByteArray written = inspector.readAllStandardOutput();
    const QByteArray said = inspector.readAllStandardError();
    QVERIFY2(written.contains(output) && output.isEmpty() == written.isEmpty(), written.constData());
    QVERIFY2(said.contains(errors) && errors.isEmpty() == said.isEmpty(), said.constData());
}

QTEST_GUILESS_MAIN(tst_LaunchOptions)
#include "tst_launchoptions.moc"
