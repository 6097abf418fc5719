// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/relayserver.h"
#include "tests/interop/endpoint.h"
#include "tests/support/certificates.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using TestSupport::Certificates;
using TestSupport::Defect;

namespace {

constexpr int timeout = 60'000; ///< ms, for Python processes on a busy machine.

/// An application that keeps its objects in an endpoint: the reference's EndpointConnector in a process of its own.
class Application
{
public:
    [[nodiscard]] QString start(const Endpoint &endpoint, const QUuid &uuid)
    {
        return m_process.startScript(
            u"objects.py"_s, {u"--home"_s, endpoint.home(), u"--endpoint"_s, uuid.toString(QUuid::WithoutBraces)});
    }

    /// Has \a order carried out. \return the answer; empty where there is none in time.
    [[nodiscard]] QJsonObject ask(const QJsonObject &order)
    {
        const qsizetype before = m_process.lines().size();
        m_process.writeLine(QJsonDocument(order).toJson(QJsonDocument::Compact));
        return QTest::qWaitFor([&] { return m_process.lines().size() > before || !m_process.isRunning(); }, timeout)
                   ? QJsonDocument::fromJson(m_process.lines().value(before).toUtf8()).object()
                   : QJsonObject();
    }
    /// The same, about the object that \a put was the answer of.
    [[nodiscard]] QJsonObject ask(const QString &order, const QJsonObject &put)
    {
        return ask({{u"do"_s, order}, {u"object"_s, put[u"object"]}, {u"endpoint"_s, put[u"endpoint"]}});
    }

    [[nodiscard]] bool isReady() const { return !m_process.events(u"ready"_s).isEmpty(); }
    [[nodiscard]] QString transcript() const { return m_process.transcript(); }

private:
    Process m_process;
};

} // namespace

/// Two real proxystore-endpoints that find each other through our RelayServer, and the applications beside them.
class tst_InteropEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void objectsCross_data();
    void objectsCross();
    void anUnregisteredEndpointIsAnError();

private:
    const QUuid m_alpha = QUuid::createUuid();
    const QUuid m_beta = QUuid::createUuid();
};

#define START(endpoint, application, relay, name, uuid, authority)                                                     \
    QCOMPARE((endpoint).start(relay, name, uuid, authority), QString());                                               \
    QCOMPARE((application).start(endpoint, uuid), QString());                                                          \
    QTRY_VERIFY2_WITH_TIMEOUT((application).isReady(), qPrintable((application).transcript()), timeout)

void tst_InteropEndpoint::objectsCross_data()
{
    QTest::addColumn<int>("bytes");
    QTest::addColumn<bool>("isSecure");

    QTest::addRow("a small object") << 11 << false;
    QTest::addRow("an object of a megabyte") << 1'000'000 << false;
    QTest::addRow("a small object, with TLS at the relay") << 11 << true;
}

void tst_InteropEndpoint::objectsCross()
{
    QFETCH(int, bytes);
    QFETCH(bool, isSecure);

    Certificates certificates;
    RelayServerOptions options{.port = 0};
    if (isSecure) {
        QCOMPARE(certificates.create(), QString());
        options.tls = certificates.server(Defect::None);
    }
    RelayServer relay(options);
    QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
    QSignalSpy forwarded(&relay, &RelayServer::messageForwarded);
    QSignalSpy unregistered(&relay, &RelayServer::clientUnregistered);
    const QString authority = isSecure ? certificates.authorityFile() : QString();

    Endpoint alpha;
    Endpoint beta;
    Application besideAlpha;
    Application besideBeta;
    START(alpha, besideAlpha, relay.url(), u"alpha"_s, m_alpha, authority);
    START(beta, besideBeta, relay.url(), u"beta"_s, m_beta, authority);
    QCOMPARE(relay.clients().size(), 2);
    QCOMPARE(relay.clients().constFirst().name, u"alpha"_s);

    const QJsonObject put = besideAlpha.ask({{u"do"_s, u"put"_s}, {u"bytes"_s, bytes}});
    QVERIFY2(put[u"event"].toString() == u"put", qPrintable(besideAlpha.transcript()));
    QCOMPARE(forwarded.size(), 0); // Beta knows nothing of it yet.

    const QJsonObject got = besideBeta.ask(u"get"_s, put);
    QVERIFY2(got[u"event"].toString() == u"get", qPrintable(besideBeta.transcript() + beta.transcript()));
    QCOMPARE(got[u"bytes"].toInt(), bytes);
    QCOMPARE(got[u"digest"].toString(), put[u"digest"].toString());

    // The offer one way, the answer the other: they really met at this relay.
    QCOMPARE(forwarded.size(), 2);
    QCOMPARE(forwarded.at(0).at(0).value<RegisteredClient>().uuid, m_beta);
    QCOMPARE(forwarded.at(0).at(1).value<RegisteredClient>().uuid, m_alpha);
    QCOMPARE(forwarded.at(1).at(0).value<RegisteredClient>().uuid, m_alpha);
    QCOMPARE(forwarded.at(1).at(1).value<RegisteredClient>().uuid, m_beta);

    QCOMPARE(besideBeta.ask(u"exists"_s, put), QJsonObject({{u"event"_s, u"exists"_s}, {u"exists"_s, true}}));
    QCOMPARE(besideBeta.ask(u"evict"_s, put), QJsonObject({{u"event"_s, u"evict"_s}}));
    QCOMPARE(besideAlpha.ask(u"exists"_s, put), QJsonObject({{u"event"_s, u"exists"_s}, {u"exists"_s, false}}));
    QCOMPARE(besideBeta.ask(u"get"_s, put)[u"bytes"], QJsonValue());
    QCOMPARE(forwarded.size(), 2); // All of that over the one connection.

    // One after the other: an endpoint 1.1.0 that stops while its peer connection closes from the other side fails
    // ("dictionary changed size during iteration"), and leaves the relay without a close frame.
    alpha.stop();
    QTRY_VERIFY_WITH_TIMEOUT(!alpha.isRunning(), timeout);
    QTRY_VERIFY2_WITH_TIMEOUT(beta.transcript().contains(u"Closing connection between peers"_s),
                              qPrintable(beta.transcript()), timeout);
    beta.stop();
    QTRY_COMPARE_WITH_TIMEOUT(relay.clientCount(), 0, timeout);
    QTRY_VERIFY_WITH_TIMEOUT(!beta.isRunning(), timeout);
    QCOMPARE(unregistered.size(), 2);
    QCOMPARE(unregistered.at(0).at(1).toInt(), 1000);
    QCOMPARE(unregistered.at(1).at(1).toInt(), 1000);
}

void tst_InteropEndpoint::anUnregisteredEndpointIsAnError()
{
    RelayServer relay({.port = 0});
    QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
    QSignalSpy returned(&relay, &RelayServer::messageReturned);
    Endpoint alpha;
    Application besideAlpha;
    START(alpha, besideAlpha, relay.url(), u"alpha"_s, m_alpha, QString());

    const QString nobody = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QJsonObject failed = besideAlpha.ask(u"get"_s, {{u"object"_s, u"x"_s}, {u"endpoint"_s, nobody}});
    QVERIFY2(failed[u"event"].toString() == u"failed", qPrintable(besideAlpha.transcript() + alpha.transcript()));
    const QString error = u"Cannot forward peer connection message to peer %1 because this peer is not registered this "
                          "relay server."_s.arg(nobody);
    QVERIFY2(failed[u"cause"].toString().contains(error), qPrintable(failed[u"cause"].toString()));
    QCOMPARE(returned.size(), 1);
    QCOMPARE(returned.at(0).at(0).value<RegisteredClient>().uuid, m_alpha);
    QCOMPARE(returned.at(0).at(2).toString(), error);
}

QTEST_GUILESS_MAIN(tst_InteropEndpoint)
#include "tst_interop_endpoint.moc"
