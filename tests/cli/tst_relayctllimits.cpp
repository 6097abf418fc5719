// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient.h"
#include "tests/cli/relayctlprocess.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <vector>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int limitMs = 30'000; ///< For a busy machine; nothing waits this long by design.

QUrl urlOf(const RelayctlProcess &relay)
{
    return QUrl(relay.events(u"listening"_s).constFirst().value("url"_L1).toString());
}

std::unique_ptr<RelayClient> clientOf(const QUrl &url)
{
    RelayClientOptions options(url);
    options.name = u"client"_s;
    return std::make_unique<RelayClient>(options);
}

/// Returns the largest memory that the process has used, in KiB; 0 if that is not known.
long peakMemoryOf(qint64 processId)
{
    QFile status(u"/proc/%1/status"_s.arg(processId));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.simplified().split(' ').value(1).toLong();
    }
    return 0;
}

} // namespace

#define TRY_LISTEN(relay) QTRY_VERIFY_WITH_TIMEOUT(!(relay).events(u"listening"_s).isEmpty(), limitMs)
#define TRY_REGISTER(client)                                                                                           \
    do {                                                                                                               \
        (client).connectToRelay();                                                                                     \
        QTRY_COMPARE_WITH_TIMEOUT((client).state(), RelayClient::State::Ready, limitMs);                               \
    } while (false)

/// What `relayctl serve` does where the system has no more of something: the lines of docs/server.md, "Limits of the
/// system".
class tst_RelayctlLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void descriptors();
    void memory();
    void disk();
    void stoppedAndContinued();
    void aLogThatNothingReads();
};

void tst_RelayctlLimits::descriptors()
{
    constexpr rlim_t allowed = 64;
    RelayctlProcess relay({u"serve"_s, u"--port"_s, u"0"_s}, [] {
        const rlimit limit{allowed, allowed};
        ::setrlimit(RLIMIT_NOFILE, &limit);
    });
    TRY_LISTEN(relay);
    const QUrl url = urlOf(relay);
    std::vector<std::unique_ptr<QTcpSocket>> crowd;
    for (rlim_t i = 0; i < allowed; ++i) {
        crowd.push_back(std::make_unique<QTcpSocket>());
        crowd.back()->connectToHost(url.host(), quint16(url.port()));
        QVERIFY(crowd.back()->waitForConnected(limitMs));
    }
    QTRY_VERIFY2_WITH_TIMEOUT(relay.errors().contains("file descriptors"), relay.errors().constData(), limitMs);
    const auto client = clientOf(url);
    client->connectToRelay();
    QTRY_VERIFY(client->metrics().attempts > 0);
    QCOMPARE(client->metrics().registrations, 0U);
    crowd.clear();
    TRY_REGISTER(*client);
    QCOMPARE(relay.errors().count("file descriptors"), 1);
}

void tst_RelayctlLimits::memory()
{
    constexpr long maxKiB = 200L * 1024;
    RelayctlProcess relay({u"serve"_s, u"--port"_s, u"0"_s, u"--max-unsent-bytes"_s, u"4194304"_s});
    TRY_LISTEN(relay);
    // A client whose process does not read: its socket stays in the hands of the kernel.
    RelayctlProcess deaf({u"connect"_s, urlOf(relay).toString(), u"--no-retry"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!deaf.events(u"registered"_s).isEmpty(), limitMs);
    const QUuid uuid(deaf.events(u"registered"_s).constFirst().value("uuid"_L1).toString());
    QVERIFY(!uuid.isNull());
    ::kill(pid_t(deaf.processId()), SIGSTOP);

    const auto sender = clientOf(urlOf(relay));
    QSignalSpy returned(sender.get(), &RelayClient::messageReturned);
    TRY_REGISTER(*sender);
    PeerConnection message;
    message.peerUuid = uuid;
    message.description = QString(500'000, u'x');
    // 64 MB and more, until the relay gives the client up and returns messages to their sender.
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            for (int i = 0; i < 4; ++i)
                sender->send(message);
            return !returned.isEmpty();
        }(),
        limitMs);
    QVERIFY2(relay.errors().contains("1013") || relay.errors().contains("does not read"), relay.errors().constData());
    const long peak = peakMemoryOf(relay.processId());
    QVERIFY2(peak > 0 && peak < maxKiB, qPrintable(u"%1 KiB"_s.arg(peak)));
    ::kill(pid_t(deaf.processId()), SIGCONT);
}

void tst_RelayctlLimits::disk()
{
    constexpr rlim_t fileSize = 2'000;
    const QTemporaryDir directory;
    RelayctlProcess relay({u"serve"_s, u"--port"_s, u"0"_s, u"--log-dir"_s, directory.path()}, [] {
        const rlimit limit{fileSize, fileSize};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    });
    TRY_LISTEN(relay);
    const QUrl url = urlOf(relay);
    for (int i = 0; i < 100 && !relay.errors().contains("goes on without it"); ++i) {
        const auto client = clientOf(url);
        TRY_REGISTER(*client);
    }
    QTRY_VERIFY2_WITH_TIMEOUT(relay.errors().contains("goes on without it"), relay.errors().constData(), limitMs);
    QVERIFY(relay.isRunning());
    const auto client = clientOf(url);
    TRY_REGISTER(*client);
    QCOMPARE(relay.errors().count("goes on without it"), 1);
}

void tst_RelayctlLimits::stoppedAndContinued()
{
    RelayctlProcess relay({u"serve"_s, u"--port"_s, u"0"_s, u"--keepalive"_s, u"1"_s});
    TRY_LISTEN(relay);
    const auto client = clientOf(urlOf(relay));
    TRY_REGISTER(*client);
    QSignalSpy states(client.get(), &RelayClient::stateChanged);
    ::kill(pid_t(relay.processId()), SIGSTOP);
    const QDeadlineTimer deadline(4s); // Longer than the relay waits for a pong.
    QTRY_VERIFY_WITH_TIMEOUT(deadline.hasExpired(), limitMs);
    ::kill(pid_t(relay.processId()), SIGCONT);
    // The answer to a message comes after whatever the relay has decided about its clients.
    QSignalSpy returned(client.get(), &RelayClient::messageReturned);
    PeerConnection message;
    message.peerUuid = QUuid::createUuid();
    client->send(message);
    QTRY_COMPARE_WITH_TIMEOUT(returned.size(), 1, limitMs);
    QCOMPARE(states.size(), 0);
}

void tst_RelayctlLimits::aLogThatNothingReads()
{
    std::array<int, 2> ends{};
    QCOMPARE(::pipe2(ends.data(), O_CLOEXEC), 0);
    const auto [reading, writing] = ends;
    ::fcntl(writing, F_SETFL, O_NONBLOCK);
    const QByteArray filling(4'096, '-');
    while (::write(writing, filling.constData(), size_t(filling.size())) > 0) {
    }
    ::fcntl(writing, F_SETFL, 0);
    RelayctlProcess relay({u"serve"_s, u"--port"_s, u"0"_s}, [writing] { ::dup2(writing, STDERR_FILENO); });
    TRY_LISTEN(relay);
    for (int i = 0; i < 20; ++i) {
        const auto client = clientOf(urlOf(relay));
        TRY_REGISTER(*client);
    }
    QVERIFY(relay.isRunning());
    ::close(reading);
    ::close(writing);
    relay.terminate();
    QTRY_COMPARE_WITH_TIMEOUT(relay.exitCode(), 0, limitMs);
}

QTEST_GUILESS_MAIN(tst_RelayctlLimits)
#include "tst_relayctllimits.moc"
