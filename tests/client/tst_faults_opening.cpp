// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/client/clienttest.h"
#include "tests/client/faulttrial.h"
#include "tests/support/certificates.h"
#include "tests/support/faults.h"

#include <QtNetwork/QSslSocket>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
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

const QByteArray half = "HTTP/1.1 101 Switching Protocols\r\n";
const QByteArray hugeHeader = half + "X: " + QByteArray(1024 * 1024, 'x');
const QByteArray bodyOf404 = "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone";

// clang-format off
QList<Row> openingRows()
{
    return {
        // The transport.
        {"nobody listens",                 retries, C::Refused,        0, nobodyListens()},
        {"accepts and hangs up",           retries, C::Closed,         0, accepted(hangUp())},
        {"accepts and does not read",      retries, C::Timeout,        0, accepted(freeze()), P::OpenTimeout},
        {"reads and stays silent",         retries, C::Timeout,        0, requested(silence()), P::OpenTimeout},
        {"reads and hangs up",             retries, C::Closed,         0, requested(hangUp())},
        {"reads and resets",               retries, C::Closed,         0, requested(reset())},
        {"half a head, then silence",      retries, C::Timeout,        0, requested(send(half)), P::OpenTimeout},
        {"half a head, then hangs up",     retries, C::Closed,         0, requested(sendThen(half, hangUp()))},
        {"half a head, then resets",       retries, C::Closed,         0, requested(sendThen(half, reset()))},
        {"a head that drips in",           works,   C::None,           0, requested(dripUpgrade())},
        {"a head that drips for ever",     retries, C::Timeout,        0, requested(dripForEver(half + "X: ", 'x')), P::OpenTimeout},
        // Not HTTP.
        {"a head of 1 MiB",                givesUp, C::Handshake,      0, requested(send(hugeHeader))},
        {"another protocol",               givesUp, C::Handshake,      0, requested(send("SSH-2.0-OpenSSH\r\n\r\n"))},
        {"bytes, then hangs up",           retries, C::Closed,         0, requested(sendThen(QByteArray(300, '\xee'), hangUp()))},
        {"frames without an upgrade",      retries, C::Timeout,        0, requested(send(registered())), P::OpenTimeout},
        {"a header without a colon",       givesUp, C::Handshake,      0, requested(upgradeWith("Upgrade: ", "Upgrade "))},
        // Not quite an upgrade.
        {"no Sec-WebSocket-Accept",        givesUp, C::Handshake,      0, requested(upgradeWith("Sec-WebSocket-Accept", "X-Accept"))},
        {"another Sec-WebSocket-Accept",   givesUp, C::Handshake,      0, requested(upgradeForAnotherKey())},
        {"no Upgrade",                     givesUp, C::Handshake,      0, requested(upgradeWith("Upgrade: websocket\r\n", ""))},
        {"Upgrade to something else",      givesUp, C::Handshake,      0, requested(upgradeWith("websocket", "h2c"))},
        {"no Connection",                  givesUp, C::Handshake,      0, requested(upgradeWith("Connection: Upgrade\r\n", ""))},
        {"Connection: close",              givesUp, C::Handshake,      0, requested(upgradeWith("n: Upgrade", "n: close"))},
        {"HTTP/1.0",                       givesUp, C::Handshake,      0, requested(upgradeWith("HTTP/1.1", "HTTP/1.0"))},
        {"HTTP/2.0",                       givesUp, C::Handshake,      0, requested(upgradeWith("HTTP/1.1", "HTTP/2.0"))},
        {"a subprotocol nobody asked for", givesUp, C::Handshake,      0, requested(upgradeWith("\r\n\r\n", "\r\nSec-WebSocket-Protocol: x\r\n\r\n"))},
        {"names in lower case",            works,   C::None,           0, requested(upgradeWith("Sec-WebSocket-Accept", "sec-websocket-accept"))},
        {"another reason phrase",          works,   C::None,           0, requested(upgradeWith("Switching Protocols", "Fine"))},
        {"more headers",                   works,   C::None,           0, requested(upgradeWith("\r\n\r\n", "\r\nServer: x\r\nDate: y\r\n\r\n"))},
        {"Connection with two tokens",     works,   C::None,           0, requested(upgradeWith("n: Upgrade", "n: keep-alive, Upgrade"))},
        // HTTP. QWebSocket, 6.4 and 6.8, follows no redirection. From 6.6 on it answers a 401 by itself where the
        // address holds a password, and words it differently where not; classify() knows both.
        {"100 Continue",                   givesUp, C::Handshake,    100, requested(status(100))},
        {"200 OK",                         givesUp, C::Handshake,    200, requested(status(200))},
        {"204 No Content",                 givesUp, C::Handshake,    204, requested(status(204))},
        {"301 Moved Permanently",          givesUp, C::Handshake,    301, requested(status(301, "Location: ws://127.0.0.1:1/"))},
        {"302 Found",                      givesUp, C::Handshake,    302, requested(status(302, "Location: http://127.0.0.1:1/"))},
        {"307 Temporary Redirect",         givesUp, C::Handshake,    307, requested(status(307, "Location: /elsewhere"))},
        {"400 Bad Request",                givesUp, C::Handshake,    400, requested(status(400))},
        {"400 with our version",           givesUp, C::Handshake,    400, requested(status(400, "Sec-WebSocket-Version: 13"))},
        {"400 with other versions",        givesUp, C::Handshake,    400, requested(status(400, "Sec-WebSocket-Version: 8, 7"))},
        {"401 without a challenge",        givesUp, C::Unauthorized, 401, requested(status(401))},
        {"401 Bearer",                     givesUp, C::Unauthorized, 401, requested(status(401, "WWW-Authenticate: Bearer"))},
        {"401 Basic",                      givesUp, C::Unauthorized, 401, requested(status(401, "WWW-Authenticate: Basic realm=\"r\""))},
        {"403 Forbidden",                  givesUp, C::Forbidden,    403, requested(status(403))},
        {"404 Not Found",                  givesUp, C::Handshake,    404, requested(status(404))},
        {"404 with a body, then hangs up", givesUp, C::Handshake,    404, requested(sendThen(bodyOf404, hangUp()))},
        {"407 Proxy Authentication",       givesUp, C::Handshake,    407, requested(status(407))},
        {"408 Request Timeout",            retries, C::Handshake,    408, requested(status(408))},
        {"410 Gone",                       givesUp, C::Handshake,    410, requested(status(410))},
        {"426 Upgrade Required",           givesUp, C::Handshake,    426, requested(status(426, "Upgrade: websocket"))},
        {"429 Too Many Requests",          retries, C::Handshake,    429, requested(status(429))},
        {"429 with Retry-After",           retries, C::Handshake,    429, requested(status(429, "Retry-After: 120")), P::Nothing, {}, 120s},
        {"429 with a date that is past",   retries, C::Handshake,    429, requested(status(429, "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT"))},
        {"429 with another Retry-After",   retries, C::Handshake,    429, requested(status(429, "Retry-After: soon"))},
        {"429 for a very long time",       retries, C::Handshake,    429, requested(status(429, "Retry-After: 99999999999")), P::Nothing, {}, 1h},
        {"500 Internal Server Error",      retries, C::Handshake,    500, requested(status(500))},
        {"501 Not Implemented",            retries, C::Handshake,    501, requested(status(501))},
        {"502 Bad Gateway",                retries, C::Handshake,    502, requested(status(502))},
        {"503 Service Unavailable",        retries, C::Handshake,    503, requested(status(503, "Retry-After: 0"))},
        {"503 with Retry-After",           retries, C::Handshake,    503, requested(status(503, "Retry-After: 7")), P::Nothing, {}, 7s},
        {"504 Gateway Timeout",            retries, C::Handshake,    504, requested(status(504))},
        {"599, not assigned",              retries, C::Handshake,    599, requested(status(599))},
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
        {"answers with plain text",   retries, C::Tls,     0, accepted(send("HTTP/1.1 400 Bad Request\r\n\r\n"))},
        {"accepts and hangs up",      retries, C::Closed,  0, accepted(hangUp())},
        {"accepts and does not read", retries, C::Timeout, 0, accepted(freeze()), P::OpenTimeout},
        {"accepts and stays silent",  retries, C::Timeout, 0, accepted(silence()), P::OpenTimeout},
        {"nobody listens",            retries, C::Refused, 0, nobodyListens()},
    };
}
// clang-format on

} // namespace

Q_DECLARE_METATYPE(TlsRow)

/// Faults before the upgrade.
class tst_FaultsOpening : public QObject
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
        const auto scheduleFault = [&](FaultRelay &faulty) { faulty.setTls(m_certificates.server(row.defect)); };
        if (row.wasReady) {
            becomesBadLater(relay, options, *clock, scheduleFault);
            return;
        }
        // Where nobody knows the authority, no certificate of this relay is any better.
        const auto cure = [&](FaultRelay &faulty) { faulty.setTls(m_certificates.server(Defect::None)); };
        const Row plain{row.fault, row.state, row.state == works ? C::None : C::Tls, 0, scheduleFault};
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
        run(RelayError::Phase::Opening, row, relay, options, clock, [](FaultRelay &faulty) { faulty.heal(); });
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
        addRows({{"refuses for ever", retries, C::Refused, 0, nobodyListens()},
                 {"accepts and hangs up for ever", retries, C::Closed, 0, accepted(hangUp())},
                 {"resets for ever", retries, C::Closed, 0, requested(reset())},
                 {"answers 503 for ever", retries, C::Handshake, 503, requested(status(503))}});
    }

    void forEver()
    {
        QFETCH(const Row, row);
        runForEver(row);
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
                         const ScheduleFault &scheduleFault)
    {
        RelayCore::RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), works);
        scheduleFault(relay);
        relay.applyFault(hangUp());
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

QTEST_GUILESS_MAIN(tst_FaultsOpening)
#include "tst_faults_opening.moc"
