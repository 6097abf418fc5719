// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/tcplistener.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <memory>
#include <vector>

using namespace RelayCore;
using namespace Qt::StringLiterals;

namespace {

constexpr int timeout = 20'000;

int lowestFreeDescriptor()
{
    const int probe = ::fcntl(0, F_DUPFD_CLOEXEC, 0);
    ::close(probe);
    return probe;
}

/// Sets the number of descriptors that this process may have, until it is destroyed.
class DescriptorLimit
{
public:
    DescriptorLimit() { ::getrlimit(RLIMIT_NOFILE, &m_before); }
    ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
    Q_DISABLE_COPY_MOVE(DescriptorLimit)

    [[nodiscard]] bool set(int limit)
    {
        rlimit changed = m_before;
        changed.rlim_cur = rlim_t(limit);
        return ::setrlimit(RLIMIT_NOFILE, &changed) == 0;
    }

private:
    rlimit m_before{};
};

/// What a listener has accepted.
class Accepted
{
public:
    explicit Accepted(TcpListener &listener)
    {
        QObject::connect(&listener, &TcpListener::accepted, &listener, [this](qintptr descriptor) {
            ++count;
            m_descriptors.push_back(int(descriptor));
        });
    }
    ~Accepted() { closeAll(); }
    Q_DISABLE_COPY_MOVE(Accepted)

    void closeAll()
    {
        for (const int descriptor : m_descriptors)
            ::close(descriptor);
        m_descriptors.clear();
    }

    int count = 0;

private:
    std::vector<int> m_descriptors;
};

} // namespace

class tst_TcpListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsForDescriptors();
    void waitsForTheSystem();
    void pauses();
    void bothFamilies();
    void closedByASlot();
};

void tst_TcpListener::waitsForDescriptors()
{
    constexpr int clientCount = 40;
    constexpr int room = 5;
    TcpListener listener;
    Accepted accepted(listener);
    QSignalSpy stopped(&listener, &TcpListener::acceptingStopped);
    QSignalSpy resumed(&listener, &TcpListener::acceptingResumed);
    QVERIFY2(listener.listen({QHostAddress(QHostAddress::LocalHost)}, 0), qPrintable(listener.errorString()));
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < clientCount; ++i) {
        clients.push_back(std::make_unique<QTcpSocket>());
        clients.back()->connectToHost(listener.serverAddress(), listener.serverPort());
        QVERIFY(clients.back()->waitForConnected());
    }
    DescriptorLimit limit;
    const int inUse = lowestFreeDescriptor();
    int allowed = inUse + room;
    while (allowed - std::min(16, allowed / 8) < inUse + room)
        ++allowed;
    QVERIFY(limit.set(allowed));

    QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, timeout);
    QVERIFY2(stopped.first().first().toString().contains(u"All of the %1 file descriptors"_s.arg(allowed)),
             qPrintable(stopped.first().first().toString()));
    QCOMPARE(accepted.count, room);
    // The reserve is there for files.
    std::vector<int> files;
    for (int i = 0; i < TcpListener::reserve(); ++i)
        files.push_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    for (const int file : files) {
        QVERIFY(file >= 0);
        ::close(file);
    }
    // Each time that connections end, as many of those that wait are accepted, and the message is not repeated.
    while (accepted.count < clientCount) {
        const int before = accepted.count;
        accepted.closeAll();
        QTRY_VERIFY_WITH_TIMEOUT(accepted.count > before, timeout);
    }
    QCOMPARE(stopped.count(), 1);
    accepted.closeAll();
    QTRY_COMPARE_WITH_TIMEOUT(resumed.count(), 1, timeout);
}

void tst_TcpListener::waitsForTheSystem()
{
    TcpListener listener;
    Accepted accepted(listener);
    QSignalSpy stopped(&listener, &TcpListener::acceptingStopped);
    QVERIFY(listener.listen({QHostAddress(QHostAddress::LocalHost)}, 0));
    QTcpSocket client;
    client.connectToHost(listener.serverAddress(), listener.serverPort());
    QVERIFY(client.waitForConnected());
    {
        DescriptorLimit limit;
        QVERIFY(limit.set(lowestFreeDescriptor())); // Not even one: accept() itself fails.
        QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, timeout);
        QCOMPARE(accepted.count, 0);
    }
    QTRY_COMPARE_WITH_TIMEOUT(accepted.count, 1, timeout);
}

void tst_TcpListener::pauses()
{
    TcpListener listener;
    Accepted accepted(listener);
    QVERIFY(listener.listen({QHostAddress(QHostAddress::LocalHost)}, 0));
    connect(&listener, &TcpListener::accepted, &listener, [&listener] { listener.setPaused(true); });
    QTcpSocket one;
    QTcpSocket two;
    for (QTcpSocket *client : {&one, &two}) {
        client->connectToHost(listener.serverAddress(), listener.serverPort());
        QVERIFY(client->waitForConnected());
    }
    QTRY_COMPARE_WITH_TIMEOUT(accepted.count, 1, timeout);
    QCoreApplication::processEvents();
    QCOMPARE(accepted.count, 1);
    listener.setPaused(false);
    QTRY_COMPARE_WITH_TIMEOUT(accepted.count, 2, timeout);
}

void tst_TcpListener::bothFamilies()
{
    QTcpServer six;
    if (!six.listen(QHostAddress::LocalHostIPv6)) {
        // Without IPv6 the IPv4 address alone has to do.
        TcpListener listener;
        QVERIFY(listener.listen({QHostAddress(QHostAddress::LocalHostIPv6), QHostAddress(QHostAddress::LocalHost)}, 0));
        QCOMPARE(listener.serverAddresses(), QList<QHostAddress>{QHostAddress(QHostAddress::LocalHost)});
        return;
    }
    TcpListener listener;
    Accepted accepted(listener);
    QVERIFY(listener.listen({QHostAddress(QHostAddress::Any)}, 0));
    for (const QHostAddress::SpecialAddress address : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6}) {
        QTcpSocket client;
        client.connectToHost(QHostAddress(address), listener.serverPort());
        QVERIFY(client.waitForConnected());
    }
    QTRY_COMPARE_WITH_TIMEOUT(accepted.count, 2, timeout);
}

void tst_TcpListener::closedByASlot()
{
    TcpListener listener;
    Accepted accepted(listener);
    QVERIFY(listener.listen({QHostAddress(QHostAddress::LocalHost)}, 0));
    connect(&listener, &TcpListener::accepted, &listener, &TcpListener::close);
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<QTcpSocket>());
        clients.back()->connectToHost(listener.serverAddress(), listener.serverPort());
        QVERIFY(clients.back()->waitForConnected());
    }
    QTRY_COMPARE_WITH_TIMEOUT(accepted.count, 1, timeout);
    QVERIFY(!listener.isListening());
    QCOMPARE(listener.serverPort(), 0);
    QVERIFY(listener.listen({QHostAddress(QHostAddress::LocalHost)}, 0));
}

QTEST_GUILESS_MAIN(tst_TcpListener)
#include "tst_tcplistener.moc"
