// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/codec.h"
#include "tests/interop/process.h"
#include "tests/interop/referencerelay.h"

#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>
#include <QtWebSockets/QWebSocketServer>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int timeout = 120'000; ///< ms, for Python processes on a busy machine.

/// A relay that registers everybody, and returns each offer in words of its own.
class OtherWords
{
public:
    OtherWords()
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("%s", qPrintable(m_server.errorString()));
        QObject::connect(&m_server, &QWebSocketServer::newConnection, [this] {
            QWebSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
            QObject::connect(socket, &QWebSocket::textMessageReceived, socket, [socket](const QString &text) {
                const RelayCore::DecodeResult decoded = RelayCore::decode(text.toUtf8());
                RelayCore::RelayMessage answer = RelayCore::RelayResponse();
                if (const auto *message = std::get_if<RelayCore::RelayMessage>(&decoded)) {
                    if (const auto *offer = std::get_if<RelayCore::PeerConnection>(message)) {
                        RelayCore::PeerConnection returned = *offer;
                        returned.error = u"in other words"_s;
                        answer = returned;
                    }
                }
                socket->sendTextMessage(RelayCore::encodeText(answer));
            });
        });
    }

    [[nodiscard]] QUrl url() const { return m_server.serverUrl(); }

private:
    QWebSocketServer m_server{u"words"_s, QWebSocketServer::NonSecureMode};
};

} // namespace

/// What endpoints of the reference said, captured by `relayctl run`, and said again by `relayctl replay`.
class tst_InteropReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void equalReplays_data();
    void equalReplays();
    void aChangedErrorText();

private:
    [[nodiscard]] QString capture(const QString &scenario) const
    {
        return m_folder.filePath(scenario + u".relaycap"_s);
    }
    void record(const QString &scenario);
    /// Runs `relayctl replay` to its end.
    void replay(Process &process, const QString &scenario, const QUrl &relay, const QStringList &options = {});

    QTemporaryDir m_folder;
    ReferenceRelay m_reference;
    Process m_ours;
    QUrl m_oursUrl;
};

void tst_InteropReplay::record(const QString &scenario)
{
    Process run;
    QCOMPARE(run.startProgram(QStringLiteral(RELAYCTL),
                              QStringList{u"run"_s, u"--capture"_s, capture(scenario), u"--"_s}
                                  + Process::scriptCommand(u"failures.py"_s)
                                  + QStringList{scenario, u"--address"_s, m_reference.url().toString()}),
             QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!run.isRunning(), qPrintable(run.transcript()), timeout);
    QVERIFY2(run.succeeded(), qPrintable(run.transcript()));
}

void tst_InteropReplay::replay(Process &process, const QString &scenario, const QUrl &relay, const QStringList &options)
{
    QCOMPARE(process.startProgram(QStringLiteral(RELAYCTL),
                                  QStringList{u"replay"_s, capture(scenario), relay.toString()} + options),
             QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!process.isRunning(), qPrintable(process.transcript()), timeout);
    QVERIFY2(process.events(u"summary"_s).size() == 1, qPrintable(process.transcript()));
}

void tst_InteropReplay::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QCOMPARE(m_reference.start(), QString());
    QCOMPARE(m_ours.startProgram(QStringLiteral(RELAYCTL), {u"serve"_s, u"--port"_s, u"0"_s}), QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!m_ours.events(u"listening"_s).isEmpty(), qPrintable(m_ours.transcript()), timeout);
    m_oursUrl = QUrl(m_ours.events(u"listening"_s).constFirst()[u"url"].toString());
    record(u"connects"_s);
    record(u"never-started"_s);
}

void tst_InteropReplay::equalReplays_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<bool>("reference");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("a handshake, the reference") << u"connects"_s << true << QStringList();
    QTest::newRow("a handshake, ours") << u"connects"_s << false << QStringList();
    QTest::newRow("in its own time, the reference")
        << u"connects"_s << true << QStringList{u"--timing"_s, u"original"_s, u"--speed"_s, u"10"_s};
    QTest::newRow("without pauses, UUIDs kept, ours")
        << u"connects"_s << false << QStringList{u"--timing"_s, u"fast"_s, u"--uuids"_s, u"keep"_s};
    QTest::newRow("a returned offer, the reference") << u"never-started"_s << true << QStringList();
    QTest::newRow("a returned offer, ours") << u"never-started"_s << false << QStringList();
}

void tst_InteropReplay::equalReplays()
{
    QFETCH(QString, scenario);
    QFETCH(bool, reference);
    QFETCH(QStringList, options);
    Process process;
    replay(process, scenario, reference ? m_reference.url() : m_oursUrl, options);
    QVERIFY2(process.succeeded(), qPrintable(process.transcript()));
    const QJsonObject summary = process.events(u"summary"_s).constFirst();
    QVERIFY(summary[u"equal"].toBool());
    QVERIFY2(summary[u"received"].toInt() >= 2, qPrintable(process.transcript()));
    QCOMPARE(summary[u"as_captured"], summary[u"received"]);
}

void tst_InteropReplay::aChangedErrorText()
{
    const OtherWords relay;
    Process process;
    replay(process, u"never-started"_s, relay.url());
    QVERIFY(!process.succeeded());
    const QList<QJsonObject> differences = process.events(u"difference"_s);
    QVERIFY2(!differences.isEmpty(), qPrintable(process.transcript()));
    for (const QJsonObject &difference : differences) {
        QCOMPARE(difference[u"kind"].toString(), u"changed"_s);
        const QJsonArray fields = difference[u"fields"].toArray();
        QCOMPARE(fields.size(), 1);
        QCOMPARE(fields.at(0)[u"field"].toString(), u"error"_s);
        QVERIFY(!fields.at(0)[u"captured"].toString().isEmpty());
        QCOMPARE(fields.at(0)[u"received"].toString(), u"in other words"_s);
    }
    QCOMPARE(process.events(u"summary"_s).constFirst()[u"equal"].toBool(true), false);
}

QTEST_GUILESS_MAIN(tst_InteropReplay)
#include "tst_interop_replay.moc"
