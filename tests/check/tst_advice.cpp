// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/problem.h"

#include <QtCore/QMetaEnum>
#include <QtCore/QSet>
#include <QtCore/QTimeZone>
#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::StringLiterals;
using Kind = Problem::Kind;

/// What is said about each kind of problem.
class tst_Advice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatToDo_data();
    void saysWhatToDo();
    void dependsOnTheConnection_data();
    void dependsOnTheConnection();
    void saysEachThingOnce();
};

namespace {

Problem example(Kind kind, const QString &text = {}, int number = 0)
{
    Problem problem;
    problem.kind = kind;
    problem.host = u"relay.example.org"_s;
    problem.ip = u"192.0.2.7"_s;
    problem.proxy = u"10.0.0.1:3128"_s;
    problem.port = 8700;
    problem.text = text;
    problem.number = number;
    problem.total = 3;
    problem.time = QDateTime(QDate(2026, 5, 4), QTime(8, 0), QTimeZone::utc());
    problem.waited = std::chrono::milliseconds(1500);
    return problem;
}

} // namespace

void tst_Advice::saysWhatToDo_data()
{
    QTest::addColumn<Problem>("problem");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("found");   // in the description
    QTest::addColumn<QString>("advised"); // in the advice
    const auto row = [](const Problem &problem, const char *name, const QString &found, const QString &advised) {
        QTest::addRow("%s", name) << problem << QString::fromLatin1(name) << found << advised;
    };
    const QString host = u"relay.example.org"_s;
    const QString ip = u"192.0.2.7"_s;

    row(example(Kind::InvalidAddress, u"It names no host"_s), "invalid_address", u"no host"_s, u"wss://HOST:PORT"_s);
    row(example(Kind::TokenUnencrypted), "token_unencrypted", u"unencrypted"_s, u"wss://"_s);
    row(example(Kind::ProxyUnreachable, u"refused"_s), "proxy_unreachable", u"10.0.0.1:3128 cannot"_s,
        u"no_proxy="_s + host);
    row(example(Kind::ProxyTimeout), "proxy_timeout", u"within 1.5 s"_s, u"no_proxy="_s + host);
    row(example(Kind::ProxyWantsCredentials, {}, 407), "proxy_wants_credentials", u"HTTP 407"_s,
        u"PASSWORD@10.0.0.1:3128"_s);
    row(example(Kind::ProxyRefused, u"Busy"_s, 503), "proxy_refused", u"HTTP 503: Busy"_s, u"does not reach "_s + host);
    row(example(Kind::ProxyFailed, u"odd"_s), "proxy_failed", u"did not connect: odd"_s, u"Is 10.0.0.1:3128 a proxy"_s);
    row(example(Kind::HostNotFound), "host_not_found", host, u"spelling of "_s + host);
    row(example(Kind::DnsTimeout), "dns_timeout", u"within 1.5 s"_s, u"name server does not answer"_s);
    row(example(Kind::DnsFailed, u"bad"_s), "dns_failed", u"failed: bad"_s, u"DNS settings"_s);
    row(example(Kind::Refused), "refused", ip + u" refused"_s, u"Nothing listens on port 8700 of "_s + ip);
    row(example(Kind::ConnectTimeout), "connect_timeout", u"within 1.5 s"_s, u"firewall"_s);
    row(example(Kind::Unreachable), "unreachable", u"cannot be reached"_s, u"no route to "_s + ip);
    row(example(Kind::ConnectFailed, u"not permitted"_s), "connect_failed", u"not permitted"_s, u"firewall rule"_s);
    row(example(Kind::SomeAddressesFail, {}, 1), "some_addresses_fail", u"1 of 3 addresses"_s, u"out of the DNS"_s);

    row(example(Kind::CertificateWithoutNames, u"relay"_s), "certificate_without_names", u"no subjectAltName"_s,
        host + u" among"_s);
    row(example(Kind::ClientCertificateMissing, u"alert"_s), "client_certificate_missing",
        u"requires a client certificate: alert"_s, u"--certfile PEM"_s);
    row(example(Kind::ClientCertificateRefused), "client_certificate_refused", u"did not accept the client"_s,
        u"issued by the authority"_s);
    row(example(Kind::ServerSpeaksPlain), "server_speaks_plain", u"plain HTTP"_s, u"ws://relay.example.org:8700"_s);
    row(example(Kind::TlsTimeout), "tls_timeout", u"within 1.5 s"_s, u"is the port right"_s);
    row(example(Kind::TlsClosed), "tls_closed", u"closed the connection"_s, u"client certificate"_s);
    row(example(Kind::TlsFailed, u"no shared cipher"_s), "tls_failed", u"no shared cipher"_s, u"TLS 1.2 or newer"_s);
    row(example(Kind::CertificateExpired, u"CN"_s), "certificate_expired", u"CN expired on 2026-05-04"_s, u"Renew"_s);
    row(example(Kind::CertificateNotYetValid, u"CN"_s), "certificate_not_yet_valid", u"before 2026-05-04"_s,
        u"clock"_s);
    row(example(Kind::HostNameMismatch, u"a, b"_s), "host_name_mismatch", u"for a, b, not for "_s + host, host);
    row(example(Kind::SelfSigned), "self_signed", u"self-signed"_s, u"--ca-file"_s);
    row(example(Kind::UnknownAuthority, u"Lab CA"_s), "unknown_authority", u"Lab CA"_s, u"Give the authority's"_s);
    row(example(Kind::CertificateRejected, u"revoked"_s), "certificate_rejected", u"revoked"_s, u"reissued"_s);
    row(example(Kind::CertificateExpiresSoon, u"CN"_s, 13), "certificate_expires_soon", u"in 13 days"_s, u"Renew it"_s);

    row(example(Kind::ServerSpeaksTls), "server_speaks_tls", u"speaks TLS"_s, u"Use wss://relay.example.org:8700"_s);
    row(example(Kind::NotHttp), "not_http", u"not HTTP"_s, u"Another service"_s);
    row(example(Kind::UpgradeTimeout), "upgrade_timeout", u"within 1.5 s"_s, u"relay hang"_s);
    row(example(Kind::UpgradeClosed), "upgrade_closed", u"instead of answering"_s, u"no HTTP port"_s);
    row(example(Kind::NoUpgrade, u"OK"_s, 200), "no_upgrade", u"HTTP 200: OK"_s, u"web server answered"_s);
    row(example(Kind::Redirected, u"Found"_s, 302), "redirected", u"HTTP 302: Found"_s, u"follow no redirects"_s);
    row(example(Kind::BadRequest, {}, 400), "bad_request", u"HTTP 400"_s, u"did not understand"_s);
    row(example(Kind::TokenRefused, {}, 401), "token_refused", u"HTTP 401"_s, u"--token-file"_s);
    row(example(Kind::AccessRefused, {}, 403), "access_refused", u"HTTP 403"_s, u"this client's address"_s);
    row(example(Kind::NothingThere, {}, 404), "nothing_there", u"HTTP 404"_s, u"check the path"_s);
    row(example(Kind::ProxyWantsLogin, {}, 407), "proxy_wants_login", u"HTTP 407"_s, u"Proxy-Authorization"_s);
    row(example(Kind::UpgradeRequired, {}, 426), "upgrade_required", u"HTTP 426"_s, u"drops the Upgrade field"_s);
    row(example(Kind::TooManyRequests, {}, 429), "too_many_requests", u"HTTP 429"_s, u"wait"_s);
    row(example(Kind::NoRelayBehindProxy, {}, 502), "no_relay_behind_proxy", u"HTTP 502"_s, u"behind it"_s);
    row(example(Kind::ServerFailed, {}, 500), "server_failed", u"HTTP 500"_s, u"its log"_s);
    row(example(Kind::UnexpectedStatus, {}, 418), "unexpected_status", u"HTTP 418"_s, u"not how a relay answers"_s);
    row(example(Kind::WrongAccept), "wrong_accept", u"Sec-WebSocket-Accept"_s, u"caches"_s);
    row(example(Kind::IncompleteUpgrade, u"Upgrade"_s), "incomplete_upgrade", u"correct Upgrade"_s,
        u"drops the field"_s);
    row(example(Kind::UnaskedExtension, u"x"_s), "unasked_extension", u"not offered: x"_s, u"RFC 6455"_s);
    row(example(Kind::HttpTooOld, u"HTTP/1.0"_s), "http_too_old", u"with HTTP/1.0"_s, u"needs HTTP/1.1"_s);
    row(example(Kind::UnaskedSubprotocol, u"chat"_s), "unasked_subprotocol", u"subprotocol chat"_s,
        u"no subprotocol"_s);

    row(example(Kind::RegistrationRefused, u"full"_s), "registration_refused", u"full"_s, u"relay's own"_s);
    row(example(Kind::RegistrationTimeout), "registration_timeout", u"within 1.5 s"_s, u"half-open predecessor"_s);
    row(example(Kind::NotARelay, u"a poem"_s), "not_a_relay", u"a poem"_s, u"not a ProxyStore relay"_s);
    row(example(Kind::ClosedUnauthorized, u"no"_s, 4001), "closed_unauthorized", u"with 4001: no"_s, u"--token-file"_s);
    row(example(Kind::ClosedForbidden, {}, 4002), "closed_forbidden", u"with 4002"_s, u"leave --uuid out"_s);
    row(example(Kind::ClosedDuplicate, {}, 4004), "closed_duplicate", u"with 4004"_s, u"same UUID"_s);
    row(example(Kind::ClosedUndecodable, {}, 4000), "closed_undecodable", u"with 4000"_s, u"another version"_s);
    row(example(Kind::ClosedTooLarge, {}, 4003), "closed_too_large", u"with 4003"_s, u"max_message_bytes"_s);
    row(example(Kind::ClosedForNow, {}, 1013), "closed_for_now", u"with 1013"_s, u"try again in a while"_s);
    row(example(Kind::ClosedOtherwise, {}, 1011), "closed_otherwise", u"with 1011"_s, u"log of the relay"_s);
    row(example(Kind::ConnectionLost), "connection_lost", u"without a close frame"_s, u"crashed"_s);
    row(example(Kind::BrokenFrames, u"opcode 3"_s), "broken_frames", u"opcode 3"_s, u"no WebSocket server"_s);
    row(example(Kind::EchoTimeout), "echo_timeout", u"did not come back"_s, u"another --uuid"_s);
    row(example(Kind::EchoReturned, u"unknown"_s), "echo_returned", u"undeliverable: unknown"_s,
        u"more than one relay"_s);
    row(example(Kind::EchoAltered), "echo_altered", u"changed"_s, u"relayctl proxy"_s);
    row(example(Kind::PongTimeout), "pong_timeout", u"no pong"_s, u"does not answer pings"_s);
    row(example(Kind::StunHostNotFound), "stun_host_not_found", host, u"name server"_s);
    row(example(Kind::StunUnsendable, u"Network unreachable"_s), "stun_unsendable", u"Network unreachable"_s,
        u"no route"_s);
    row(example(Kind::StunSilent), "stun_silent", u"no answer over UDP from relay.example.org within 1.5 s"_s,
        u"drops UDP"_s);
    row(example(Kind::SomeStunSilent, {}, 1), "some_stun_silent", u"1 of 3 STUN servers"_s, u"UDP works"_s);
    row(example(Kind::StunRefused, u"Unauthorized"_s, 401), "stun_refused", u"STUN error 401: Unauthorized"_s,
        u"credentials"_s);
    row(example(Kind::NatMapsByDestination, u"address dependent"_s), "nat_maps_by_destination",
        u"mapping: address dependent"_s, u"TURN server"_s);
}

void tst_Advice::saysWhatToDo()
{
    QFETCH(const Problem, problem);
    QFETCH(const QString, name);
    QFETCH(const QString, found);
    QFETCH(const QString, advised);
    static QSet<Kind> seen;
    seen.insert(problem.kind);

    QCOMPARE(problemName(problem.kind), name);
    QVERIFY2(describe(problem).contains(found), qPrintable(describe(problem)));
    QVERIFY2(!describe(problem).endsWith(u'.'), qPrintable(describe(problem)));
    QVERIFY2(advice(problem).contains(advised), qPrintable(advice(problem)));
    QVERIFY2(advice(problem).endsWith(u'.') || advice(problem).endsWith(u'?'), qPrintable(advice(problem)));
    QVERIFY2(!advice(problem).contains(u'%') && !describe(problem).contains(u'%'), qPrintable(advice(problem)));

    // The last row: none was forgotten.
    if (problem.kind == Kind::NatMapsByDestination)
        QCOMPARE(seen.size(), QMetaEnum::fromType<Kind>().keyCount());
}

void tst_Advice::dependsOnTheConnection_data()
{
    QTest::addColumn<Problem>("problem");
    QTest::addColumn<QString>("advised");
    Problem problem = example(Kind::TokenRefused, {}, 401);
    problem.sentToken = true;
    QTest::addRow("a token that was sent") << problem << u"Get a new one"_s;
    problem.kind = Kind::ClosedUnauthorized;
    QTest::addRow("a token that was sent, over WebSocket") << problem << u"Get a new one"_s;
    problem = example(Kind::Refused);
    problem.port = 80;
    problem.defaultPort = true;
    QTest::addRow("a port nobody named") << problem << u"names no port, so 80 was tried"_s;
    problem = example(Kind::UnknownAuthority);
    problem.ownAuthorities = true;
    QTest::addRow("a CA file that did not help") << problem << u"certificates of --ca-file did not issue it"_s;
    problem = example(Kind::ServerSpeaksTls);
    problem.host = u"::1"_s;
    QTest::addRow("an IPv6 address") << problem << u"wss://[::1]:8700"_s;
    problem = example(Kind::Redirected, u"Found to https://other.example.org/"_s, 302);
    QTest::addRow("a redirect with its target") << problem << u"use the address it names"_s;
}

void tst_Advice::dependsOnTheConnection()
{
    QFETCH(const Problem, problem);
    QFETCH(const QString, advised);
    QVERIFY2(advice(problem).contains(advised), qPrintable(advice(problem)));
}

void tst_Advice::saysEachThingOnce()
{
    const Problem expired = example(Kind::CertificateExpired, u"a"_s);
    const QList<Problem> problems{expired, example(Kind::CertificateExpired, u"b"_s), example(Kind::SelfSigned)};
    QCOMPARE(advice(problems), advice(expired) + u' ' + advice(example(Kind::SelfSigned)));
    QCOMPARE(advice(QList<Problem>{}), QString());
}

QTEST_GUILESS_MAIN(tst_Advice)
#include "tst_advice.moc"
