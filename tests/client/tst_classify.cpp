// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/classify.h"
#include "relaycore/client/relayaddress.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/client/validate.h"

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using RelayCore::AttemptEnd;
using RelayCore::AttemptHistory;
using RelayCore::RelayClientOptions;
using RelayCore::RelayError;
using Category = RelayError::Category;
using Socket = QAbstractSocket;

Q_DECLARE_METATYPE(RelayCore::AttemptEnd)

namespace {

AttemptEnd closedWith(quint16 code, const QString &reason = {})
{
    AttemptEnd end;
    end.cause = AttemptEnd::Cause::Closed;
    end.phase = RelayError::Phase::Ready;
    end.tcpConnected = true;
    end.closeCode = code;
    end.closeReason = reason;
    return end;
}

AttemptEnd droppedWith(Socket::SocketError error)
{
    AttemptEnd end = closedWith(1000);
    end.socketError = error;
    return end;
}

AttemptEnd failedWith(Socket::SocketError error, bool tcpConnected = false, const QString &text = u"text"_s)
{
    AttemptEnd end;
    end.socketError = error;
    end.tcpConnected = tcpConnected;
    end.errorText = text;
    return end;
}

AttemptEnd refusedWith(int status)
{
    return failedWith(
        Socket::ConnectionRefusedError, true,
        u"QWebSocketPrivate::processHandshake: Unhandled http status code: %1 (Some Text)."_s.arg(status));
}

AttemptEnd badCertificate()
{
    AttemptEnd end = failedWith(Socket::SslHandshakeFailedError, true);
    end.tlsErrors = QStringList{u"The certificate is self-signed"_s};
    return end;
}

AttemptEnd timedOut(RelayError::Phase phase)
{
    AttemptEnd end;
    end.cause = AttemptEnd::Cause::TimedOut;
    end.phase = phase;
    return end;
}

} // namespace

class tst_Classify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classify_data()
    {
        QTest::addColumn<AttemptEnd>("end");
        QTest::addColumn<bool>("everOpened");
        QTest::addColumn<int>("earlierProtocolErrors");
        QTest::addColumn<Category>("category");
        QTest::addColumn<bool>("fatal");
        QTest::addColumn<int>("closeCode");  // 0: none
        QTest::addColumn<int>("httpStatus"); // 0: none

        const auto row = [](const char *name, const AttemptEnd &end, Category category, bool fatal, int closeCode = 0,
                            int httpStatus = 0, bool everOpened = false, int earlier = 0) {
            QTest::addRow("%s", name) << end << everOpened << earlier << category << fatal << closeCode << httpStatus;
        };
        constexpr bool fatal = true;
        constexpr bool transient = false;

        row("a normal closure is transient", closedWith(1000), Category::Closed, transient, 1000);
        row("going away is transient", closedWith(1001), Category::Closed, transient, 1001);
        row("an internal error of the relay is transient", closedWith(1011), Category::Closed, transient, 1011);
        row("a restart is transient", closedWith(1012), Category::Closed, transient, 1012);
        row("try again later is transient", closedWith(1013), Category::Closed, transient, 1013);
        row("a code nobody assigned is transient", closedWith(4999), Category::Closed, transient, 4999);
        row("1000 after the host hung up is really 1006", droppedWith(Socket::RemoteHostClosedError), Category::Closed,
            transient, 1006);
        row("1000 after a network error is really 1006", droppedWith(Socket::NetworkError), Category::Network,
            transient, 1006);
        row("a code Qt does not know looks like 1002 and does not count as one",
            closedWith(1002, u"Invalid close code 1002 detected."_s), Category::Closed, transient, 0, 0, true, 2);
        row("1009 is about one message", closedWith(1009), Category::TooLarge, transient, 1009);
        row("4003 is about one message", closedWith(4003), Category::TooLarge, transient, 4003);
        row("4001 is fatal", closedWith(4001), Category::Unauthorized, fatal, 4001);
        row("4002 is fatal", closedWith(4002), Category::Forbidden, fatal, 4002);
        row("4004 is fatal", closedWith(4004), Category::Duplicate, fatal, 4004);
        row("the first 4000 is transient", closedWith(4000), Category::Protocol, transient, 4000);
        row("the second 4000 is transient", closedWith(4000), Category::Protocol, transient, 4000, 0, true, 1);
        row("the third 4000 is fatal", closedWith(4000), Category::Protocol, fatal, 4000, 0, true, 2);
        row("the third 1002 is fatal", closedWith(1002), Category::Protocol, fatal, 1002, 0, true, 2);
        row("the third 1007 is fatal", closedWith(1007), Category::Protocol, fatal, 1007, 0, true, 2);

        const auto refusal = [](const char *text) {
            return failedWith(Socket::ConnectionRefusedError, true, QString::fromLatin1(text));
        };
        row("400 hides behind a sentence",
            refusal("QWebSocketPrivate::processHandshake: Unknown error condition encountered. Aborting connection."),
            Category::Handshake, fatal, 0, 400);
        row("400 with other versions hides too",
            refusal("Handshake: Server requests a version that we don't support: 8, 7."), Category::Handshake, fatal, 0,
            400);
        row("401 with one challenge, as Qt 6.6 tells it",
            refusal("QWebSocketPrivate::processHandshake: Unsupported WWW-Authenticate challenge encountered."),
            Category::Unauthorized, fatal, 0, 401);
        row("401 with other challenges, as Qt 6.6 tells it",
            refusal("QWebSocketPrivate::processHandshake: Unsupported WWW-Authenticate challenges encountered."),
            Category::Unauthorized, fatal, 0, 401);
        row("401 without a password, as Qt 6.6 tells it",
            refusal("QWebSocket::processHandshake: Host requires authentication"), Category::Unauthorized, fatal, 0,
            401);

        row("a refused connection is transient", failedWith(Socket::ConnectionRefusedError), Category::Refused,
            transient);
        row("an unknown host is transient", failedWith(Socket::HostNotFoundError), Category::Dns, transient);
        row("hanging up during the upgrade is transient", failedWith(Socket::RemoteHostClosedError, true),
            Category::Closed, transient);
        row("a time-out of the transport is a time-out", failedWith(Socket::SocketTimeoutError), Category::Timeout,
            transient);
        row("an unreachable network is transient", failedWith(Socket::NetworkError), Category::Network, transient);
        row("an unknown socket error is transient", failedWith(Socket::UnknownSocketError), Category::Network,
            transient);

        row("HTTP 401 is fatal", refusedWith(401), Category::Unauthorized, fatal, 0, 401);
        row("HTTP 403 is fatal", refusedWith(403), Category::Forbidden, fatal, 0, 403);
        row("HTTP 404 is fatal", refusedWith(404), Category::Handshake, fatal, 0, 404);
        row("HTTP 301 is fatal", refusedWith(301), Category::Handshake, fatal, 0, 301);
        row("HTTP 200 is fatal", refusedWith(200), Category::Handshake, fatal, 0, 200);
        row("HTTP 408 is transient", refusedWith(408), Category::Handshake, transient, 0, 408);
        row("HTTP 429 is transient", refusedWith(429), Category::Handshake, transient, 0, 429);
        row("HTTP 500 is transient", refusedWith(500), Category::Handshake, transient, 0, 500);
        row("HTTP 502 is transient", refusedWith(502), Category::Handshake, transient, 0, 502);
        row("an answer that is not HTTP is fatal",
            failedWith(Socket::ConnectionRefusedError, true, u"Invalid statusline in response: SSH-2.0."_s),
            Category::Handshake, fatal);

        row("a bad certificate is fatal at first", badCertificate(), Category::Tls, fatal);
        row("a bad certificate is transient once a connection has succeeded", badCertificate(), Category::Tls,
            transient, 0, 0, true);
        row("a TLS failure that is not about certificates is transient", failedWith(Socket::SslHandshakeFailedError),
            Category::Tls, transient);

        row("a time-out of the opening is transient", timedOut(RelayError::Phase::Opening), Category::Timeout,
            transient);
        row("a time-out of the registration is transient", timedOut(RelayError::Phase::Registration), Category::Timeout,
            transient);
        AttemptEnd refused;
        refused.cause = AttemptEnd::Cause::Registration;
        refused.phase = RelayError::Phase::Registration;
        refused.reply = {"no"};
        row("a refused registration is fatal", refused, Category::Registration, fatal);
    }

    void classify()
    {
        QFETCH(const AttemptEnd, end);
        QFETCH(const bool, everOpened);
        QFETCH(const int, earlierProtocolErrors);
        QFETCH(const Category, category);
        QFETCH(const bool, fatal);
        QFETCH(const int, closeCode);
        QFETCH(const int, httpStatus);
        const auto error = RelayCore::classify(end, AttemptHistory{u"relay:80"_s, everOpened, earlierProtocolErrors});
        QCOMPARE(error.category, category);
        QCOMPARE(error.fatal, fatal);
        QCOMPARE(error.phase, end.phase);
        QCOMPARE(int(error.closeCode.value_or(0)), closeCode);
        QCOMPARE(error.httpStatus.value_or(0), httpStatus);
        QVERIFY(!error.text.isEmpty());
    }

    void httpStatus_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("status"); // 0: none
        QTest::addRow("Qt's own words") << u"Unhandled http status code: 502 (Bad Gateway)."_s << 502;
        QTest::addRow("Qt's words for a 401, from 6.6 on")
            << u"QWebSocketPrivate::processHandshake: Unsupported WWW-Authenticate challenge encountered."_s << 401;
        QTest::addRow("another language") << u"Statuscode HTTP 429 non g\u00e9r\u00e9."_s << 429;
        QTest::addRow("no number") << u"Invalid response received."_s << 0;
        QTest::addRow("a number of four digits") << u"port 8700"_s << 0;
        QTest::addRow("a number inside base64") << u"key aGVs123bG8= does not match"_s << 0;
        QTest::addRow("a protocol version") << u"HTTP/1.1"_s << 0;
    }

    void httpStatus()
    {
        QFETCH(const QString, text);
        QFETCH(const int, status);
        QCOMPARE(RelayCore::httpStatusIn(text).value_or(0), status);
    }

    void options_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<Category>("category");
        QTest::addRow("ws is taken") << u"ws://h"_s << "A"_ba
                                     << "b"_ba << Category::None;
        QTest::addRow("wss with path and query is taken") << u"wss://h:1/p?q"_s << "A"_ba
                                                          << ""_ba << Category::None;
        QTest::addRow("http is not taken") << u"http://h"_s << "A"_ba
                                           << "b"_ba << Category::InvalidAddress;
        QTest::addRow("an address needs a host") << u"ws:///path"_s << "A"_ba
                                                 << "b"_ba << Category::InvalidAddress;
        QTest::addRow("an empty address is not taken") << QString() << "A"_ba
                                                       << "b"_ba << Category::InvalidAddress;
        QTest::addRow("a header needs a name") << u"ws://h"_s << ""_ba
                                               << "b"_ba << Category::Usage;
        QTest::addRow("a name has no space") << u"ws://h"_s << "A b"_ba
                                             << "b"_ba << Category::Usage;
        QTest::addRow("a name has no colon") << u"ws://h"_s << "A:"_ba
                                             << "b"_ba << Category::Usage;
        QTest::addRow("a value has no line feed") << u"ws://h"_s << "A"_ba
                                                  << "b\nC: d"_ba << Category::Usage;
        QTest::addRow("a value has no carriage return") << u"ws://h"_s << "A"_ba
                                                        << "b\rc"_ba << Category::Usage;
        QTest::addRow("a value has no NUL") << u"ws://h"_s << "A"_ba << QByteArray("b\0c", 3) << Category::Usage;
    }

    void options()
    {
        QFETCH(const QString, address);
        QFETCH(const QByteArray, header);
        QFETCH(const QByteArray, value);
        QFETCH(const Category, category);
        RelayClientOptions options;
        options.address = QUrl(address);
        options.headers = {{header, value}};
        const auto error = RelayCore::whyUnusable(options);
        QCOMPARE(error ? error->category : Category::None, category);
        if (error) {
            QVERIFY(error->fatal);
            QVERIFY(!error->text.contains(u"\n"_s));
        }
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("problem"); // Empty: the address is in order.
        const auto row = [](const char *address, const char *problem = "") {
            QTest::addRow("%s", *address ? address : "empty")
                << QString::fromUtf8(address) << QString::fromUtf8(problem);
        };
        row("ws://h");
        row("wss://h.example:65535/path?query");
        row("ws://user:pass%2Fword@h:1");
        row("ws://[::1]:80/");
        row("", "The relay's address is empty; it must start with ws:// or wss:// and name a host.");
        row("host", "The relay's address has no scheme; it must start with ws:// or wss://.");
        row("host:4700", "The relay's address starts with host:, but must start with ws:// or wss://.");
        row("http://u:secret@h", "The relay's address starts with http:, but must start with ws:// or wss://.");
        row("ws://", "The relay's address names no host; write ws://host:port.");
        row("wss:///path", "The relay's address names no host; write wss://host:port.");
        row("ws://u:secret@", "The relay's address names no host; write ws://host:port.");
        row("ws://127.0.0.1:99999", "The port \"99999\" in the relay's address is not a number from 1 to 65535.");
        row("wss://host:port", "The port \"port\" in the relay's address is not a number from 1 to 65535.");
        row("wss://u:secret@host:-1/x", "The port \"-1\" in the relay's address is not a number from 1 to 65535.");
        row("ws://h:0", "The port 0 in the relay's address is not a number from 1 to 65535.");
        row("ws://u:secret@[::1", "The host in the relay's address begins with [ and has no closing ]: [::1");
        row("ws://::1:80", "An IPv6 address in the relay's address stands in brackets: [::1:80]");
        row("ws://a b", "The host in the relay's address holds characters that a host name cannot have: a b");
        for (const char *address : {"ws://u:a/secret@h", "ws://u:@secret@h"})
            row(address, "The user name or password in the relay's address holds a character that must be "
                         "percent-encoded, such as %40 for @, %2F for /, %3F for ? and %23 for #.");
        for (const char *address : {" ws://h", "ws://h ", " ws://u:secret@h "})
            row(address, "The relay's address begins or ends with a blank.");
        row("ws://h\n", "The host in the relay's address holds characters that a host name cannot have: h%0A");
        row("u:secret@h", "The relay's address has no scheme; it must start with ws:// or wss://.");
        row("ws://h#part", "The relay's address has a fragment, which is never sent; write %23 for a # in the path or "
                           "query.");
    }

    void addresses()
    {
        QFETCH(const QString, address);
        QFETCH(const QString, problem);
        const auto found = RelayCore::addressProblem(QUrl(address));
        QCOMPARE(found.has_value(), !problem.isEmpty());
        if (found)
            QCOMPARE(found->text, problem);
        QVERIFY(!problem.contains(u"secret"_s));
    }

    void userInformationStaysOutOfTexts()
    {
        RelayClientOptions options;
        options.address = QUrl(u"http://me:secret@host"_s);
        QVERIFY(!RelayCore::whyUnusable(options)->text.contains(u"secret"_s));
        QCOMPARE(RelayCore::endpointOf(QUrl(u"wss://me:secret@host"_s)), u"host:443"_s);
        QCOMPARE(RelayCore::endpointOf(QUrl(u"ws://[::1]:8700"_s)), u"[::1]:8700"_s);
    }

    void hostField_data()
    {
        QTest::addColumn<QUrl>("address");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("a name") << QUrl(u"wss://me:secret@relay.example.org/path"_s) << QByteArray("relay.example.org");
        QTest::newRow("a name and a port") << QUrl(u"ws://relay:8700"_s) << QByteArray("relay:8700");
        QTest::newRow("IPv6") << QUrl(u"ws://[::1]"_s) << QByteArray("[::1]");
        QTest::newRow("IPv6 with a zone id") << QUrl(u"ws://[fe80::1%25eth0]:8700"_s) << QByteArray("[fe80::1]:8700");
    }

    void hostField()
    {
        QFETCH(const QUrl, address);
        QFETCH(const QByteArray, expected);
        QCOMPARE(RelayCore::hostFieldOf(address), expected);
    }

    void names()
    {
        for (int i = 0; i <= static_cast<int>(Category::Network); ++i)
            QVERIFY(categoryName(static_cast<Category>(i)).size() > 0);
        QCOMPARE(categoryName(Category::InvalidAddress), QLatin1StringView("invalid_address"));
        QCOMPARE(phaseName(RelayError::Phase::Registration), QLatin1StringView("registration"));
        QCOMPARE(stateName(RelayCore::RelayClient::State::WaitingForNetwork), QLatin1StringView("waiting_for_network"));
        QCOMPARE(sendOutcomeName(RelayCore::SendOutcome::TooLarge), QLatin1StringView("too_large"));
    }
};

QTEST_GUILESS_MAIN(tst_Classify)
#include "tst_classify.moc"
