// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/client/faulttrial.h"
#include "tests/support/faults.h"

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace FaultTrial;
using namespace TestSupport::Faults;
using RelayCore::RelayError;
using WireBytes::FrameSpec;
using C = RelayError::Category;
using P = Passes;
using State = RelayCore::RelayClient::State;

namespace {

constexpr auto retries = State::Backoff;
constexpr auto givesUp = State::Failed;
constexpr auto works = State::Ready;

const QByteArray success = R"({"message_type": "relay_response", "success": true, "message": null, "error": false})";

QByteArray frame(const FrameSpec &spec)
{
    return WireBytes::frame(spec);
}

// clang-format off
QList<Row> registrationRows()
{
    constexpr quint64 large = 17 * 1024 * 1024; // The client takes 16 MiB.
    return {
        // The transport.
        {"silence",                          retries, C::Timeout,         0, registering(silence()), P::RegistrationTimeout},
        {"does not read",                    retries, C::Timeout,         0, registering(freeze()), P::RegistrationTimeout},
        {"pings and nothing else",           retries, C::Timeout,         0, registering(send(ping("x") + ping())), P::RegistrationTimeout},
        {"hangs up",                         retries, C::Closed,       1006, registering(hangUp())},
        {"resets",                           retries, C::Closed,       1006, registering(reset())},
        {"hangs up right after the upgrade", retries, C::Closed,       1006, requested(upgradeThen(hangUp()))},
        {"resets right after the upgrade",   retries, C::Closed,       1006, requested(upgradeThen(reset()))},
        {"half a header, then silence",      retries, C::Closed,       1001, registering(send(registered().first(1))), P::HalfFrameTimer},
        {"a header, then silence",           retries, C::Closed,       1001, registering(send(registered().first(2))), P::HalfFrameTimer},
        {"half a response, then silence",    retries, C::Closed,       1001, registering(send(registered().first(40))), P::HalfFrameTimer},
        {"half a response, then hangs up",   retries, C::Closed,       1006, registering(sendThen(registered().first(40), hangUp()))},
        {"half a response, then resets",     retries, C::Closed,       1006, registering(sendThen(registered().first(40), reset()))},
        {"a frame that drips for ever",      retries, C::Timeout,         0, registering(dripForEver(text(QByteArray(9999, 'x')).first(4), 'x')), P::RegistrationTimeout},
        // The response, strangely wrapped.
        {"in the segment of the upgrade",    works,   C::None,            0, requested(upgradeAnd(registered()))},
        {"that drips in",                    works,   C::None,            0, registering(drip(registered()))},
        {"in fragments of a byte",           works,   C::None,            0, registering(send(fragments(success, 1)))},
        {"in fragments, pings between",      works,   C::None,            0, registering(send(fragments(success, 7, ping("?"))))},
        {"after a ping and a pong",          works,   C::None,            0, registering(send(ping("?") + frame({0xA, "!"}) + registered()))},
        {"twice",                            works,   C::None,            0, registering(send(registered() + registered()))},
        // Another response.
        {"success: false",                   givesUp, C::Registration,    0, registering(send(refused(u"not today"_s)))},
        {"success: false, then hangs up",    givesUp, C::Registration,    0, registering(sendThen(refused(u"not today"_s), hangUp()))},
        {"success: false and a Close 4001",  givesUp, C::Registration,    0, registering(send(refused(u"not today"_s) + closeFrame(4001)))},
        {"not JSON",                         givesUp, C::Registration,    0, registering(send(text("{")))},
        {"JSON, but no message",             givesUp, C::Registration,    0, registering(send(text("[1, 2]")))},
        {"an empty text",                    givesUp, C::Registration,    0, registering(send(text("")))},
        {"an offer",                         givesUp, C::Registration,    0, registering(send(text(offer())))},
        {"a binary response",                givesUp, C::Registration,    0, registering(send(frame({0x2, success})))},
        // Not WebSocket, as QWebSocket finds out.
        {"a text that is not UTF-8",         retries, C::Protocol,     1007, registering(send(text("\xff\xfe")))},
        {"HTTP once more",                   retries, C::Protocol,     1002, registering(send("HTTP/1.1 500 Oops\r\n\r\n"))},
        {"random bytes",                     retries, C::Protocol,     1002, registering(send(QByteArray(300, '\xee')))},
        {"a reserved bit",                   retries, C::Protocol,     1002, registering(send(frame({0x1, success, true, 0x40})))},
        {"a reserved opcode",                retries, C::Protocol,     1002, registering(send(frame({0x3, success})))},
        {"a continuation of nothing",        retries, C::Protocol,     1002, registering(send(frame({0x0, success})))},
        {"a response of 17 MiB",             retries, C::TooLarge,     1009, registering(send(frame({0x1, success, true, 0, {}, large})))},
    };
}
// clang-format on

} // namespace

/// Faults between the upgrade and the response to the registration.
class tst_FaultsRegistration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registration_data() { addRows(registrationRows()); }

    void registration()
    {
        QFETCH(const Row, row);
        run(RelayError::Phase::Registration, row);
    }

    void closeCodes_data() { addRows(closeCodeRows(registering)); }

    void closeCodes()
    {
        QFETCH(const Row, row);
        run(RelayError::Phase::Registration, row);
    }

    void forEver_data()
    {
        addRows(
            {{"hangs up for ever", retries, C::Closed, 1006, registering(hangUp())},
             {"resets for ever", retries, C::Closed, 1006, registering(reset())},
             {"answers 1013 for ever", retries, C::Closed, 0, registering(send(closeFrame(1013)))},
             {"registers and hangs up for ever", retries, C::Closed, 1006,
              registering(sendThen(registered(), hangUp()))},
             {"registers and resets for ever", retries, C::Closed, 1006, registering(sendThen(registered(), reset()))},
             {"registers and answers 1012 for ever", retries, C::Closed, 0,
              registering(send(registered() + closeFrame(1012)))}});
    }

    void forEver()
    {
        QFETCH(const Row, row);
        runForEver(row);
    }

    void withATokenProvider_data()
    {
        addRows({{"4001", givesUp, C::Unauthorized, 4001, registering(send(closeFrame(4001)))},
                 {"4002", givesUp, C::Forbidden, 4002, registering(send(closeFrame(4002)))}});
    }

    void withATokenProvider()
    {
        QFETCH(const Row, row);
        runWithTokens(row);
    }

    void threeProtocolErrorsInARow()
    {
        runThreeInARow({registering(send(closeFrame(1002))), registering(send(text("\xff"))),
                        registering(send(closeFrame(4000)))});
    }

    void threeProtocolErrorsAfterTheResponse()
    {
        // To be registered for a moment is no reason to count afresh.
        const auto fault = registering(send(registered() + closeFrame(4000)));
        runThreeInARow({fault, fault, fault});
    }
};

QTEST_GUILESS_MAIN(tst_FaultsRegistration)
#include "tst_faults_registration.moc"
