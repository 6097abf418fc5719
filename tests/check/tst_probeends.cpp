// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/check/probetest.h"

using namespace ProbeTest;

class tst_ProbeEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closesInOrder();
    void stops_data();
    void stops();
    void stopsFromASlot_data();
    void stopsFromASlot();
};

void tst_ProbeEnds::closesInOrder()
{
    std::optional<quint16> code;
    RawServer server(speaking([&code](QTcpSocket *socket, const WirePayload &payload) {
        if (const auto *frame = std::get_if<ControlFrame>(&payload); frame && frame->opcode == Opcode::Close) {
            code = frame->closeCode;
            socket->write(RawServer::closeFrame(1000));
        } else {
            socket->write(text(RelayResponse{false, u"no"_s, true}));
        }
    }));
    Checked checked(to(server.address()));
    TRY_CLOSED(checked);
    QCOMPARE(checked.failure(), u"registration registration_refused"_s);
    QCOMPARE(code, std::optional<quint16>(quint16(1000)));
}

void tst_ProbeEnds::stops_data()
{
    QTest::addColumn<CheckStep>("step");
    QTest::addRow("while looking up") << CheckStep::Dns;
    QTest::addRow("while upgrading") << CheckStep::Upgrade;
    QTest::addRow("while registering") << CheckStep::Registration;
}

void tst_ProbeEnds::stops()
{
    QFETCH(const CheckStep, step);
    bool requested = false;
    RawServer server([&](QTcpSocket *socket, const QByteArray &head) {
        requested = true;
        if (step == CheckStep::Registration)
            speaking([](QTcpSocket *peer, const WirePayload &payload) {
                if (const auto *frame = std::get_if<ControlFrame>(&payload); frame && frame->opcode == Opcode::Close)
                    peer->write(RawServer::closeFrame(1000));
            })(socket, head);
    });
    ProbeOptions options = to(server.address());
    auto never = std::make_shared<QPromise<QHostInfo>>();
    never->start();
    if (step == CheckStep::Dns) {
        options.address.setHost(u"relay.test"_s);
        options.lookup = [never](const QString &) { return never->future(); };
    }
    Checked checked(options);
    QTRY_VERIFY_WITH_TIMEOUT(checked.current == step && (requested || step == CheckStep::Dns), limitMs);
    checked.probe->stop();
    checked.probe->stop();
    TRY_CLOSED(checked);
    QCOMPARE(checked.reports.size(), qsizetype(step)); // Only what had been decided.
    QCOMPARE(checked.failure(), QString());
    QCOMPARE(checked.clock->runningTimers(), 0);
}

void tst_ProbeEnds::stopsFromASlot_data()
{
    QTest::addColumn<CheckStep>("step");
    QTest::addColumn<bool>("whenDone");
    for (const CheckStep step : checkSteps) {
        QTest::addRow("when %s starts", checkStepName(step).data()) << step << false;
        QTest::addRow("when %s is done", checkStepName(step).data()) << step << true;
    }
}

void tst_ProbeEnds::stopsFromASlot()
{
    QFETCH(const CheckStep, step);
    QFETCH(const bool, whenDone);
    RelayServer relay(anyPort());
    QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
    Checked checked(to(relay.url()), [&](CheckProbe *probe) {
        connect(probe, &CheckProbe::stepStarted, probe, [=](CheckStep started) {
            if (!whenDone && started == step)
                probe->stop();
        });
        connect(probe, &CheckProbe::stepDone, probe, [=](const StepReport &report) {
            if (whenDone && report.step == step)
                probe->stop();
        });
    });
    TRY_CLOSED(checked);
    QCOMPARE(checked.reports.size(), qsizetype(step) + (whenDone ? 1 : 0));
    QCOMPARE(checked.failure(), QString());
    QCOMPARE(checked.clock->runningTimers(), 0);
}

QTEST_GUILESS_MAIN(tst_ProbeEnds)
#include "tst_probeends.moc"
