// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/client/clienttest.h"
#include "tests/client/faulttrial.h"
#include "tests/support/certificates.h"
#include "tests/support/faults.h"

#include <QtNetwork/QSslSocket>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace FaultTrial;
using namespace TestSupport::Faults;
using RelayCore::RelayError;
using RelayCore::TestKit::ManualClock;
using TestSupport::Certificates;
using TestSupport::Defect;
using TestSupport::FaultRelay;
using C = RelayError::Category;
using P = Passes;
using State = RelayCore::RelayClient::State;

namespace {

constexpr auto retries = State::Backoff;
constexpr auto givesUp = State::Failed;
constexpr auto works = State::Ready;

const QByteArray hugeHeader = "HTTP/1.1 101 Switching Protocols\r\nX: " + QByteArray(1024 * 1024, 'x');
const QByteArray bodyOf404 = "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone";

// clang-format off
QList<Row> openingRows()
{
    return {
        // The transport.
        {"nobody listens",                  nobodyListens(),                                               P::Nothing,     retries, C::Refused},
        {"accepts and hangs up",            accepted(hangUp()),                                            P::Nothing,     retries, C::Closed},
        {"accepts and resets",              accepted(reset()),                                             P::Nothing,     retries, C::Closed},
        {"accepts and does not read",       accepted(freeze()),                                            P::OpenTimeout, retries, C::Timeout},
        {"reads and stays silent",          requested(silence()),                                          P::OpenTimeout, retries, C::Timeout},
        {"reads and hangs up",              requested(hangUp()),                                           P::Nothing,     retries, C::Closed},
        {"reads and resets",                requested(reset()),                                            P::Nothing,     retries, C::Closed},
        {"half a head, then silence",       requested(send("HTTP/1.1 101 Switching")),                     P::OpenTimeout, retries, C::Timeout},
        {"half a head, then hangs up",      requested(sendThen("HTTP/1.1 101 Switching", hangUp())),       P::Nothing,     retries, C::Closed},
        {"half a head, then resets",        requested(sendThen("HTTP/1.1 101 Switching", reset())),        P::Nothing,     retries, C::Closed},
        {"a head that drips in",            requested(dripUpgrade()),                                      P::Nothing,     works},
        {"a head that drips for ever",      requested(dripForEver("HTTP/1.1 101 Switching\r\nX: ", 'x')),  P::OpenTimeout, retries, C::Timeout},
        // Not HTTP.
        {"a head of 1 MiB",                 requested(send(hugeHeader)),                                   P::Nothing,     givesUp, C::Handshake},
        {"another protocol",                requested(send("SSH-2.0-OpenSSH\r\n\r\n")),                    P::Nothing,     givesUp, C::Handshake},
        {"bytes, then hangs up",            requested(sendThen(QByteArray(300, '\xee'), hangUp())),        P::Nothing,     retries, C::Closed},
        {"frames without an upgrade",       requested(send(registered())),                                 P::OpenTimeout, retries, C::Timeout},
        {"a header without a colon",        requested(upgradeWith("Upgrade: ", "Upgrade ")),               P::Nothing,     givesUp, C::Handshake},
        // Not quite an upgrade.
        {"no Sec-WebSocket-Accept",         requested(upgradeWith("Sec-WebSocket-Accept", "X-Accept")),    P::Nothing,     givesUp, C::Handshake},
        {"another Sec-WebSocket-Accept",    requested(upgradeForAnotherKey()),                             P::Nothing,     givesUp, C::Handshake},
        {"no Upgrade",                      requested(upgradeWith("Upgrade: websocket\r\n", "")),          P::Nothing,     givesUp, C::Handshake},
        {"Upgrade to something else",       requested(upgradeWith("websocket", "h2c")),                    P::Nothing,     givesUp, C::Handshake},
        {"no Connection",                   requested(upgradeWith("Connection: Upgrade\r\n", "")),         P::Nothing,     givesUp, C::Handshake},
        {"Connection: close",               requested(upgradeWith("n: Upgrade", "n: close")),              P::Nothing,     givesUp, C::Handshake},
        {"HTTP/1.0",                        requested(upgradeWith("HTTP/1.1", "HTTP/1.0")),                P::Nothing,     givesUp, C::Handshake},
        {"HTTP/2.0",                        requested(upgradeWith("HTTP/1.1", "HTTP/2.0")),                P::Nothing,     givesUp, C::Handshake},
        {"a subprotocol nobody asked for",  requested(upgradeWith("\r\n\r\n", "\r\nSec-WebSocket-Protocol: x\r\n\r\n")), P::Nothing, givesUp, C::Handshake},
        {"names in lower case",             requested(upgradeWith("Sec-WebSocket-Accept", "sec-websocket-accept")),      P::Nothing, works},
        {"another reason phrase",           requested(upgradeWith("Switching Protocols", "Fine")),         P::Nothing,     works},
        {"more headers",                    requested(upgradeWith("\r\n\r\n", "\r\nServer: x\r\nDate: y\r\n\r\n")),      P::Nothing, works},
        // RFC 6455 allows this one; no Qt up to 6.8 does, so a relay behind such a proxy cannot be reached.
        {"Connection with two tokens",      requested(upgradeWith("n: Upgrade", "n: keep-alive, Upgrade")),P::Nothing,     givesUp, C::Handshake},
        // HTTP. QWebSocket up to 6.8 follows no redirection, and from 6.6 on answers 401 only where the address holds a password.
        {"100 Continue",                    requested(status(100)),                                        P::Nothing,     givesUp, C::Handshake,    100},
        {"200 OK",                          requested(status(200)),                                        P::Nothing,     givesUp, C::Handshake,    200},
        {"204 No Content",                  requested(status(204)),                                        P::Nothing,     givesUp, C::Handshake,    204},
        {"301 Moved Permanently",           requested(status(301, "Location: ws://127.0.0.1:1/")),         P::Nothing,     givesUp, C::Handshake,    301},
        {"302 Found",                       requested(status(302, "Location: http://127.0.0.1:1/")),       P::Nothing,     givesUp, C::Handshake,    302},
        {"307 Temporary Redirect",          requested(status(307, "Location: /elsewhere")),                P::Nothing,     givesUp, C::Handshake,    307},
        {"400 Bad Request",                 requested(status(400)),                                        P::Nothing,     givesUp, C::Handshake,    400},
        {"400 with our version",            requested(status(400, "Sec-WebSocket-Version: 13")),           P::Nothing,     givesUp, C::Handshake,    400},
        {"400 with other versions",         requested(status(400, "Sec-WebSocket-Version: 8, 7")),         P::Nothing,     givesUp, C::Handshake,    400},
        {"401 without a challenge",         requested(status(401)),                                        P::Nothing,     givesUp, C::Unauthorized, 401},
        {"401 Bearer",                      requested(status(401, "WWW-Authenticate: Bearer")),            P::Nothing,     givesUp, C::Unauthorized, 401},
        {"401 Basic",                       requested(status(401, "WWW-Authenticate: Basic realm=\"r\"")), P::Nothing,     givesUp, C::Unauthorized, 401},
        {"403 Forbidden",                   requested(status(403)),                                        P::Nothing,     givesUp, C::Forbidden,    403},
        {"404 Not Found",                   requested(status(404)),                                        P::Nothing,     givesUp, C::Handshake,    404},
        {"404 with a body, then hangs up",  requested(sendThen(bodyOf404, hangUp())),                      P::Nothing,     givesUp, C::Handshake,    404},
        {"407 Proxy Authentication",        requested(status(407)),                                        P::Nothing,     givesUp, C::Handshake,    407},
        {"408 Request Timeout",             requested(status(408)),                                        P::Nothing,     retries, C::Handshake,    408},
        {"410 Gone",                        requested(status(410)),                                        P::Nothing,     givesUp, C::Handshake,    410},
        {"426 Upgrade Required",            requested(status(426, "Upgrade: websocket")),                  P::Nothing,     givesUp, C::Handshake,    426},
        {"429 Too Many Requests",           requested(status(429, "Retry-After: 120")),                    P::Nothing,     retries, C::Handshake,    429},
        {"500 Internal Server Error",       requested(status(500)),                                        P::Nothing,     retries, C::Handshake,    500},
        {"501 Not Implemented",             requested(status(501)),                                        P::Nothing,     retries, C::Handshake,    501},
        {"502 Bad Gateway",                 requested(status(502)),                                        P::Nothing,     retries, C::Handshake,    502},
        {"503 Service Unavailable",         requested(status(503, "Retry-After: 1")),                      P::Nothing,     retries, C::Handshake,    503},
        {"504 Gateway Timeout",             requested(status(504)),                                        P::Nothing,     retries, C::Handshake,    504},
        {"599, not assigned",               requested(status(599)),                                        P::Nothing,     retries, C::Handshake,    599},
    };
}

struct TlsRow
{
    const char *fault;
    Defect defect = Defect::None;
    bool trusts = true;    ///< The client knows the relay's authority.
    bool verifies = true;
    bool wasReady = false; ///< The client has been connected to the relay while there was nothing wrong with it.
    State state = works;
};

const QList<TlsRow> tlsRows = {
    {"a certificate without a fault",              Defect::None,             true,  true,  false, works},
    {"an authority nobody knows",                  Defect::None,             false, true,  false, givesUp},
    {"an authority the client does not know",      Defect::UnknownAuthority, true,  true,  false, givesUp},
    {"self-signed",                                Defect::SelfSigned,       true,  true,  false, givesUp},
    {"expired",                                    Defect::Expired,          true,  true,  false, givesUp},
    {"for another host",                           Defect::WrongHost,        true,  true,  false, givesUp},
    {"self-signed, after a good one",              Defect::SelfSigned,       true,  true,  true,  retries},
    {"expired, after a good one",                  Defect::Expired,          true,  true,  true,  retries},
    {"for another host, after a good one",         Defect::WrongHost,        true,  true,  true,  retries},
    {"an unknown authority, not verified",         Defect::UnknownAuthority, true,  false, false, works},
    {"self-signed, not verified",                  Defect::SelfSigned,       true,  false, false, works},
    {"expired, not verified",                      Defect::Expired,          true,  false, false, works},
    {"for another host, not verified",             Defect::WrongHost,        true,  false, false, works},
};

QList<Row> noTlsRows()
{
    return {
        {"answers with plain text",         accepted(send("HTTP/1.1 400 Bad Request\r\n\r\n")),            P::Nothing,     retries, C::Tls},
        {"accepts and hangs up",            accepted(hangUp()),                                            P::Nothing,     retries, C::Closed},
        {"accepts and resets",              accepted(reset()),                                             P::Nothing,     retries, C::Closed},
        {"accepts and does not read",       accepted(freeze()),                                            P::OpenTimeout, retries, C::Timeout},
        {"accepts and stays silent",        accepted(silence()),                                           P::OpenTimeout, retries, C::Timeout},
        {"nobody listens",                  nobodyListens(),                                               P::Nothing,     retries, C::Refused},
    };
}
// clang-format on

} // namespace

Q_DECLARE_METATYPE(TlsRow)

/// Faults before the upgrade.
class FaultsOpeningTest : public QObject
{
    Q_OBJECT

private:
    Certificates m_certificates;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QSslSocket::supportsSsl());
        const QString why = m_certificates.create();
        QVERIFY2(why.isEmpty(), qPrintable(why));
    }

    void opening_data() { addRows(openingRows()); }

    void opening()
    {
        QFETCH(const Row, row);
        run(RelayError::Phase::Opening, row);
    }

    void tls_data()
    {
        QTest::addColumn<TlsRow>("row");
        for (const TlsRow &row : tlsRows)
            QTest::addRow("%s", row.fault) << row;
    }

    void tls()
    {
        QFETCH(const TlsRow, row);
        FaultRelay relay(m_certificates.server(Defect::None));
        const auto clock = std::make_shared<ManualClock>();
        auto options = ClientTest::optionsFor(relay.address(), clock);
        if (row.trusts)
            options.tls = m_certificates.client();
        options.verifyCertificate = row.verifies;
        const auto injure = [&](FaultRelay &injured) { injured.setTls(m_certificates.server(row.defect)); };
        if (row.wasReady) {
            becomesBadLater(relay, options, *clock, injure);
            return;
        }
        // Where nobody knows the authority, no certificate of this relay is any better.
        const auto cure = [&](FaultRelay &injured) { injured.setTls(m_certificates.server(Defect::None)); };
        const Row plain{row.fault, injure, P::Nothing, row.state, row.state == works ? C::None : C::Tls};
        if (row.trusts)
            run(RelayError::Phase::Opening, plain, relay, options, clock, cure);
        else
            isNeverTrusted(options);
    }

    void wssWithoutTls_data() { addRows(noTlsRows()); }

    void wssWithoutTls()
    {
        QFETCH(const Row, row);
        FaultRelay relay(m_certificates.server(Defect::None));
        const auto clock = std::make_shared<ManualClock>();
        auto options = ClientTest::optionsFor(relay.address(), clock);
        options.tls = m_certificates.client();
        run(RelayError::Phase::Opening, row, relay, options, clock, [](FaultRelay &injured) { injured.heal(); });
    }

    void wsToTls()
    {
        FaultRelay relay(m_certificates.server(Defect::None));
        const auto clock = std::make_shared<ManualClock>();
        RelayCore::RelayClient client(ClientTest::optionsFor(relay.address(u"ws"_s), clock));
        client.connectToRelay();
        QTRY_COMPARE(client.state(), retries);
        QCOMPARE(client.lastError().category, C::Closed);
    }

    void forEver_data()
    {
        addRows({{"refuses for ever", nobodyListens()},
                 {"accepts and hangs up for ever", accepted(hangUp())},
                 {"accepts and resets for ever", accepted(reset())},
                 {"answers 503 for ever", requested(status(503))}});
    }

    void forEver()
    {
        QFETCH(const Row, row);
        runForEver(row.injure);
    }

    void withATokenProvider_data()
    {
        QList<Row> rows = openingRows();
        rows.removeIf([](const Row &row) { return row.category != C::Unauthorized && row.category != C::Forbidden; });
        QCOMPARE(rows.size(), 4);
        addRows(rows);
    }

    void withATokenProvider()
    {
        QFETCH(const Row, row);
        runWithTokens(row);
    }

private:
    void isNeverTrusted(const RelayCore::RelayClientOptions &options)
    {
        RelayCore::RelayClient client(options);
        const auto ready = client.connectToRelay();
        QTRY_COMPARE(client.state(), givesUp);
        QCOMPARE(client.lastError().category, C::Tls);
        QVERIFY(!client.lastError().tlsErrors.isEmpty());
        QVERIFY(!ready.result().registered);
    }

    void becomesBadLater(FaultRelay &relay, const RelayCore::RelayClientOptions &options, ManualClock &clock,
                         const Injure &injure)
    {
        RelayCore::RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), works);
        injure(relay);
        relay.strike(hangUp());
        QTRY_COMPARE(client.state(), retries);
        QCOMPARE(client.lastError().category, C::Closed);
        clock.advance(std::chrono::seconds(1));
        QTRY_COMPARE(client.lastError().category, C::Tls);
        QCOMPARE(client.state(), retries);
        QVERIFY(!client.lastError().fatal);
        QVERIFY(!client.lastError().tlsErrors.isEmpty());
        relay.setTls(m_certificates.server(Defect::None));
        clock.advance(std::chrono::seconds(2));
        QTRY_COMPARE(client.state(), works);
    }
};

QTEST_GUILESS_MAIN(FaultsOpeningTest)
#include "tst_faults_opening.moc"
