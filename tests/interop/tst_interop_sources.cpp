// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/captureindex.h"
#include "inspector/capture/capturereader.h"
#include "relaycore/protocol/codec.h"
#include "tests/interop/freeport.h"
#include "tests/interop/process.h"
#include "tests/interop/referencerelay.h"
#include "tests/support/certificates.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using namespace Inspector;
using TestSupport::Certificates;
using TestSupport::Defect;

namespace {

constexpr int timeout = 120'000; ///< ms, for Python processes on a busy machine.

/// A capture that is complete.
class Capture
{
public:
    explicit Capture(const QString &path)
    {
        auto opened = CaptureReader::open(path);
        if (auto *reader = std::get_if<std::unique_ptr<CaptureReader>>(&opened))
            m_reader = std::move(*reader);
    }

    [[nodiscard]] bool isOpen() const { return m_reader != nullptr; }
    [[nodiscard]] QList<ConnectionRow> connections() const { return m_reader->connections(); }
    [[nodiscard]] std::vector<MessageRow> messages() const { return m_reader->messages(1, m_reader->messageCount()); }

private:
    std::unique_ptr<CaptureReader> m_reader;
};

} // namespace

/// Unchanged programs of the reference, with a relay that has a self-signed certificate, as our sources show them.
class tst_InteropSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void peersMeetUnderRun();
    void peersMeetThroughTheReverseProxy();
    void peersMeetThroughTheForwardProxy();
    void daemonIsFollowed();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_directory->filePath(name); }
    /// Runs `proxystore-endpoint` with \a arguments. Returns why that failed; empty if it did not.
    [[nodiscard]] QString endpoint(const QStringList &arguments) const;
    [[nodiscard]] QStringList peers(const QUrl &relay) const;
    /// Checks what peers() left in the capture.
    void verifyCapture(const QUrl &relay, bool isClientTls);

    Certificates m_certificates;
    ReferenceRelay m_relay;
    QUrl m_address;
    std::unique_ptr<QTemporaryDir> m_directory;
    const QUuid m_caller = QUuid::createUuid();
    const QUuid m_callee = QUuid::createUuid();
};

void tst_InteropSources::initTestCase()
{
    QCOMPARE(m_certificates.create(), QString());
    m_directory = std::make_unique<QTemporaryDir>();
    QFile config(path(u"relay.toml"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(
        u"certfile = \"%1\"\nkeyfile = \"%2\"\n"_s
            .arg(m_certificates.certificateFile(Defect::SelfSigned), m_certificates.keyFile(Defect::SelfSigned))
            .toUtf8());
    config.close();
    QCOMPARE(m_relay.start(config.fileName()), QString());
    m_address = m_relay.url();
    m_address.setScheme(u"wss"_s);
}

void tst_InteropSources::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
}

void tst_InteropSources::cleanup()
{
    // A daemon that a failed test has left behind.
    if (QFile::exists(path(u"home"_s)))
        QCOMPARE(endpoint({u"stop"_s, u"lab"_s}), QString());
}

QString tst_InteropSources::endpoint(const QStringList &arguments) const
{
    Process process;
    process.setVariable(u"PROXYSTORE_HOME"_s, path(u"home"_s));
    if (const QString problem = process.startScript(u"endpoint.py"_s, arguments); !problem.isEmpty())
        return problem;
    const bool ended = QTest::qWaitFor([&process] { return !process.isRunning(); }, timeout);
    return ended && process.succeeded() ? QString() : process.transcript();
}

QStringList tst_InteropSources::peers(const QUrl &relay) const
{
    return Process::scriptCommand(u"peer_managers.py"_s)
           + QStringList{u"--address"_s, relay.toString(),
                         u"--caller"_s,  m_caller.toString(QUuid::WithoutBraces),
                         u"--callee"_s,  m_callee.toString(QUuid::WithoutBraces),
                         u"--bytes"_s,   u"5"_s};
}

void tst_InteropSources::verifyCapture(const QUrl &relay, bool isClientTls)
{
    const Capture capture(path(u"talk.relaycap"_s));
    QVERIFY(capture.isOpen());
    const QList<ConnectionRow> connections = capture.connections();
    QStringList names;
    for (const ConnectionRow &connection : connections) {
        names.append(connection.name);
        QCOMPARE(connection.upstream, relay.toString());
        QVERIFY(connection.registered);
        QVERIFY(connection.request);
        QVERIFY(connection.request->requestLine.startsWith("GET / HTTP/1.1"));
        QVERIFY(connection.response);
        QCOMPARE(connection.response->status, 101);
        QVERIFY(connection.tls);
        QVERIFY(connection.tls->protocol.startsWith(u"TLSv1."));
        QCOMPARE(connection.tls->subject, u"relay"_s);
        QCOMPARE(connection.tls->issuer, u"relay"_s); // Self-signed.
        QCOMPARE(connection.tls->errors, QStringList());
        QCOMPARE(connection.clientTls.has_value(), isClientTls);
        if (isClientTls) {
            QCOMPARE(connection.clientTls->subject, u"127.0.0.1"_s);
            QCOMPARE(connection.clientTls->issuer, u"Relay Inspector, authority of one run"_s);
        }
        QCOMPARE(connection.violation, QString());
    }
    names.sort();
    QCOMPARE(names, (QStringList{u"callee"_s, u"caller"_s}));

    CaptureIndex index;
    const std::vector<MessageRow> messages = capture.messages();
    for (const MessageRow &message : messages) {
        (void)index.add(message);
        if (message.opcode != Opcode::Text)
            continue;
        QVERIFY(message.compressed); // As websockets does by itself.
        QVERIFY2(std::holds_alternative<RelayMessage>(decode(message.payload)), message.payload.constData());
    }
    QList<Exchange> exchanges;
    index.exchanges().forEach([&exchanges](const Exchange &exchange) { exchanges.append(exchange); });
    int registrations = 0;
    QList<Exchange> offers;
    for (const Exchange &exchange : exchanges) {
        QVERIFY(!exchange.failed);
        QVERIFY(exchange.reply);
        QVERIFY(exchange.roundTripNs().value_or(0) > 0);
        if (exchange.type == Exchange::Type::Registration)
            ++registrations;
        else if (index.peers().uuid(exchange.source) == m_caller)
            offers.append(exchange);
    }
    QCOMPARE(registrations, 2);
    QCOMPARE(offers.size(), 2); // As the caller sent it, and as the callee received it.
    const auto result = decode(messages.at(offers.constFirst().request - 1).payload);
    const auto &offer = std::get<PeerConnection>(std::get<RelayMessage>(result));
    QCOMPARE(offer.peerUuid, m_callee);
    QCOMPARE(offer.descriptionType, DescriptionType::Offer);
    QVERIFY(offer.description.contains(u"v=0"));
}

void tst_InteropSources::peersMeetUnderRun()
{
    Process run;
    QCOMPARE(run.startProgram(QStringLiteral(RELAYCTL),
                              QStringList{u"run"_s, u"--ca-file"_s, m_certificates.certificateFile(Defect::SelfSigned),
                                          u"--capture"_s, path(u"talk.relaycap"_s), u"--events"_s, path(u"events"_s),
                                          u"--"_s}
                                  + peers(m_address)),
             QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!run.isRunning(), qPrintable(run.transcript()), timeout);
    QVERIFY2(run.succeeded(), qPrintable(run.transcript()));
    const QList<QJsonObject> received = run.events(u"received"_s);
    QCOMPARE(received.size(), 2);
    QVERIFY(received.at(0)[u"intact"].toBool());
    QVERIFY(received.at(1)[u"intact"].toBool());
    verifyCapture(m_address, true);

    QFile events(path(u"events"_s));
    QVERIFY(events.open(QIODevice::ReadOnly));
    const QByteArray lines = events.readAll();
    QCOMPARE(lines.count(R"("event":"tls","connection":1,"with":)"), 2);
    QCOMPARE(lines.count(R"("message_type": "relay_registration", "name": "caller")"), 1);
}

void tst_InteropSources::peersMeetThroughTheReverseProxy()
{
    Process proxy;
    QCOMPARE(proxy.startProgram(QStringLiteral(RELAYCTL),
                                {u"proxy"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--upstream"_s, m_address.toString(),
                                 u"--ca-file"_s, m_certificates.certificateFile(Defect::SelfSigned), u"--capture"_s,
                                 path(u"talk.relaycap"_s)}),
             QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!proxy.events(u"listening"_s).isEmpty(), qPrintable(proxy.transcript()), timeout);
    const QStringList command = peers(QUrl(proxy.events(u"listening"_s).constFirst()[u"url"].toString()));
    Process talk;
    QCOMPARE(talk.startProgram(command.constFirst(), command.sliced(1)), QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!talk.isRunning(), qPrintable(talk.transcript()), timeout);
    QVERIFY2(talk.succeeded(), qPrintable(talk.transcript()));
    proxy.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!proxy.isRunning(), timeout);
    QVERIFY2(proxy.succeeded(), qPrintable(proxy.transcript()));
    verifyCapture(m_address, false);
}

void tst_InteropSources::peersMeetThroughTheForwardProxy()
{
    Process proxy;
    QCOMPARE(proxy.startProgram(QStringLiteral(RELAYCTL),
                                {u"proxy"_s, u"--forward"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--ca-file"_s,
                                 m_certificates.certificateFile(Defect::SelfSigned), u"--authority"_s,
                                 path(u"authority.pem"_s), u"--capture"_s, path(u"talk.relaycap"_s)}),
             QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!proxy.events(u"listening"_s).isEmpty(), qPrintable(proxy.transcript()), timeout);
    Process talk; // Configured by hand, as the environment of a program that is started elsewhere.
    talk.setVariable(u"wss_proxy"_s, proxy.events(u"listening"_s).constFirst()[u"url"].toString());
    talk.setVariable(u"no_proxy"_s, QString());
    talk.setVariable(u"SSL_CERT_FILE"_s, path(u"authority.pem"_s));
    const QStringList command = peers(m_address);
    QCOMPARE(talk.startProgram(command.constFirst(), command.sliced(1)), QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!talk.isRunning(), qPrintable(talk.transcript()), timeout);
    QVERIFY2(talk.succeeded(), qPrintable(talk.transcript()));
    proxy.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!proxy.isRunning(), timeout);
    QVERIFY2(proxy.succeeded(), qPrintable(proxy.transcript()));
    verifyCapture(m_address, true);
}

void tst_InteropSources::daemonIsFollowed()
{
    QCOMPARE(endpoint({u"configure"_s, u"lab"_s, u"--host"_s, u"127.0.0.1"_s, u"--port"_s, QString::number(freePort()),
                       u"--relay-address"_s, m_address.toString(), u"--no-relay-auth"_s}),
             QString());
    Process run;
    run.setVariable(u"PROXYSTORE_HOME"_s, path(u"home"_s));
    QCOMPARE(run.startProgram(QStringLiteral(RELAYCTL),
                              QStringList{u"run"_s, u"--ca-file"_s, m_certificates.certificateFile(Defect::SelfSigned),
                                          u"--capture"_s, path(u"talk.relaycap"_s), u"--events"_s, path(u"events"_s),
                                          u"--"_s}
                                  + Process::scriptCommand(u"endpoint.py"_s) + QStringList{u"start"_s, u"lab"_s}),
             QString());
    QFile events(path(u"events"_s));
    QTRY_VERIFY2_WITH_TIMEOUT(events.isOpen() || events.open(QIODevice::ReadOnly), qPrintable(run.transcript()),
                              timeout);
    QByteArray lines;
    QTRY_VERIFY2_WITH_TIMEOUT((lines += events.readAll()).contains(R"("message_type": "relay_response")"),
                              (lines + run.transcript().toUtf8()).constData(), timeout);
    QVERIFY(lines.contains(R"("message_type": "relay_registration", "name": "lab")"));
    QVERIFY(run.isRunning()); // Although the command that it started has long ended.

    QCOMPARE(endpoint({u"stop"_s, u"lab"_s}), QString());
    QTRY_VERIFY_WITH_TIMEOUT(!run.isRunning(), timeout);
    QVERIFY2(run.succeeded(), qPrintable(run.transcript()));
    const Capture capture(path(u"talk.relaycap"_s));
    QVERIFY(capture.isOpen());
    QCOMPARE(capture.connections().size(), 1);
    const ConnectionRow connection = capture.connections().constFirst();
    QCOMPARE(connection.name, u"lab"_s);
    QVERIFY(connection.registered);
    QVERIFY(connection.closedNs);
}

QTEST_GUILESS_MAIN(tst_InteropSources)
#include "tst_interop_sources.moc"
