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
        {"silence",                          registering(silence()),                                        P::RegistrationTimeout, retries, C::Timeout},
        {"does not read",                    registering(freeze()),                                         P::RegistrationTimeout, retries, C::Timeout},
        {"pings and nothing else",           registering(send(ping("x") + ping())),                         P::RegistrationTimeout, retries, C::Timeout},
        {"hangs up",                         registering(hangUp()),                                         P::Nothing,             retries, C::Closed,   1006},
        {"resets",                           registering(reset()),                                          P::Nothing,             retries, C::Closed,   1006},
        {"hangs up right after the upgrade", requested(upgradeThen(hangUp())),                          P::Nothing,             retries, C::Closed,   1006},
        {"resets right after the upgrade",   requested(upgradeThen(reset())),                           P::Nothing,             retries, C::Closed,   1006},
        {"half a header, then silence",      registering(send(registered().first(1))),                      P::HalfFrameTimer,      retries, C::Closed,   1001},
        {"a header, then silence",           registering(send(registered().first(2))),                      P::HalfFrameTimer,      retries, C::Closed,   1001},
        {"half a response, then silence",    registering(send(registered().first(40))),                     P::HalfFrameTimer,      retries, C::Closed,   1001},
        {"half a response, then hangs up",   registering(sendThen(registered().first(40), hangUp())),       P::Nothing,             retries, C::Closed,   1006},
        {"half a response, then resets",     registering(sendThen(registered().first(40), reset())),        P::Nothing,             retries, C::Closed,   1006},
        {"a frame that drips for ever",      registering(dripForEver(text(QByteArray(9999, 'x')).first(4), 'x')), P::RegistrationTimeout, retries, C::Timeout},
        // The response, strangely wrapped.
        {"in the segment of the upgrade",    requested(upgradeAnd(registered())),                           P::Nothing,             works},
        {"that drips in",                    registering(drip(registered())),                               P::Nothing,             works},
        {"in fragments of a byte",           registering(send(fragments(success, 1))),                      P::Nothing,             works},
        {"in fragments, pings between",      registering(send(fragments(success, 7, ping("?")))),           P::Nothing,             works},
        {"after a ping and a pong",          registering(send(ping("?") + frame({0xA, "!"}) + registered())), P::Nothing,           works},
        {"twice",                            registering(send(registered() + registered())),                P::Nothing,             works},
        // Another response.
        {"success: false",                   registering(send(refused(u"not today"_s))),                    P::Nothing,             givesUp, C::Registration},
        {"success: false, then hangs up",    registering(sendThen(refused(u"not today"_s), hangUp())),      P::Nothing,             givesUp, C::Registration},
        {"success: false and a Close 4001",  registering(send(refused(u"not today"_s) + closeFrame(4001))),      P::Nothing,             givesUp, C::Registration},
        {"not JSON",                         registering(send(text("{"))),                                  P::Nothing,             givesUp, C::Registration},
        {"JSON, but no message",             registering(send(text("[1, 2]"))),                             P::Nothing,             givesUp, C::Registration},
        {"an empty text",                    registering(send(text(""))),                                   P::Nothing,             givesUp, C::Registration},
        {"an offer",                         registering(send(text(offer()))),                              P::Nothing,             givesUp, C::Registration},
        {"a binary response",                registering(send(frame({0x2, success}))),                      P::Nothing,             givesUp, C::Registration},
        // Not WebSocket, as QWebSocket finds out.
        {"a text that is not UTF-8",         registering(send(text("\xff\xfe"))),                           P::Nothing,             retries, C::Protocol, 1007},
        {"HTTP once more",                   registering(send("HTTP/1.1 500 Oops\r\n\r\n")),                P::Nothing,             retries, C::Protocol, 1002},
        {"random bytes",                     registering(send(QByteArray(300, '\xee'))),                    P::Nothing,             retries, C::Protocol, 1002},
        {"a reserved bit",                   registering(send(frame({0x1, success, true, 0x40}))),          P::Nothing,             retries, C::Protocol, 1002},
        {"a reserved opcode",                registering(send(frame({0x3, success}))),                      P::Nothing,             retries, C::Protocol, 1002},
        {"a continuation of nothing",        registering(send(frame({0x0, success}))),                      P::Nothing,             retries, C::Protocol, 1002},
        {"a response of 17 MiB",             registering(send(frame({0x1, success, true, 0, {}, large}))),  P::Nothing,             retries, C::TooLarge, 1009},
    };
}
// clang-format on

} // namespace

/// Faults between the upgrade and the response to the registration.
class FaultsRegistrationTest : public QObject
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
        addRows({{"accepts the upgrade and hangs up for ever", registering(hangUp())},
                 {"accepts the upgrade and resets for ever", registering(reset())},
                 {"answers 1013 for ever", registering(send(closeFrame(1013)))},
                 {"registers and hangs up for ever", registering(sendThen(registered(), hangUp()))},
                 {"registers and resets for ever", registering(sendThen(registered(), reset()))},
                 {"registers and answers 1012 for ever", registering(send(registered() + closeFrame(1012)))}});
    }

    void forEver()
    {
        QFETCH(const Row, row);
        runForEver(row.injure);
    }

    void withATokenProvider_data()
    {
        addRows({{"4001 instead of a response", registering(send(closeFrame(4001))), P::Nothing, givesUp, C::Unauthorized},
                 {"4002 instead of a response", registering(send(closeFrame(4002))), P::Nothing, givesUp, C::Forbidden}});
    }

    void withATokenProvider()
    {
        QFETCH(const Row, row);
        runWithTokens(row);
    }

    void threeProtocolErrorsInARow()
    {
        runThreeInARow({{"1002", registering(send(closeFrame(1002)))},
                        {"not UTF-8", registering(send(text("\xff")))},
                        {"4000", registering(send(closeFrame(4000)))}});
    }

    void threeProtocolErrorsAfterTheResponse()
    {
        // To be registered for a moment is no reason to count afresh.
        const auto fault = registering(send(registered() + closeFrame(4000)));
        runThreeInARow({{"4000", fault}, {"4000", fault}, {"4000", fault}});
    }
};

QTEST_GUILESS_MAIN(FaultsRegistrationTest)
#include "tst_faults_registration.moc"
