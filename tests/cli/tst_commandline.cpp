// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/commandline.h"

#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

CommandLine parse(const QString &line)
{
    return parseCommandLine(line.split(u' ', Qt::SkipEmptyParts));
}

} // namespace

class tst_CommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongUsage_data();
    void wrongUsage();
    void emptyValues_data();
    void emptyValues();
    void help_data();
    void help();
    void connectDefaults();
    void connectOptions();
    void checkOptions();
    void headersMayBeRepeated();
    void serve();
    void proxy();
    void demo();
};

void tst_CommandLine::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("mentions");
    const QString url = u"ws://h"_s;
    QTest::addRow("no verb") << QStringList{} << "a verb is required"_ba;
    QTest::addRow("unknown verb") << QStringList{u"conect"_s} << "no verb conect"_ba;
    QTest::addRow("no address") << QStringList{u"connect"_s} << "URL"_ba;
    QTest::addRow("two addresses") << QStringList{u"connect"_s, url, url} << "ws://h"_ba;
    QTest::addRow("check without an address") << QStringList{u"check"_s} << "URL"_ba;
    QTest::addRow("check with an option of connect")
        << QStringList{u"check"_s, url, u"--no-retry"_s} << "--no-retry"_ba;
    QTest::addRow("two credentials for check")
        << QStringList{u"check"_s, url, u"--token-file"_s, u"t"_s, u"--header"_s, u"Authorization: x"_s}
        << "--token-file"_ba;
    QTest::addRow("unknown option") << QStringList{u"connect"_s, url, u"--nme"_s} << "--nme"_ba;
    QTest::addRow("the value that is missing")
        << QStringList{u"tail"_s, u"f"_s, u"--last"_s} << "--last needs a value: --last N\n"_ba;
    QTest::addRow("arguments in their order")
        << QStringList{u"stats"_s, u"a"_s, u"b"_s, u"c"_s} << "expected: b c\n"_ba;
    const QString file = u"f.relaycap"_s;
    QTest::addRow("a filter without quotes") << QStringList{u"tail"_s, file, u"kind:offer"_s, u"from:alpha"_s}
                                             << "not expected: from:alpha. FILTER is one argument, in quotes"_ba;
    QTest::addRow("a filter that begins with a minus sign")
        << QStringList{u"tail"_s, file, u"-kind:control"_s}
        << "not expected: -kind:control. A FILTER that begins with a minus sign stands behind --"_ba;
    QTest::addRow("an unknown option of tail")
        << QStringList{u"tail"_s, file, u"--cuont"_s} << "expected: --cuont\n"_ba;
    QTest::addRow("a command without --")
        << QStringList{u"run"_s, u"python3"_s, u"a.py"_s} << "not expected: python3 a.py. COMMAND stands behind --"_ba;
    QTest::addRow("an option without its value") << QStringList{u"connect"_s, url, u"--name"_s} << "--name"_ba;
    QTest::addRow("an empty name") << QStringList{u"connect"_s, url, u"--name"_s, u""_s} << "--name"_ba;
    QTest::addRow("not a UUID") << QStringList{u"connect"_s, url, u"--uuid"_s, u"12"_s} << "UUID"_ba;
    QTest::addRow("not a number") << QStringList{u"connect"_s, url, u"--for"_s, u"soon"_s} << "--for"_ba;
    QTest::addRow("no time at all") << QStringList{u"connect"_s, url, u"--timeout"_s, u"0"_s} << "--timeout"_ba;
    QTest::addRow("infinite time") << QStringList{u"connect"_s, url, u"--for"_s, u"inf"_s} << "--for"_ba;
    QTest::addRow("no messages") << QStringList{u"connect"_s, url, u"--count"_s, u"0"_s} << "--count"_ba;
    QTest::addRow("fewer than no messages") << QStringList{u"connect"_s, url, u"--count"_s, u"-1"_s} << "--count"_ba;
    QTest::addRow("the longest pause is shorter than the first")
        << QStringList{u"connect"_s, url, u"--backoff-initial"_s, u"5"_s, u"--backoff-max"_s, u"2"_s}
        << "--backoff-max"_ba;
    QTest::addRow("a header without a colon")
        << QStringList{u"connect"_s, url, u"--header"_s, u"secret"_s} << "--header"_ba;
    QTest::addRow("a header without a name")
        << QStringList{u"connect"_s, url, u"--header"_s, u": secret"_s} << "--header"_ba;
    QTest::addRow("a header with a space in its name")
        << QStringList{u"connect"_s, url, u"--header"_s, u"A b: secret"_s} << "--header"_ba;
    QTest::addRow("a header of two lines")
        << QStringList{u"connect"_s, url, u"--header"_s, u"A: b\r\nC: secret"_s} << "--header"_ba;
    QTest::addRow("two sources of Authorization")
        << QStringList{u"connect"_s, url, u"--header"_s, u"authorization: secret"_s, u"--token-file"_s, u"t"_s}
        << "--token-file"_ba;
    QTest::addRow("a port out of range") << QStringList{u"serve"_s, u"--port"_s, u"65536"_s} << "--port"_ba;
    QTest::addRow("a level that is none") << QStringList{u"serve"_s, u"--log-level"_s, u"loud"_s} << "--log-level"_ba;
    QTest::addRow("a limit below zero") << QStringList{u"serve"_s, u"--max-connections"_s, u"-1"_s}
                                        << "--max-connections"_ba;
    QTest::addRow("no bytes") << QStringList{u"serve"_s, u"--max-message-bytes"_s, u"0"_s} << "--max-message-bytes"_ba;
    const QStringList relay{u"--upstream"_s, url};
    QTest::addRow("a key without its certificate")
        << QStringList{u"connect"_s, url, u"--keyfile"_s, u"k"_s} << "--keyfile: needs --certfile"_ba;
    QTest::addRow("a key without its certificate, for check")
        << QStringList{u"check"_s, url, u"--keyfile"_s, u"k"_s} << "--keyfile: needs --certfile"_ba;
    QTest::addRow("a key without its certificate, for proxy")
        << QStringList{u"proxy"_s} + relay + QStringList{u"--keyfile"_s, u"k"_s} << "--keyfile: needs --certfile"_ba;
    QTest::addRow("nothing to run") << QStringList{u"run"_s} << "COMMAND: is missing"_ba;
    QTest::addRow("nothing to run after the separator") << QStringList{u"run"_s, u"--"_s} << "COMMAND: is missing"_ba;
    QTest::addRow("an empty program") << QStringList{u"run"_s, u"--"_s, QString()} << "COMMAND: is missing"_ba;
    QTest::addRow("a program without the separator") << QStringList{u"run"_s, u"true"_s} << "true"_ba;
    QTest::addRow("a proxy to nowhere") << QStringList{u"proxy"_s} << "--upstream"_ba;
    QTest::addRow("a forward proxy to one relay") << QStringList{u"proxy"_s, u"--forward"_s} + relay << "excludes"_ba;
    QTest::addRow("an authority of a reverse proxy")
        << QStringList{u"proxy"_s} + relay + QStringList{u"--authority"_s, u"f"_s} << "--forward"_ba;
    QTest::addRow("a proxy without a port")
        << QStringList{u"proxy"_s, u"--upstream"_s, url, u"--listen"_s, u"localhost"_s} << "HOST:PORT"_ba;
}

void tst_CommandLine::emptyValues_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("option");
    const QStringList clientOptions{u"--name"_s,    u"--uuid"_s,     u"--token-file"_s, u"--header"_s,
                                    u"--ca-file"_s, u"--certfile"_s, u"--keyfile"_s,    u"--timeout"_s};
    const std::pair<QStringList, QStringList> verbs[] = {
        {{u"connect"_s, u"ws://h"_s}, clientOptions + QStringList{u"--capture"_s, u"--count"_s, u"--for"_s}},
        {{u"check"_s, u"ws://h"_s}, clientOptions},
        {{u"proxy"_s, u"--upstream"_s, u"ws://h"_s},
         {u"--listen"_s, u"--capture"_s, u"--ca-file"_s, u"--certfile"_s, u"--keyfile"_s}},
        {{u"serve"_s},
         {u"--config"_s, u"--host"_s, u"--port"_s, u"--capture"_s, u"--certfile"_s, u"--keyfile"_s, u"--tokens"_s,
          u"--log-dir"_s, u"--log-level"_s, u"--max-connections"_s, u"--keepalive"_s}},
        {{u"proxy"_s, u"--forward"_s}, {u"--authority"_s}},
        {{u"demo"_s}, {u"--for"_s}},
        {{u"run"_s}, {u"--capture"_s, u"--events"_s, u"--for"_s, u"--ca-file"_s, u"--certfile"_s, u"--keyfile"_s}},
        {{u"proxy"_s}, {u"--upstream"_s}},
    };
    for (const auto &[verb, options] : verbs) {
        for (const QString &option : options)
            QTest::addRow("%s %s", qPrintable(verb.constFirst()), qPrintable(option))
                << verb + QStringList{option, QString()} << option;
    }
    QTest::addRow("connect URL") << QStringList{u"connect"_s, QString()} << u"URL"_s;
}

void tst_CommandLine::emptyValues()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, option);
    const CommandLine line = parseCommandLine(arguments);
    const auto *end = std::get_if<CommandLineEnd>(&line);
    QVERIFY(end);
    QCOMPARE(end->exitCode, 2);
    QVERIFY2(end->error.startsWith("relayctl: " + option.toUtf8() + ": "), end->error.constData());
}

void tst_CommandLine::wrongUsage()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, mentions);
    const CommandLine line = parseCommandLine(arguments);
    const auto *end = std::get_if<CommandLineEnd>(&line);
    QVERIFY(end);
    QCOMPARE(end->exitCode, 2);
    QCOMPARE(end->output, QByteArray());
    QVERIFY2(end->error.startsWith("relayctl: ") && end->error.contains(mentions), end->error.constData());
    QVERIFY2(!end->error.contains("secret"), end->error.constData());
}

void tst_CommandLine::help_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("mentions");
    QTest::addRow("of the program") << u"--help"_s << "Exit codes"_ba;
    QTest::addRow("short") << u"-h"_s << "connect"_ba;
    QTest::addRow("of connect") << u"connect --help"_s << "--registration-timeout SECONDS"_ba;
    QTest::addRow("of serve") << u"serve --help"_s << "--max-message-bytes BYTES"_ba;
    QTest::addRow("of proxy") << u"proxy --help"_s << "--upstream URL"_ba;
    QTest::addRow("of run") << u"run --help"_s << "--events FILE"_ba;
    QTest::addRow("the command of run") << u"run --help"_s
                                        << "\nUsage: relayctl run [OPTIONS] -- COMMAND [ARG...]\n"_ba;
    QTest::addRow("of demo") << u"demo --help"_s << "--for SECONDS"_ba;
    QTest::addRow("the version") << u"--version"_s << "relayctl "_ba;
}

void tst_CommandLine::help()
{
    QFETCH(const QString, line);
    QFETCH(const QByteArray, mentions);
    const CommandLine parsed = parse(line);
    const auto *end = std::get_if<CommandLineEnd>(&parsed);
    QVERIFY(end);
    QCOMPARE(end->exitCode, 0);
    QCOMPARE(end->error, QByteArray());
    QVERIFY2(end->output.contains(mentions), end->output.constData());
    QVERIFY2(end->output.count("Usage:") <= 1, end->output.constData());
    for (const QByteArray &row : end->output.split('\n'))
        QVERIFY2(row.size() <= 120, row.constData());
}

void tst_CommandLine::connectDefaults()
{
    const CommandLine line = parse(u"connect ws://h"_s);
    const auto *options = std::get_if<ConnectOptions>(&line);
    QVERIFY(options);
    const RelayCore::RelayClientOptions library;
    QCOMPARE(options->address, u"ws://h"_s);
    QCOMPARE(options->request.client.name, QString());
    QCOMPARE(options->request.client.uuid, QUuid());
    QVERIFY(options->request.client.headers.isEmpty());
    QCOMPARE(options->request.client.reconnect, library.reconnect);
    QCOMPARE(options->request.client.verifyCertificate, library.verifyCertificate);
    QCOMPARE(options->request.client.openTimeout, library.openTimeout);
    QCOMPARE(options->request.client.registrationTimeout, library.registrationTimeout);
    QCOMPARE(options->request.client.backoff.initial, library.backoff.initial);
    QCOMPARE(options->request.client.backoff.maximum, library.backoff.maximum);
    QCOMPARE(options->request.client.backoff.floor, library.backoff.floor);
    QCOMPARE(options->request.client.backoff.jitter, library.backoff.jitter);
    QVERIFY(options->retry);
    QVERIFY(!options->untilEof);
    QVERIFY(!options->count);
    QVERIFY(!options->runFor);
}

void tst_CommandLine::connectOptions()
{
    const CommandLine line = parse(
        u"connect wss://h --name alpha --uuid {A1FA0000000040008000000000000001} --timeout 2.5 --registration-timeout "
        u"3 "
        "--backoff-initial 0.05 --backoff-max 4 --no-jitter --no-reconnect --no-retry --insecure --ca-file ca.pem "
        "--token-file token --capture c.relay --count 3 --for 0.5 --until-eof"_s);
    const auto *options = std::get_if<ConnectOptions>(&line);
    QVERIFY(options);
    QCOMPARE(options->request.client.name, u"alpha"_s);
    QCOMPARE(options->request.client.uuid, QUuid(u"a1fa0000-0000-4000-8000-000000000001"_s));
    QCOMPARE(options->request.client.openTimeout, 2500ms);
    QCOMPARE(options->request.client.registrationTimeout, 3000ms);
    QCOMPARE(options->request.client.backoff.initial, 50ms);
    QCOMPARE(options->request.client.backoff.floor, 50ms);
    QCOMPARE(options->request.client.backoff.maximum, 4000ms);
    QVERIFY(!options->request.client.backoff.jitter);
    QVERIFY(!options->request.client.reconnect);
    QVERIFY(!options->request.client.verifyCertificate);
    QVERIFY(!options->retry);
    QCOMPARE(options->request.tls.authorities, u"ca.pem"_s);
    QCOMPARE(options->request.tokenFile, u"token"_s);
    QCOMPARE(options->captureFile, u"c.relay"_s);
    QCOMPARE(options->count, std::optional<quint64>(3));
    QCOMPARE(options->runFor, std::optional(500ms));
    QVERIFY(options->untilEof);
}

void tst_CommandLine::checkOptions()
{
    const auto line = parse(u"check ws://h --name alpha --token-file t --ca-file c --insecure --timeout 2 "
                            "--registration-timeout 3 --json"_s);
    const auto *options = std::get_if<CheckOptions>(&line);
    QVERIFY(options);
    QCOMPARE(options->address, u"ws://h"_s);
    QCOMPARE(options->request.client.name, u"alpha"_s);
    QCOMPARE(options->request.tokenFile, u"t"_s);
    QCOMPARE(options->request.tls.authorities, u"c"_s);
    QVERIFY(!options->request.client.verifyCertificate);
    QCOMPARE(options->request.client.openTimeout, 2s);
    QCOMPARE(options->request.client.registrationTimeout, 3s);
    QVERIFY(options->json);
}

void tst_CommandLine::headersMayBeRepeated()
{
    const CommandLine line =
        parseCommandLine({u"connect"_s, u"--header"_s, u"X-One: 1, a:b"_s, u"--header"_s, u"X-Two:"_s, u"ws://h"_s});
    const auto *options = std::get_if<ConnectOptions>(&line);
    QVERIFY(options);
    QCOMPARE(options->address, u"ws://h"_s);
    const RelayCore::HeaderList expected{{"X-One"_ba, "1, a:b"_ba}, {"X-Two"_ba, ""_ba}};
    QVERIFY(options->request.client.headers == expected);
}

void tst_CommandLine::serve()
{
    const auto nothing = std::get<ServeOptions>(parse(u"serve"_s));
    QVERIFY(!nothing.host && !nothing.port && !nothing.messageBytes && !nothing.logLevel && !nothing.keepalive);
    QVERIFY(nothing.configFile.isEmpty() && nothing.captureFile.isEmpty() && !nothing.logJson);

    const auto given = std::get<ServeOptions>(
        parse(u"serve -c r.toml --host ::1 --port 0 --certfile c --keyfile k --tokens t --capture f --log-dir d "
              "--log-level warning --log-json --max-message-bytes 99 --max-name-bytes 8 --max-header-bytes 2048 "
              "--max-connections 5 --max-connections-per-address 4 --max-messages-per-second 0 --max-unsent-bytes 77 "
              "--handshake-timeout 1.5 --keepalive 3 --cluster nats://n --cluster-prefix p --cluster-creds u "
              "--cluster-ca-file a --metrics 127.0.0.1:9100"_s));
    QVERIFY(given.metrics == (HostPort{u"127.0.0.1"_s, 9100}));
    QCOMPARE(given.clusterServers, u"nats://n"_s);
    QCOMPARE(given.clusterPrefix, u"p"_s);
    QCOMPARE(given.clusterCredentialsFile, u"u"_s);
    QCOMPARE(given.clusterCaFile, u"a"_s);
    QCOMPARE(given.configFile, u"r.toml"_s);
    QCOMPARE(given.host, u"::1"_s);
    QCOMPARE(given.port, quint16(0));
    QCOMPARE(given.certFile, u"c"_s);
    QCOMPARE(given.keyFile, u"k"_s);
    QCOMPARE(given.tokensFile, u"t"_s);
    QCOMPARE(given.captureFile, u"f"_s);
    QCOMPARE(given.logDirectory, u"d"_s);
    QCOMPARE(given.logLevel, LogLevel::Warning);
    QVERIFY(given.logJson);
    QCOMPARE(given.messageBytes, 99);
    QCOMPARE(given.nameBytes, 8);
    QCOMPARE(given.headerBytes, 2048);
    QCOMPARE(given.connections, 5);
    QCOMPARE(given.connectionsPerAddress, 4);
    QCOMPARE(given.messagesPerSecond, 0);
    QCOMPARE(given.unsentBytes, 77);
    QCOMPARE(given.handshake, 1500ms);
    QCOMPARE(given.keepalive, 3s);
}

void tst_CommandLine::proxy()
{
    const CommandLine defaults = parse(u"proxy --upstream ws://h"_s);
    QCOMPARE(std::get<ProxyCommandOptions>(defaults).request.listen, (HostPort{u"127.0.0.1"_s, 9700}));
    QVERIFY(std::get<ProxyCommandOptions>(defaults).request.verifyCertificate);
    QVERIFY(!std::get<ProxyCommandOptions>(defaults).print);
    const CommandLine given = parse(u"proxy --upstream wss://h --listen [::1]:0 --print --insecure --capture f"_s);
    QCOMPARE(std::get<ProxyCommandOptions>(given).request.listen, (HostPort{u"::1"_s, 0}));
    QCOMPARE(std::get<ProxyCommandOptions>(given).upstream, u"wss://h"_s);
    QVERIFY(!std::get<ProxyCommandOptions>(given).request.verifyCertificate);
    QVERIFY(std::get<ProxyCommandOptions>(given).print);
    QCOMPARE(std::get<ProxyCommandOptions>(given).captureFile, u"f"_s);
    QVERIFY(!std::get<ProxyCommandOptions>(given).forward);
    QVERIFY(!std::get<ProxyCommandOptions>(given).request.neverWait);
    const CommandLine forward = parse(u"proxy --forward --authority a.pem --never-wait"_s);
    QVERIFY(std::get<ProxyCommandOptions>(forward).forward);
    QCOMPARE(std::get<ProxyCommandOptions>(forward).authorityFile, u"a.pem"_s);
    QVERIFY(std::get<ProxyCommandOptions>(forward).request.neverWait);
}

void tst_CommandLine::demo()
{
    QVERIFY(!std::get<DemoCommandOptions>(parse(u"demo"_s)).runFor);
    QCOMPARE(std::get<DemoCommandOptions>(parse(u"demo --for 2"_s)).runFor, std::optional(2000ms));
}

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_commandline.moc"
