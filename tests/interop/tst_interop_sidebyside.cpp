// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// The three programs of docs/side-by-side.md at the real relay, with a peer that answers and, later, offers.
#include "relaycore/client/relayclient.h"
#include "tests/interop/process.h"
#include "tests/interop/referencerelay.h"

#include <QtCore/QTimer>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace RelayCore;

namespace {

constexpr int timeout = 60'000; ///< ms, for a Python process on a busy machine.

} // namespace

class tst_InteropSideBySide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void programs_data()
    {
        QTest::addColumn<QString>("program"); // An absolute path, or a script for the interpreter.
        QTest::addRow("Python") << QStringLiteral(RELAY_SIDE_BY_SIDE "/sidebyside.py");
        QTest::addRow("C++") << QStringLiteral(RELAY_SIDE_BY_SIDE_CPP);
        QTest::addRow("QML") << QStringLiteral(RELAY_SIDE_BY_SIDE_QML);
    }

    void programs()
    {
        QFETCH(const QString, program);
        ReferenceRelay relay;
        const QString error = relay.start();
        QVERIFY2(error.isEmpty(), qPrintable(error));
        RelayClientOptions options(relay.url());
        options.backoff.initial = 100ms;
        options.backoff.maximum = 500ms;
        RelayClient peer(options);
        QUuid theirs;
        QStringList answers;
        connect(&peer, &RelayClient::offerReceived, this, [&](const PeerConnection &offer) {
            theirs = offer.sourceUuid;
            peer.post(PeerConnection({}, {}, theirs, DescriptionType::Answer, u"v=0 (their answer)"_s));
        });
        connect(&peer, &RelayClient::answerReceived, this,
                [&](const PeerConnection &answer) { answers += answer.description; });
        const auto registered = peer.connectToRelay();
        QTRY_VERIFY_WITH_TIMEOUT(registered.isFinished() && registered.result().registered, timeout);

        Process process;
        const QString address = relay.url().toString();
        const QStringList arguments{address, peer.uuid().toString(QUuid::WithoutBraces)};
        const bool isPython = program.endsWith(".py"_L1);
        const QString failure = isPython ? process.start(u"python"_s, QStringList{program} + arguments)
                                         : process.startProgram(program, arguments);
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        const QStringList untilThen{u"registered"_s, u"v=0 (their answer)"_s, u"unknown peer"_s};
        QTRY_VERIFY2_WITH_TIMEOUT(process.lines() == untilThen || !process.isRunning(),
                                  qPrintable(process.transcript()), timeout);
        QCOMPARE(process.lines(), untilThen);

        relay.kill();
        QTRY_VERIFY_WITH_TIMEOUT(peer.state() != RelayClient::State::Ready, timeout);
        const QString again = relay.start();
        QVERIFY2(again.isEmpty(), qPrintable(again));
        const PeerConnection offer({}, {}, theirs, DescriptionType::Offer, u"v=0 (their offer)"_s);
        connect(&peer, &RelayClient::messageReturned, &peer, [&] { // It is not back yet.
            QTimer::singleShot(100ms, &peer, [&] { peer.post(offer); });
        });
        peer.post(offer);
        QTRY_VERIFY2_WITH_TIMEOUT(!process.isRunning(), qPrintable(process.transcript()), timeout);
        QVERIFY2(process.succeeded(), qPrintable(process.transcript()));
        QCOMPARE(process.lines().constLast(), u"closed"_s);
        QTRY_COMPARE_WITH_TIMEOUT(answers, QStringList{u"v=0 (answer)"_s}, timeout);
    }
};

QTEST_GUILESS_MAIN(tst_InteropSideBySide)
#include "tst_interop_sidebyside.moc"
