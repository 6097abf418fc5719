// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/relaytoml.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_RelayToml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsTheDefaults();
    void theReferencesOwnExample();
    void theReferencesOwnNames();
    void whatIsOurs();
    void levels_data();
    void levels();
    void oddities_data();
    void oddities();
    void refusals_data();
    void refusals();
    void secretsStaySecret();
    void filesThatCannotBeRead();
};

void tst_RelayToml::nothingIsTheDefaults()
{
    const auto read = parseRelayToml({}, u"f"_s);
    const auto *toml = std::get_if<RelayToml>(&read);
    QVERIFY(toml);
    QVERIFY(toml->warnings.isEmpty());
    QCOMPARE(toml->config.host, u"127.0.0.1"_s);
    QCOMPARE(toml->config.port, quint16(8700));
    QVERIFY(toml->config.limits == RelayCore::RelayServerLimits());
    QVERIFY(toml->config.log == LogConfig());
}

/// As the docstring of RelayServingConfig.from_toml in ProxyStore 1.1.0 shows it.
void tst_RelayToml::theReferencesOwnExample()
{
    const auto read = parseRelayToml(R"(port = 8700

[logging]
log_dir = "/path/to/log/dir"
default_log_level = "WARNING"
websockets_log_level = "WARNING"
connected_client_logging_interval = 30
connected_client_logging_limit = 16
)",
                                     u"f"_s);
    const auto *toml = std::get_if<RelayToml>(&read);
    QVERIFY(toml);
    QVERIFY2(toml->warnings.isEmpty(), qPrintable(toml->warnings.join(u'\n')));
    QCOMPARE(toml->config.port, quint16(8700));
    QCOMPARE(toml->config.log.directory, u"/path/to/log/dir"_s);
    QCOMPARE(toml->config.log.level, LogLevel::Warning);
    QCOMPARE(toml->config.log.clientInterval, 30s);
    QCOMPARE(toml->config.log.clientLimit, 16);
}

void tst_RelayToml::theReferencesOwnNames()
{
    const auto read = parseRelayToml(R"(
host = "0.0.0.0"
port = 443
certfile = "/c.pem"
keyfile = "/k.pem"
max_message_bytes = 1000
[auth]
[logging]
default_level = 40
websockets_level = "INFO"
current_client_interval = 5
current_client_limit = 0
)",
                                     u"f"_s);
    const auto *toml = std::get_if<RelayToml>(&read);
    QVERIFY(toml);
    QVERIFY(toml->warnings.isEmpty());
    QCOMPARE(toml->config.host, u"0.0.0.0"_s);
    QCOMPARE(toml->config.port, quint16(443));
    QCOMPARE(toml->config.certFile, u"/c.pem"_s);
    QCOMPARE(toml->config.keyFile, u"/k.pem"_s);
    QCOMPARE(toml->config.limits.messageBytes, 1000);
    QCOMPARE(toml->config.log.level, LogLevel::Error);
    QCOMPARE(toml->config.log.clientInterval, 5s);
    QCOMPARE(toml->config.log.clientLimit, 0);
}

void tst_RelayToml::whatIsOurs()
{
    const auto read = parseRelayToml(R"(
tokens = "/t"
keepalive = 7.5
metrics = "[::1]:9100"
[limits]
handshake_timeout = 2
max_connections = 10
max_connections_per_address = 9
max_messages_per_second = 8
max_unsent_bytes = 7000
max_name_bytes = 60
max_header_bytes = 5000
[cluster]
servers = "nats://a,tls://b:5222"
prefix = "team.relay"
creds = "/u.creds"
ca_file = "/ca.pem"
)",
                                     u"f"_s);
    const auto *toml = std::get_if<RelayToml>(&read);
    QVERIFY(toml);
    QCOMPARE(toml->config.tokensFile, u"/t"_s);
    QCOMPARE(toml->config.keepalive, 7500ms);
    const RelayCore::RelayServerLimits expected{.nameBytes = 60,
                                                .headerBytes = 5000,
                                                .handshake = 2s,
                                                .connections = 10,
                                                .connectionsPerAddress = 9,
                                                .messagesPerSecond = 8,
                                                .unsentBytes = 7000};
    QVERIFY(toml->config.limits == expected);
    QVERIFY(toml->config.metrics == (HostPort{u"::1"_s, 9100}));
    const ClusterConfig cluster{u"nats://a,tls://b:5222"_s, u"team.relay"_s, u"/u.creds"_s, u"/ca.pem"_s};
    QVERIFY(toml->config.cluster == cluster);
    QVERIFY(toml->warnings.isEmpty());
}

void tst_RelayToml::levels_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<LogLevel>("level");

    QTest::addRow("a name") << "\"ERROR\""_ba << LogLevel::Error;
    QTest::addRow("a name in lower case") << "\"debug\""_ba << LogLevel::Debug;
    QTest::addRow("Python's number") << "30"_ba << LogLevel::Warning;
    QTest::addRow("zero: everything") << "0"_ba << LogLevel::Debug;
    QTest::addRow("between two levels") << "25"_ba << LogLevel::Warning;
    QTest::addRow("above all levels") << "99"_ba << LogLevel::Critical;
}

void tst_RelayToml::levels()
{
    QFETCH(QByteArray, value);
    QFETCH(LogLevel, level);
    const auto read = parseRelayToml("[logging]\ndefault_level = " + value, u"f"_s);
    QVERIFY(std::holds_alternative<RelayToml>(read));
    QCOMPARE(std::get<RelayToml>(read).config.log.level, level);
}

void tst_RelayToml::oddities_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("warning");

    QTest::addRow("a key nobody knows") << "prot = 1"_ba << u"f, line 1: prot means nothing"_s;
    QTest::addRow("a table nobody knows")
        << "\n[serving]\ncertfile = \"x\""_ba << u"f, line 2: serving means nothing"_s;
    QTest::addRow("a key nobody knows in a table")
        << "[logging]\nlevel = \"INFO\""_ba << u"f, line 2: logging.level means nothing"_s;
    QTest::addRow("arguments for Globus without its method")
        << "[auth.kwargs]\nclient_secret = \"hush\""_ba << u"f, line 1: auth.kwargs is for Globus"_s;
}

void tst_RelayToml::oddities()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, warning);
    const auto read = parseRelayToml(text, u"f"_s);
    const auto *toml = std::get_if<RelayToml>(&read);
    QVERIFY(toml);
    QCOMPARE(toml->warnings.size(), 1);
    QVERIFY2(toml->warnings.constFirst().startsWith(warning), qPrintable(toml->warnings.constFirst()));
}

void tst_RelayToml::refusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");

    QTest::addRow("no TOML") << "port = = 1"_ba << u"f, line 1, column 8: "_s;
    QTest::addRow("no UTF-8") << "host = \"\xff\""_ba << u"f, line 1, "_s;
    QTest::addRow("a key twice") << "port = 1\nport = 2"_ba << u"f, line 2, "_s;
    QTest::addRow("a port that is a string")
        << "port = \"1\""_ba << u"f, line 1: port must be an integer, not a string"_s;
    QTest::addRow("a port that is a boolean") << "port = true"_ba << u"f, line 1: port must be an integer"_s;
    QTest::addRow("a port that is none") << "\nport = 65536"_ba << u"f, line 2: port must be from 0 to 65535"_s;
    QTest::addRow("a host that is a number") << "host = 1"_ba << u"f, line 1: host must be a string, not an integer"_s;
    QTest::addRow("an empty host") << "host = \"\""_ba << u"f, line 1: host is empty"_s;
    QTest::addRow("a table that is a string")
        << "logging = \"x\""_ba << u"f, line 1: logging is a table, not a string"_s;
    QTest::addRow("a level that is none")
        << "[logging]\ndefault_level = \"LOUD\""_ba << u"f, line 2: logging.default_level must be DEBUG"_s;
    QTest::addRow("seconds that are a string")
        << "keepalive = \"20\""_ba << u"f, line 1: keepalive must be a number of seconds"_s;
    QTest::addRow("seconds below zero") << "keepalive = -1"_ba << u"f, line 1: keepalive must be a number of seconds"_s;
    QTest::addRow("no time for a handshake")
        << "[limits]\nhandshake_timeout = 0"_ba << u"f, line 2: limits.handshake_timeout must be a number of seconds"_s;
    QTest::addRow("no message may have a byte")
        << "max_message_bytes = 0"_ba << u"f, line 1: max_message_bytes must be from 1"_s;
    QTest::addRow("Globus authentication")
        << "[auth]\nmethod = \"globus\""_ba
        << u"f, line 2: auth.method = \"globus\" asks for Globus authentication, which this relay does not do."_s;
    QTest::addRow("another authentication") << "[auth]\nmethod = \"ldap\""_ba << u"f, line 2: auth.method must be"_s;
    QTest::addRow("a key of auth that the reference refuses, too")
        << "[auth]\ntokens = \"x\""_ba << u"f, line 2: auth.tokens is unknown"_s;
}

void tst_RelayToml::refusals()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    const auto read = parseRelayToml(text, u"f"_s);
    const auto *error = std::get_if<QString>(&read);
    QVERIFY(error);
    QVERIFY2(error->startsWith(reason), qPrintable(*error));
}

void tst_RelayToml::secretsStaySecret()
{
    for (const QByteArray &text :
         {"[auth]\nmethod = \"globus\"\n[auth.kwargs]\nclient_secret = \"hush\""_ba,
          "[auth.kwargs]\nclient_secret = \"hush\"\n[logging]\ndefault_level = \"LOUD\""_ba,
          "[auth]\nclient_secret = \"hush\""_ba, "[auth.kwargs]\nclient_secret = \"hush\" x"_ba}) {
        const auto read = parseRelayToml(text, u"f"_s);
        const auto *error = std::get_if<QString>(&read);
        QVERIFY(error);
        QVERIFY2(!error->contains(u"hush"), qPrintable(*error));
    }
}

void tst_RelayToml::filesThatCannotBeRead()
{
    QVERIFY(std::get<QString>(readRelayToml(u"/nowhere/relay.toml"_s)).contains(u"/nowhere/relay.toml"));
    QTemporaryDir directory;
    const QString path = directory.filePath(u"relay.toml"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("port = 17");
    file.close();
    const auto read = readRelayToml(path);
    QCOMPARE(std::get<RelayToml>(read).config.port, quint16(17));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(2'000'000, '#'));
    file.close();
    QVERIFY(std::get<QString>(readRelayToml(path)).contains(u"larger than"));
}

QTEST_GUILESS_MAIN(tst_RelayToml)
#include "tst_relaytoml.moc"
