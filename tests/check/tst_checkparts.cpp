// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/relayanswer.h"
#include "inspector/check/secretscrubber.h"
#include "inspector/check/tcprace.h"
#include "inspector/check/upgrade.h"
#include "inspector/frames/httphead.h"
#include "inspector/transport/upgradehead.h"
#include "relaycore/protocol/codec.h"

#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::StringLiterals;
using Kind = Problem::Kind;

namespace {

const QByteArray key = "dGhlIHNhbXBsZSBub25jZQ=="_ba; // RFC 6455 section 1.3, with its answer:
const QByteArray accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="_ba;
const QUuid self(0x5e1f0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);

QByteArray switching(const QByteArray &fields)
{
    return "HTTP/1.1 101 Switching Protocols\r\n" + fields + "\r\n";
}

} // namespace

/// The parts of the check that need no socket.
class tst_CheckParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requests_data();
    void requests();
    void validatesUpgrades_data();
    void validatesUpgrades();
    void validatesRegistrations_data();
    void validatesRegistrations();
    void validatesCloses_data();
    void validatesCloses();
    void validatesEchoes();
    void validatesConnectErrors_data();
    void validatesConnectErrors();
    void cleansTexts();
};

void tst_CheckParts::requests_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("host");
    QTest::addRow("no path") << u"ws://h"_s << "GET / HTTP/1.1"_ba
                             << "Host: h"_ba;
    QTest::addRow("path and port") << u"wss://h:8700/a%20b"_s << "GET /a%20b HTTP/1.1"_ba
                                   << "Host: h:8700"_ba;
    QTest::addRow("query alone") << u"ws://h?x=1"_s << "GET /?x=1 HTTP/1.1"_ba
                                 << "Host: h"_ba;
    QTest::addRow("IPv6") << u"ws://[::1]:81/"_s << "GET / HTTP/1.1"_ba
                          << "Host: [::1]:81"_ba;
}

void tst_CheckParts::requests()
{
    QFETCH(const QString, url);
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, host);
    const QByteArray request = upgradeRequest(QUrl(url), key, {{"Authorization"_ba, "Bearer sesame"_ba}});
    // A Host field of the caller replaces the address's: there is only one, as RFC 9112 section 3.2 demands.
    const QByteArray renamed = upgradeRequest(QUrl(url), key, {{"host"_ba, "other.test"_ba}});
    QCOMPARE(renamed.toLower().count("\r\nhost:"), 1);
    QVERIFY(renamed.contains("\r\nHost: other.test\r\n"));
    HttpHead head(HttpHead::Kind::Request, 4096);
    QCOMPARE(head.read(request), request.size());
    QCOMPARE(head.state(), HttpHead::State::Complete);
    QCOMPARE(head.startLine(), line);
    QCOMPARE("Host: " + head.value("Host"), host);
    QCOMPARE(head.value("Upgrade"), "websocket"_ba);
    QCOMPARE(head.value("Connection"), "Upgrade"_ba);
    QCOMPARE(head.value("Sec-WebSocket-Version"), "13"_ba);
    QCOMPARE(head.value("Sec-WebSocket-Key"), key);
    QCOMPARE(head.value("Authorization"), "Bearer sesame"_ba);
}

void tst_CheckParts::validatesUpgrades_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("name"); // empty: nothing wrong
    QTest::addColumn<QString>("text");
    const QByteArray fields =
        "Upgrade: WebSocket\r\nConnection: keep-alive, upgrade\r\nSec-WebSocket-Accept: " + accept + "\r\n";
    QTest::addRow("accepted") << switching(fields) << QString() << QString();
    QTest::addRow("no Upgrade field") << switching("Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept + "\r\n")
                                      << u"incomplete_upgrade"_s << u"Upgrade"_s;
    QTest::addRow("no Connection field") << switching("Upgrade: websocket\r\n") << u"incomplete_upgrade"_s
                                         << u"Connection"_s;
    QTest::addRow("no accept") << switching("Upgrade: websocket\r\nConnection: Upgrade\r\n") << u"incomplete_upgrade"_s
                               << u"Sec-WebSocket-Accept"_s;
    QTest::addRow("another's accept") << switching(
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n")
                                      << u"wrong_accept"_s << QString();
    QTest::addRow("unasked compression") << switching(fields + "Sec-WebSocket-Extensions: permessage-deflate\r\n")
                                         << u"unasked_extension"_s << u"Sec-WebSocket-Extensions permessage-deflate"_s;
    QTest::addRow("HTTP/1.0") << switching(fields).replace("HTTP/1.1", "HTTP/1.0") << u"http_too_old"_s
                              << u"HTTP/1.0"_s;
    QTest::addRow("unasked subprotocol") << switching(fields + "Sec-WebSocket-Protocol: chat\r\n")
                                         << u"unasked_subprotocol"_s << u"chat"_s;
    QTest::addRow("a redirect without its secret")
        << "HTTP/1.1 302 Found\r\nLocation: https://u:p@h/x?ticket=sesame\r\n\r\n"_ba << u"redirected"_s
        << u"Found to https://h/x"_s;
    const QList<std::pair<int, QString>> statuses{{200, u"no_upgrade"_s},
                                                  {204, u"no_upgrade"_s},
                                                  {301, u"redirected"_s},
                                                  {308, u"redirected"_s},
                                                  {400, u"bad_request"_s},
                                                  {401, u"token_refused"_s},
                                                  {403, u"access_refused"_s},
                                                  {404, u"nothing_there"_s},
                                                  {405, u"nothing_there"_s},
                                                  {407, u"proxy_wants_login"_s},
                                                  {410, u"nothing_there"_s},
                                                  {418, u"unexpected_status"_s},
                                                  {426, u"upgrade_required"_s},
                                                  {429, u"too_many_requests"_s},
                                                  {500, u"server_failed"_s},
                                                  {501, u"server_failed"_s},
                                                  {502, u"no_relay_behind_proxy"_s},
                                                  {503, u"no_relay_behind_proxy"_s},
                                                  {504, u"no_relay_behind_proxy"_s},
                                                  {599, u"server_failed"_s}};
    for (const auto &[status, name] : statuses)
        QTest::addRow("%d", status) << "HTTP/1.1 " + QByteArray::number(status) + " Why Not\r\n\r\n"
                                    << name << u"Why Not"_s;
}

void tst_CheckParts::validatesUpgrades()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QString, name);
    QFETCH(const QString, text);
    const auto problem = validateUpgrade(*RelayCore::parseUpgradeResponse(head), key);
    QCOMPARE(problem ? problemName(problem->kind) : QString(), name);
    if (problem)
        QCOMPARE(problem->text, text);
}

void tst_CheckParts::validatesRegistrations_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    using namespace RelayCore;
    QTest::addRow("accepted") << encode(RelayResponse{}) << QString() << QString();
    QTest::addRow("refused") << encode(RelayResponse{false, u"The relay is full."_s, true}) << u"registration_refused"_s
                             << u"The relay is full."_s;
    QTest::addRow("refused without words")
        << encode(RelayResponse{false, std::nullopt, true}) << u"registration_refused"_s << QString();
    QTest::addRow("another message") << encode(RelayRegistration{u"a"_s, self}) << u"not_a_relay"_s
                                     << u"a relay_registration instead of a relay_response"_s;
    QTest::addRow("no JSON") << "hello"_ba << u"not_a_relay"_s << u"JSON"_s;
}

void tst_CheckParts::validatesRegistrations()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, name);
    QFETCH(const QString, words);
    const auto problem = validateRegistration(text);
    QCOMPARE(problem ? problemName(problem->kind) : QString(), name);
    if (problem)
        QVERIFY2(problem->text.contains(words), qPrintable(problem->text));
}

void tst_CheckParts::validatesCloses_data()
{
    QTest::addColumn<int>("code"); // 0: none
    QTest::addColumn<QString>("name");
    QTest::addRow("none") << 0 << u"closed_otherwise"_s;
    QTest::addRow("1000") << 1000 << u"closed_otherwise"_s;
    QTest::addRow("1001") << 1001 << u"closed_for_now"_s;
    QTest::addRow("1009") << 1009 << u"closed_too_large"_s;
    QTest::addRow("1012") << 1012 << u"closed_for_now"_s;
    QTest::addRow("1013") << 1013 << u"closed_for_now"_s;
    QTest::addRow("4000") << 4000 << u"closed_undecodable"_s;
    QTest::addRow("4001") << 4001 << u"closed_unauthorized"_s;
    QTest::addRow("4002") << 4002 << u"closed_forbidden"_s;
    QTest::addRow("4003") << 4003 << u"closed_too_large"_s;
    QTest::addRow("4004") << 4004 << u"closed_duplicate"_s;
    QTest::addRow("4999") << 4999 << u"closed_otherwise"_s;
}

void tst_CheckParts::validatesCloses()
{
    QFETCH(const int, code);
    QFETCH(const QString, name);
    const auto given = code == 0 ? std::nullopt : std::optional<quint16>(quint16(code));
    const Problem problem = validateClose(given, u"because"_s);
    QCOMPARE(problemName(problem.kind), name);
    QCOMPARE(problem.number, code == 0 ? 1005 : code);
    QVERIFY2(problem.text.contains(u"because"_s), qPrintable(problem.text));
}

void tst_CheckParts::validatesEchoes()
{
    using namespace RelayCore;
    const PeerConnection sent = echoMessage(u"alpha"_s, self, "0123");
    QCOMPARE(sent.peerUuid, sent.sourceUuid);
    const auto name = [&](const PeerConnection &message) {
        const EchoAnswer answer = validateEcho(encode(message), sent, "0123");
        return answer.isOurs ? answer.problem ? problemName(answer.problem->kind) : u"ok"_s : u"not ours"_s;
    };
    QCOMPARE(name(sent), u"ok"_s);
    PeerConnection returned = sent;
    returned.error = u"no such peer"_s;
    QCOMPARE(name(returned), u"echo_returned"_s);
    PeerConnection altered = sent;
    altered.sourceName = u"beta"_s;
    QCOMPARE(name(altered), u"echo_altered"_s);
    QCOMPARE(name(echoMessage(u"alpha"_s, self, "4567")), u"not ours"_s);
    const EchoAnswer broken = validateEcho("{0123", sent, "0123");
    QVERIFY(broken.isOurs);
    QCOMPARE(broken.problem->kind, Kind::EchoAltered);
}

void tst_CheckParts::validatesConnectErrors_data()
{
    QTest::addColumn<QAbstractSocket::SocketError>("error");
    QTest::addColumn<QString>("name");
    QTest::addRow("refused") << QAbstractSocket::ConnectionRefusedError << u"refused"_s;
    QTest::addRow("timeout") << QAbstractSocket::SocketTimeoutError << u"connect_timeout"_s;
    QTest::addRow("unreachable") << QAbstractSocket::NetworkError << u"unreachable"_s;
    QTest::addRow("not permitted") << QAbstractSocket::SocketAccessError << u"connect_failed"_s;
}

void tst_CheckParts::validatesConnectErrors()
{
    QFETCH(const QAbstractSocket::SocketError, error);
    QFETCH(const QString, name);
    const Problem problem = validateConnectError(error, u"words"_s);
    QCOMPARE(problemName(problem.kind), name);
    QCOMPARE(problem.text, u"words"_s);
}

void tst_CheckParts::cleansTexts()
{
    const SecretScrubber clean(
        {{"authorization"_ba, "Bearer sesame"_ba}, {"Cookie"_ba, "id=hunter22"_ba}, {"X-Lab"_ba, "blue"_ba}});
    QCOMPARE(clean(u"Your token sesame is old"_s), u"Your token *** is old"_s);
    QCOMPARE(clean("you sent Bearer sesame and id=hunter22"_ba), u"you sent Bearer *** and id=***"_s);
    QCOMPARE(clean(u"blue\r\n\x1b[31mred"_s), u"blue \\u001b[31mred"_s);
    QCOMPARE(clean(QString(300, u'x')).size(), 203);
    QCOMPARE(SecretScrubber()(u"plain"_s), u"plain"_s);
}

QTEST_GUILESS_MAIN(tst_CheckParts)
#include "tst_checkparts.moc"
