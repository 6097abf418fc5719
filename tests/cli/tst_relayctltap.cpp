// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturereader.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/tap/tap.h"
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/cli/relayctlprocess.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int timeout = 20'000;

} // namespace

/// `relayctl tap` beside an application with an open tap, which is this test.
class tst_RelayctlTap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { Tap::close(); }

    void listsTheOpenTaps();
    void withoutATapItSaysHowToOpenOne();
    void anUnknownNameIsAnsweredWithTheKnownOnes();
    void printsWhatAClientSendsWithoutItsToken();
    void capturesAndEndsInTime();
    void attachesAgain();

private:
    [[nodiscard]] std::unique_ptr<RelayClient> client(const QUrl &address) const
    {
        RelayClientOptions options;
        options.address = address;
        options.name = u"alpha"_s;
        options.headers = {{"Authorization", "Bearer geheim"}};
        return std::make_unique<RelayClient>(options);
    }
};

void tst_RelayctlTap::listsTheOpenTaps()
{
    RelayctlProcess none({u"tap"_s, u"--list"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!none.isRunning(), timeout);
    QCOMPARE(none.exitCode(), 0);
    QVERIFY(none.events().isEmpty());

    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    RelayctlProcess one({u"tap"_s, u"--list"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!one.isRunning(), timeout);
    QCOMPARE(one.exitCode(), 0);
    QCOMPARE(one.events().size(), 1);
    QCOMPARE(one.events().first().value("application"_L1).toString(), u"instrument"_s);
    QCOMPARE(one.events().first().value("pid"_L1).toInteger(), QCoreApplication::applicationPid());
}

void tst_RelayctlTap::withoutATapItSaysHowToOpenOne()
{
    RelayctlProcess relayctl({u"tap"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!relayctl.isRunning(), timeout);
    QCOMPARE(relayctl.exitCode(), 1);
    QVERIFY2(relayctl.errors().contains("RELAYCORE_TAP=1"), relayctl.errors().constData());
}

void tst_RelayctlTap::anUnknownNameIsAnsweredWithTheKnownOnes()
{
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    RelayctlProcess relayctl({u"tap"_s, u"telescope"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!relayctl.isRunning(), timeout);
    QCOMPARE(relayctl.exitCode(), 1);
    QCOMPARE(relayctl.events(u"error"_s).size(), 1);
    QCOMPARE(relayctl.events(u"error"_s).first().value("text"_L1).toString(),
             u"No application telescope has its tap open, only instrument (process %1)."_s.arg(
                 QCoreApplication::applicationPid()));
}

void tst_RelayctlTap::printsWhatAClientSendsWithoutItsToken()
{
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    RelayctlProcess relayctl({u"tap"_s, u"instrument"_s});
    QTRY_COMPARE_WITH_TIMEOUT(Tap::statistics().readers, 1, timeout);
    TestKit::ScriptedRelay relay;
    const auto alpha = client(relay.address());
    alpha->connectToRelay();
    QTRY_COMPARE_WITH_TIMEOUT(relayctl.events(u"message"_s).size(), 2, timeout);
    QCOMPARE(relayctl.events(u"opened"_s).size(), 1);
    QCOMPARE(relayctl.events(u"request"_s).size(), 1);
    const QJsonObject registration = relayctl.events(u"message"_s).first();
    QCOMPARE(registration.value("direction"_L1).toString(), u"sent"_s);
    QCOMPARE(registration.value("message"_L1).toObject().value("name"_L1).toString(), u"alpha"_s);
    QVERIFY(!relayctl.output().contains("geheim"));
    QVERIFY(relay.requestHeader("Authorization").contains("geheim"));
    QVERIFY(relayctl.malformed().isEmpty());
    relayctl.interrupt();
    QTRY_VERIFY_WITH_TIMEOUT(!relayctl.isRunning(), timeout);
    QCOMPARE(relayctl.exitCode(), 0);
    QCOMPARE(alpha->state(), RelayClient::State::Ready);
}

void tst_RelayctlTap::capturesAndEndsInTime()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"talk.relaycap"_s);
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    TestKit::ScriptedRelay relay;
    const auto alpha = client(relay.address());
    alpha->connectToRelay();
    QTRY_COMPARE(alpha->state(), RelayClient::State::Ready);
    RelayctlProcess relayctl(
        {u"tap"_s, QString::number(QCoreApplication::applicationPid()), u"--capture"_s, path, u"--for"_s, u"2"_s});
    QTRY_COMPARE_WITH_TIMEOUT(Tap::statistics().readers, 1, timeout);
    alpha->send(PeerConnection{alpha->uuid(), u"alpha"_s, QUuid::createUuid(), DescriptionType::Offer, u"hello"_s, {}});
    QTRY_VERIFY_WITH_TIMEOUT(!relayctl.isRunning(), timeout);
    QCOMPARE(relayctl.exitCode(), 0);
    QVERIFY(relayctl.events().isEmpty());

    const auto opened = CaptureReader::open(path);
    const auto *reader = std::get_if<std::unique_ptr<CaptureReader>>(&opened);
    QVERIFY(reader);
    QCOMPARE((*reader)->connections().size(), 1);
    bool wasSeen = false;
    for (const MessageRow &message : (*reader)->messages(1, 10))
        wasSeen = wasSeen || message.payload.contains("hello");
    QVERIFY(wasSeen);
}

void tst_RelayctlTap::attachesAgain()
{
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    RelayctlProcess relayctl({u"tap"_s});
    QTRY_COMPARE_WITH_TIMEOUT(Tap::statistics().readers, 1, timeout);
    Tap::close();
    QTRY_COMPARE_WITH_TIMEOUT(relayctl.events(u"state"_s, u"state"_s, u"backoff"_s).size(), 1, timeout);
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    QTRY_COMPARE_WITH_TIMEOUT(relayctl.events(u"state"_s, u"state"_s, u"ready"_s).size(), 2, timeout);
    QVERIFY(relayctl.isRunning());
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    // A folder of its own, for relayctl too: other programs of this user may have their taps open.
    const QTemporaryDir runtime;
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtime.path()));
    tst_RelayctlTap test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_relayctltap.moc"
