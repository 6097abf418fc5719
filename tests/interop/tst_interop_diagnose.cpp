// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/interop/process.h"
#include "tests/interop/referencerelay.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int timeout = 120'000; ///< ms, for Python processes on a busy machine.

} // namespace

/// Endpoints of the reference that do not meet, captured by `relayctl run` as they are, and what `relayctl diagnose`
/// says about them.
class tst_InteropDiagnose : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void realFailures_data();
    void realFailures();
    void anotherUser();
    void aBrowserAnswers();

private:
    [[nodiscard]] QString capture() const { return m_folder->filePath(u"talk.relaycap"_s); }
    [[nodiscard]] QStringList endpoints(const QString &scenario, const QUrl &relay) const;
    /// Returns the `attempt` events of the capture, the most troubled first.
    void diagnose(QList<QJsonObject> &attempts);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_InteropDiagnose::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QStringList tst_InteropDiagnose::endpoints(const QString &scenario, const QUrl &relay) const
{
    return QStringList{u"run"_s, u"--capture"_s, capture(), u"--"_s} + Process::scriptCommand(u"failures.py"_s)
           + QStringList{scenario, u"--address"_s, relay.toString()};
}

void tst_InteropDiagnose::diagnose(QList<QJsonObject> &attempts)
{
    Process diagnose;
    QCOMPARE(diagnose.startProgram(QStringLiteral(RELAYCTL), {u"diagnose"_s, capture(), u"--json"_s}), QString());
    QTRY_VERIFY_WITH_TIMEOUT(!diagnose.isRunning(), timeout);
    QVERIFY2(diagnose.succeeded(), qPrintable(diagnose.transcript()));
    attempts = diagnose.events(u"attempt"_s);
    QCOMPARE(diagnose.events(u"summary"_s).size(), 1);
    QCOMPARE(diagnose.events(u"summary"_s).constFirst()[u"attempts"].toInt(), int(attempts.size()));
    QVERIFY2(!attempts.isEmpty(), qPrintable(diagnose.transcript()));
}

void tst_InteropDiagnose::realFailures_data()
{
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("part");       // Of its sentence.
    QTest::addColumn<QStringList>("others"); // What may be said besides.
    QTest::addRow("connects") << u"expected-to-connect"_s << u"alpha and beta are expected to connect"_s
                              << QStringList{u"host-only"_s};
    QTest::addRow("never-started") << u"peer-not-registered"_s << u"is not registered with this relay"_s
                                   << QStringList{u"host-only"_s};
    QTest::addRow("wrong-uuid") << u"peer-not-registered"_s << u"is not registered with this relay"_s
                                << QStringList{u"host-only"_s};
    QTest::addRow("killed") << u"no-answer"_s << u"beta received the offer of alpha, and its connection ended"_s
                            << QStringList{u"host-only"_s};
    QTest::addRow("silent") << u"no-answer"_s << u"The connection of alpha ended"_s << QStringList{u"host-only"_s};
    QTest::addRow("duplicate-uuid") << u"duplicate-uuid"_s << u"a second connection registered the UUID of beta"_s
                                    << QStringList{u"churn"_s, u"no-answer"_s, u"peer-not-registered"_s, u"host-only"_s,
                                                   u"answer-lost"_s};
    QTest::addRow("relay-killed") << u"no-answer"_s << u"connection"_s << QStringList{u"host-only"_s};
}

void tst_InteropDiagnose::realFailures()
{
    QFETCH(const QString, part);
    QFETCH(const QString, verdict);
    QFETCH(QStringList, others);
    const QString scenario = QString::fromUtf8(QTest::currentDataTag());
    ReferenceRelay relay;
    QCOMPARE(relay.start(), QString());
    Process run;
    QCOMPARE(run.startProgram(QStringLiteral(RELAYCTL), endpoints(scenario, relay.url())), QString());
    if (scenario == u"relay-killed") {
        QTRY_VERIFY2_WITH_TIMEOUT(!run.events(u"offered"_s).isEmpty(), qPrintable(run.transcript()), timeout);
        relay.kill();
    }
    QTRY_VERIFY2_WITH_TIMEOUT(!run.isRunning(), qPrintable(run.transcript()), timeout);
    QVERIFY2(run.succeeded() && !run.events(u"done"_s).isEmpty(), qPrintable(run.transcript()));

    QList<QJsonObject> attempts;
    diagnose(attempts);
    if (QTest::currentTestFailed())
        return;
    const QJsonObject first = attempts.constFirst();
    const QString line = QString::fromUtf8(QJsonDocument(first).toJson(QJsonDocument::Compact));
    QVERIFY2(first[u"verdict"] == verdict, qPrintable(line));
    QVERIFY2(first[u"text"].toString().contains(part), qPrintable(line));
    QCOMPARE(first[u"from"][u"name"].toString(), u"alpha"_s);
    // Nothing false is claimed.
    others.append(verdict);
    for (const QJsonObject &attempt : attempts) {
        const QJsonArray claimed = attempt[u"verdicts"].toArray();
        for (const QJsonValue &each : claimed)
            QVERIFY2(others.contains(each.toString()), qPrintable(line));
    }
}

void tst_InteropDiagnose::anotherUser()
{
    // The reference knows users only by Globus, so the relay is ours, which answers in the words of the reference.
    QFile tokens(m_folder->filePath(u"tokens"_s));
    QVERIFY(tokens.open(QIODevice::WriteOnly));
    QVERIFY(tokens.write("secret-of-alpha alice\nsecret-of-beta bob\n") > 0);
    tokens.close();
    QVERIFY(tokens.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    Process relay;
    QCOMPARE(relay.startProgram(QStringLiteral(RELAYCTL),
                                {u"serve"_s, u"--port"_s, u"0"_s, u"--tokens"_s, tokens.fileName()}),
             QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!relay.events(u"listening"_s).isEmpty(), qPrintable(relay.transcript()), timeout);
    const QUrl address(relay.events(u"listening"_s).constFirst()[u"url"].toString());
    QVERIFY2(address.isValid(), qPrintable(relay.transcript()));
    Process run;
    QCOMPARE(
        run.startProgram(QStringLiteral(RELAYCTL), endpoints(u"other-user"_s, address) + QStringList{u"--tokens"_s}),
        QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!run.isRunning(), qPrintable(run.transcript()), timeout);
    QVERIFY2(run.succeeded(), qPrintable(run.transcript()));
    QList<QJsonObject> attempts;
    diagnose(attempts);
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(attempts.constFirst()[u"verdict"].toString(), u"peer-not-registered"_s);
    QVERIFY2(attempts.constFirst()[u"text"].toString().contains(u"beta is registered by another user"_s),
             qPrintable(attempts.constFirst()[u"text"].toString()));
    relay.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!relay.isRunning(), timeout);
}

void tst_InteropDiagnose::aBrowserAnswers()
{
    ReferenceRelay relay;
    QCOMPARE(relay.start(), QString());
    // Browsers do not read the variables that `relayctl run` sets.
    Process proxy;
    QCOMPARE(proxy.startProgram(QStringLiteral(RELAYCTL), {u"proxy"_s, u"--upstream"_s, relay.url().toString(),
                                                           u"--listen"_s, u"127.0.0.1:0"_s, u"--capture"_s, capture()}),
             QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!proxy.events(u"listening"_s).isEmpty(), qPrintable(proxy.transcript()), timeout);
    QStringList command = Process::scriptCommand(u"browser_peer.py"_s);
    const QString program = command.takeFirst();
    Process peers;
    QCOMPARE(peers.startProgram(
                 program,
                 command + QStringList{u"--address"_s, proxy.events(u"listening"_s).constFirst()[u"url"].toString()}),
             QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!peers.isRunning(), qPrintable(peers.transcript()), timeout);
    // They did meet: the message arrived.
    QVERIFY2(peers.succeeded() && !peers.events(u"received"_s).isEmpty(), qPrintable(peers.transcript()));
    proxy.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!proxy.isRunning(), timeout);

    QList<QJsonObject> attempts;
    diagnose(attempts);
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(attempts.size(), 1);
    QCOMPARE(attempts.constFirst()[u"verdict"].toString(), u"expected-to-connect"_s);
    QCOMPARE(attempts.constFirst()[u"to"][u"name"].toString(), u"browser"_s);
}

QTEST_GUILESS_MAIN(tst_InteropDiagnose)
#include "tst_interop_diagnose.moc"
