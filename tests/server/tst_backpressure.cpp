// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/codec.h"
#include "relaycore/server/relayserver.h"
#include "tests/server/rawclient.h"
#include "tests/support/wirebytes.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <utility>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int timeout = 30'000;
/// More than the buffers of the kernel hold on a loopback connection.
constexpr int offerCount = 200;
constexpr int offerBytes = 200'000;

const QUuid senderUuid(u"11111111-1111-4111-8111-111111111111"_s);
const QUuid nobody(u"22222222-2222-4222-8222-222222222222"_s);

} // namespace

/// A client whose messages all come back to it, because their peer is not registered.
class tst_BackPressure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void returnsWaitForTheirReader();
    void closedWhereNothingIsRead();

private:
    void serve(const RelayServerOptions &options);

    std::unique_ptr<RelayServer> m_server;
    std::unique_ptr<RawClient> m_client;
};

void tst_BackPressure::init()
{
    m_client.reset();
    m_server.reset();
}

/// Starts the server with \a options, and a client that has sent all of its offers and reads nothing any more.
void tst_BackPressure::serve(const RelayServerOptions &options)
{
    m_server = std::make_unique<RelayServer>(options);
    QVERIFY2(m_server->listen(QHostAddress::LocalHost), qPrintable(m_server->errorString()));
    m_client = std::make_unique<RawClient>(m_server->url(), WireBytes::request());
    // A ping may already be behind it where the machine is busy.
    QTRY_VERIFY_WITH_TIMEOUT(m_client->answer.contains("\r\n\r\n"), timeout);
    m_client->answer.clear();
    m_client->socket.write(WireBytes::clientText(encode(RelayRegistration{u"sender"_s, senderUuid})));
    QTRY_VERIFY_WITH_TIMEOUT(m_client->answer.contains("relay_response"), timeout);
    m_client->answer.clear();
    m_client->isReading = false;
    m_client->socket.setReadBufferSize(1024);
    PeerConnection offer;
    offer.sourceUuid = senderUuid;
    offer.sourceName = u"sender"_s;
    offer.peerUuid = nobody;
    offer.description = QString(offerBytes, u'x');
    const QByteArray frame = WireBytes::clientText(encode(offer));
    for (int i = 0; i < offerCount; ++i)
        m_client->socket.write(frame);
}

void tst_BackPressure::returnsWaitForTheirReader()
{
    RelayServerOptions options;
    options.limits.unsentBytes = 2 * 1024 * 1024;
    serve(options);
    QSignalSpy refused(m_server.get(), &RelayServer::clientRefused);
    QSignalSpy returned(m_server.get(), &RelayServer::messageReturned);
    // The relay reads no more than it can return.
    qint64 left = -1;
    QTRY_VERIFY_WITH_TIMEOUT(
        !returned.isEmpty() && std::exchange(left, m_client->socket.bytesToWrite()) == m_client->socket.bytesToWrite(),
        timeout);
    QVERIFY(m_client->socket.bytesToWrite() > 0);
    QVERIFY(returned.count() < offerCount);

    m_client->isReading = true;
    m_client->socket.setReadBufferSize(0);
    m_client->read();
    QTRY_COMPARE_WITH_TIMEOUT(m_client->answer.count("this peer is not registered"), offerCount, timeout);
    QCOMPARE(returned.count(), offerCount);
    QCOMPARE(refused.count(), 0);
    QCOMPARE(m_server->clientCount(), 1);
    // And it is a client as before.
    m_client->answer.clear();
    m_client->socket.write(WireBytes::clientText(encode(RelayRegistration{u"sender"_s, senderUuid})));
    QTRY_VERIFY_WITH_TIMEOUT(m_client->answer.contains("relay_response"), timeout);
}

void tst_BackPressure::closedWhereNothingIsRead()
{
    RelayServerOptions options;
    options.keepalive = 160ms;
    serve(options);
    QSignalSpy refused(m_server.get(), &RelayServer::clientRefused);
    QTRY_COMPARE_WITH_TIMEOUT(refused.count(), 1, timeout);
    QCOMPARE(refused.first().at(1).toInt(), 1013);
    QCOMPARE(refused.first().at(2).toString(), u"The client does not read its messages."_s);
    QCOMPARE(m_server->clientCount(), 0);
}

QTEST_GUILESS_MAIN(tst_BackPressure)
#include "tst_backpressure.moc"
