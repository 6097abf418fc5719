// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/cli/relayctltest.h"

#include <QtCore/QSet>
#include <QtTest/QSignalSpy>

#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;

namespace {

PeerConnection offer(const QUuid &from, const QString &name, const QUuid &to)
{
    return {from, name, to, DescriptionType::Offer, u"v=0\r\n"_s, std::nullopt};
}

} // namespace

/// `relayctl connect`: its connection, its input and its end.
class tst_RelayctlConnect : public RelayctlTest
{
    Q_OBJECT

private Q_SLOTS:
    void registersAndLeavesInOrder_data();
    void registersAndLeavesInOrder();
    void receives();
    void sendsStandardInput();
    void invalidLinesDoNotEndTheSession();
    void unknownPeersAreReported();
    void longInputIsSentInOrder();
    void inputWaitsForTheRelay();
    void aRelayThatGoesAwayLosesNoOrder();
    void untilEofRegistersEvenWithoutInput();
    void forRunsOut_data();
    void forRunsOut();
    void refusedWithoutRetry();
    void retriesAndComesBack();
    void withoutReconnectItEndsWithItsInput();
    void theSameUuidElsewhereIsFatal();
};

void tst_RelayctlConnect::registersAndLeavesInOrder_data()
{
    QTest::addColumn<bool>("interrupted");
    QTest::addRow("after SIGTERM") << false;
    QTest::addRow("after SIGINT") << true;
}

void tst_RelayctlConnect::registersAndLeavesInOrder()
{
    QFETCH(const bool, interrupted);
    QSignalSpy left(m_relay.get(), &RelayServer::clientUnregistered);
    RelayctlProcess relayctl(connectToRelay());
    TRY_SEE(relayctl, u"registered"_s);
    const QJsonObject event = relayctl.events(u"registered"_s).constFirst();
    QCOMPARE(event.value("name"_L1), QJsonValue(u"alpha"_s));
    QCOMPARE(event.value("uuid"_L1), QJsonValue(idOf(alpha)));
    QCOMPARE(event.value("reconnect"_L1), QJsonValue(false));
    QCOMPARE(m_relay->clients().size(), 1);

    if (interrupted)
        relayctl.interrupt();
    else
        relayctl.terminate();
    TRY_END(relayctl, 0);
    QCOMPARE(stateNames(relayctl),
             QStringList({u"connecting"_s, u"registering"_s, u"ready"_s, u"closing"_s, u"closed"_s}));
    QTRY_COMPARE(left.size(), 1);
    QCOMPARE(left.at(0).at(1), QVariant(quint16(1000)));
    QVERIFY(relayctl.events(u"error"_s).isEmpty());
}

void tst_RelayctlConnect::receives()
{
    const auto friendly = registeredClient(beta, u"beta"_s);
    QVERIFY(friendly);
    RelayctlProcess relayctl(connectToRelay({u"--count"_s, u"2"_s}));
    TRY_SEE(relayctl, u"registered"_s);

    friendly->send(offer(beta, u"β"_s, alpha));
    TRY_SEE(relayctl, u"message"_s, u"direction"_s, u"received"_s);
    QVERIFY(relayctl.isRunning());
    const QJsonObject message = relayctl.events(u"message"_s).constFirst().value("message"_L1).toObject();
    QCOMPARE(message.value("source_uuid"_L1), QJsonValue(idOf(beta)));
    QCOMPARE(message.value("source_name"_L1), QJsonValue(u"β"_s));
    QCOMPARE(message.value("description"_L1), QJsonValue(u"v=0\r\n"_s));
    QVERIFY(message.value("error"_L1).isNull());

    friendly->send(offer(beta, u"beta"_s, alpha));
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.events(u"message"_s, u"direction"_s, u"received"_s).size(), 2);
}

void tst_RelayctlConnect::sendsStandardInput()
{
    const auto friendly = registeredClient(beta, u"beta"_s);
    QVERIFY(friendly);
    QSignalSpy received(friendly.get(), &RelayClient::messageReceived);
    RelayctlProcess relayctl(connectToRelay({u"--until-eof"_s}));
    relayctl.write(offerLine(beta));
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, limitMs);
    const auto message = std::get<PeerConnection>(received.at(0).at(0).value<RelayMessage>());
    QCOMPARE(message.sourceUuid, alpha);
    QCOMPARE(message.sourceName, u"alpha"_s);
    QVERIFY(relayctl.isRunning());

    relayctl.write("\n" + offerLine(beta).chopped(1));
    relayctl.closeInput();
    TRY_END(relayctl, 0);
    QTRY_COMPARE(received.size(), 2);
    QCOMPARE(relayctl.events(u"message"_s, u"direction"_s, u"sent"_s).size(), 2);
    QCOMPARE(outcomes(relayctl), QStringList({u"written"_s, u"written"_s}));
    QCOMPARE(relayctl.events(u"send"_s, u"id"_s, 2).size(), 1);
}

void tst_RelayctlConnect::invalidLinesDoNotEndTheSession()
{
    RelayctlProcess relayctl(connectToRelay({u"--until-eof"_s}));
    relayctl.write(offerLine(alpha) + "\nno message\n" + offerLine(alpha));
    relayctl.closeInput();
    TRY_END(relayctl, 0);
    const auto errors = relayctl.events(u"error"_s);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().value("category"_L1), QJsonValue(u"usage"_s));
    QCOMPARE(errors.constFirst().value("fatal"_L1), QJsonValue(false));
    QVERIFY(errors.constFirst().value("text"_L1).toString().contains(u"line 3"_s));
    QCOMPARE(outcomes(relayctl), QStringList({u"written"_s, u"written"_s}));
}

void tst_RelayctlConnect::unknownPeersAreReported()
{
    RelayctlProcess relayctl(connectToRelay({u"--count"_s, u"1"_s}));
    relayctl.write(offerLine(beta));
    TRY_END(relayctl, 0);
    const auto received = relayctl.events(u"message"_s, u"direction"_s, u"received"_s);
    QCOMPARE(received.size(), 1);
    const QJsonObject message = received.constFirst().value("message"_L1).toObject();
    QVERIFY(message.value("error"_L1).toString().contains(idOf(beta)));
}

void tst_RelayctlConnect::longInputIsSentInOrder()
{
    constexpr int count = 1'000; // of 10 kB: more messages and more bytes than the client's queue takes
    RelayctlProcess relayctl(connectToRelay({u"--until-eof"_s, u"--count"_s, QString::number(count)}));
    for (int number = 0; number < count; ++number)
        relayctl.write(offerLine(alpha, QByteArray::number(number) + ' ' + QByteArray(10'000, 'x')));
    relayctl.closeInput();
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.events(u"send"_s, u"outcome"_s, u"written"_s).size(), count);
    const auto received = relayctl.events(u"message"_s, u"direction"_s, u"received"_s);
    QCOMPARE(received.size(), count);
    for (int number = 0; number < count; ++number) {
        const QString text = received.at(number).value("message"_L1).toObject().value("description"_L1).toString();
        QCOMPARE(text.section(u' ', 0, 0), QString::number(number));
    }
}

void tst_RelayctlConnect::inputWaitsForTheRelay()
{
    constexpr int count = 400;
    const QUrl url = m_relay->url();
    m_relay.reset();
    RelayctlProcess relayctl(
        connectTo(url, {u"--until-eof"_s, u"--backoff-initial"_s, u"0.1"_s, u"--backoff-max"_s, u"0.2"_s}));
    for (int number = 0; number < count; ++number)
        relayctl.write(offerLine(alpha, QByteArray(20'000, 'x')));
    relayctl.closeInput();
    TRY_SEE(relayctl, u"retry"_s, u"attempt"_s, 2);
    QVERIFY(relayctl.events(u"send"_s).isEmpty());
    m_relay = relayOn(quint16(url.port()));
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.events(u"send"_s, u"outcome"_s, u"written"_s).size(), count);
}

void tst_RelayctlConnect::aRelayThatGoesAwayLosesNoOrder()
{
    constexpr int count = 3'000;
    const QUrl url = m_relay->url();
    RelayctlProcess relayctl(
        connectTo(url, {u"--until-eof"_s, u"--backoff-initial"_s, u"0.1"_s, u"--backoff-max"_s, u"0.2"_s}));
    const auto write = [&](int from, int to) {
        for (int number = from; number < to; ++number)
            relayctl.write(offerLine(alpha, QByteArray::number(number) + ' ' + QByteArray(2'000, 'x')));
    };
    write(0, count / 2);
    QTRY_VERIFY_WITH_TIMEOUT(relayctl.events(u"send"_s).size() > count / 4, limitMs);
    m_relay.reset();
    write(count / 2, count);
    relayctl.closeInput();
    TRY_SEE(relayctl, u"retry"_s);
    m_relay = relayOn(quint16(url.port()));
    TRY_END(relayctl, 0);

    QSet<int> ids;
    for (const QJsonObject &event : relayctl.events(u"send"_s))
        ids.insert(event.value("id"_L1).toInt());
    QCOMPARE(ids.size(), count);                        // Every line ended, and
    QCOMPARE(relayctl.events(u"send"_s).size(), count); // only once.
    for (const QString &outcome : outcomes(relayctl))
        QVERIFY2(outcome == u"written"_s || outcome == u"uncertain"_s, qPrintable(outcome));
    int last = -1;
    for (const QJsonObject &event : relayctl.events(u"message"_s, u"direction"_s, u"received"_s)) {
        const QString text = event.value("message"_L1).toObject().value("description"_L1).toString();
        const int number = text.section(u' ', 0, 0).toInt();
        QVERIFY2(number > last, qPrintable(u"%1 after %2"_s.arg(number).arg(last)));
        last = number;
    }
    QVERIFY(last >= count / 2);
}

void tst_RelayctlConnect::untilEofRegistersEvenWithoutInput()
{
    RelayctlProcess relayctl(connectToRelay({u"--until-eof"_s}));
    relayctl.closeInput();
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.events(u"registered"_s).size(), 1);
}

void tst_RelayctlConnect::forRunsOut_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("relayRuns");
    QTest::addColumn<int>("exitCode");
    QTest::addRow("nothing else was asked for") << QStringList{} << true << 0;
    QTest::addRow("a message was asked for") << QStringList{u"--count"_s, u"1"_s} << true << 3;
    QTest::addRow("the end of input was asked for") << QStringList{u"--until-eof"_s} << true << 3;
    QTest::addRow("not even registered") << QStringList{} << false << 3;
}

void tst_RelayctlConnect::forRunsOut()
{
    QFETCH(const QStringList, options);
    QFETCH(const bool, relayRuns);
    QFETCH(const int, exitCode);
    const QUrl url = m_relay->url();
    if (!relayRuns)
        m_relay.reset();
    RelayctlProcess relayctl(connectTo(url, QStringList{u"--for"_s, u"1.5"_s} + options));
    TRY_END(relayctl, exitCode);
    QCOMPARE(relayctl.errors().contains("--for is over"), exitCode == 3);
}

void tst_RelayctlConnect::refusedWithoutRetry()
{
    const QUrl url = m_relay->url();
    m_relay.reset();
    RelayctlProcess relayctl(connectTo(url, {u"--no-retry"_s}));
    TRY_END(relayctl, 1);
    const auto errors = relayctl.events(u"error"_s);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().value("category"_L1), QJsonValue(u"refused"_s));
    QCOMPARE(errors.constFirst().value("phase"_L1), QJsonValue(u"opening"_s));
    QVERIFY(errors.constFirst().value("close_code"_L1).isNull());
    QVERIFY(relayctl.events(u"retry"_s).isEmpty());
    QVERIFY(relayctl.errors().startsWith("relayctl: "));
    QVERIFY2(relayctl.errors().endsWith("relayctl: relayctl check " + url.toEncoded() + " tells what to do\n"),
             relayctl.errors().constData());
}

void tst_RelayctlConnect::retriesAndComesBack()
{
    RelayctlProcess relayctl(
        connectToRelay({u"--no-jitter"_s, u"--backoff-initial"_s, u"0.1"_s, u"--backoff-max"_s, u"0.4"_s}));
    TRY_SEE(relayctl, u"registered"_s);
    const QUrl url = m_relay->url();
    m_relay.reset();
    TRY_SEE(relayctl, u"retry"_s, u"attempt"_s, 2);
    const QJsonObject retry = relayctl.events(u"retry"_s, u"attempt"_s, 2).constFirst();
    QCOMPARE(retry.value("delay_ms"_L1), QJsonValue(200));
    const QJsonObject cause = retry.value("error"_L1).toObject();
    QCOMPARE(cause.value("category"_L1), QJsonValue(u"refused"_s));
    QCOMPARE(cause.value("fatal"_L1), QJsonValue(false));

    m_relay = relayOn(quint16(url.port()));
    TRY_SEE(relayctl, u"registered"_s, u"reconnect"_s, true);
    QVERIFY(stateNames(relayctl).contains(u"backoff"_s));
    relayctl.terminate();
    TRY_END(relayctl, 0);
}

void tst_RelayctlConnect::withoutReconnectItEndsWithItsInput()
{
    RelayctlProcess relayctl(connectToRelay({u"--no-reconnect"_s}));
    relayctl.closeInput();
    TRY_SEE(relayctl, u"registered"_s);
    QVERIFY(relayctl.isRunning());
    m_relay.reset();
    TRY_END(relayctl, 1);
    QCOMPARE(stateNames(relayctl).filter(u"connecting"_s).size(), 1);
}

void tst_RelayctlConnect::theSameUuidElsewhereIsFatal()
{
    RelayctlProcess relayctl(connectToRelay());
    TRY_SEE(relayctl, u"registered"_s);
    const auto usurper = registeredClient(alpha, u"usurper"_s);
    QVERIFY(usurper);
    TRY_END(relayctl, 1);
    const auto errors = relayctl.events(u"error"_s);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().value("category"_L1), QJsonValue(u"duplicate"_s));
    QCOMPARE(errors.constFirst().value("close_code"_L1), QJsonValue(4004));
    QCOMPARE(errors.constFirst().value("fatal"_L1), QJsonValue(true));
    QCOMPARE(stateNames(relayctl).constLast(), u"failed"_s);
}

QTEST_GUILESS_MAIN(tst_RelayctlConnect)
#include "tst_relayctlconnect.moc"
