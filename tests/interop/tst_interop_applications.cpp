// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// The applications of tests/package/applications, as both compilers built them against an installed RelayCore, both
// with the address and undefined behaviour sanitizers: each converses with a peer at both relays.
#include "relaycore/client/relayclient.h"
#include "relaycore/server/relayserver.h"
#include "tests/interop/referencerelay.h"

#include <QtCore/QProcess>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;

namespace {

constexpr int timeout = 60'000; ///< ms

} // namespace

class tst_InteropApplications : public QObject
{
    Q_OBJECT

private:
    ReferenceRelay m_reference;
    RelayServer m_server{{.port = 0}};

    struct Run
    {
        bool isInOrder = false; ///< Ended by itself with exit code 0, and nothing on the error channel.
        QStringList lines;      ///< Of standard output, sorted.
        QByteArray errors;
    };

    /// Returns \a errors without the lines about llvm-symbolizer, which clang's sanitizers write where it is not
    /// installed and a suppression is looked up.
    static QByteArray findings(const QByteArray &errors)
    {
        QByteArray left;
        for (const QByteArray &line : errors.split('\n')) {
            if (!line.isEmpty() && !line.contains("external symbolizer"))
                left += line + '\n';
        }
        return left;
    }

    static Run run(const QString &compiler, const QString &application, const QStringList &arguments)
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"QT_FATAL_WARNINGS"_s); // Warnings are read from the error channel.
        environment.insert(u"LSAN_OPTIONS"_s, u"print_suppressions=0:suppressions="_s + QStringLiteral(RELAY_LSAN));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(RELAY_APPLICATIONS "-%1/embedded-%2").arg(compiler, application), arguments);
        QSignalSpy finished(&process, &QProcess::finished);
        if (!process.waitForStarted() || (finished.isEmpty() && !finished.wait(timeout)))
            return {false, {process.errorString()}, process.readAllStandardError()};
        Run result;
        result.errors = findings(process.readAllStandardError());
        result.isInOrder =
            process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 && result.errors.isEmpty();
        result.lines = QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
        result.lines.sort();
        return result;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_server.listen(), qPrintable(m_server.errorString()));
        const QString error = m_reference.start();
        QVERIFY2(error.isEmpty(), qPrintable(error));
    }

    void applications_data()
    {
        QTest::addColumn<QString>("compiler");
        QTest::addColumn<QString>("application");
        QTest::addColumn<bool>("quits");
        QTest::addColumn<QUrl>("relay");
        for (const auto *compiler : {"gcc", "clang"}) {
            for (const auto *application : {"window", "dialog", "view", "coroutine", "worker"}) {
                for (const bool quits : {false, true}) {
                    const auto row = [&](const char *relay, const QUrl &url) {
                        QTest::addRow("%s of %s %s at %s", application, compiler,
                                      quits ? "quits with open calls" : "converses", relay)
                            << QString::fromLatin1(compiler) << QString::fromLatin1(application) << quits << url;
                    };
                    row("RelayServer", m_server.url());
                    row("proxystore-relay", m_reference.url());
                }
            }
        }
    }

    void applications()
    {
        QFETCH(const QString, compiler);
        QFETCH(const QString, application);
        QFETCH(const bool, quits);
        QFETCH(const QUrl, relay);
        RelayClient peer{RelayClientOptions(relay)};
        connect(&peer, &RelayClient::offerReceived, this, [&](const PeerConnection &offer) {
            peer.post(PeerConnection({}, {}, offer.sourceUuid, DescriptionType::Answer,
                                     u"v=0 (for %1)"_s.arg(offer.sourceName)));
        });
        const auto connected = peer.connectToRelay();
        QTRY_VERIFY_WITH_TIMEOUT(connected.isFinished() && connected.result().registered, timeout);
        QStringList arguments{relay.toString(), peer.uuid().toString(QUuid::WithoutBraces)};
        QStringList expected;
        if (quits)
            arguments += u"quit"_s;
        else
            expected = {u"answer: v=0 (for %1)"_s.arg(application), u"closed"_s, u"offer: written"_s, u"returned"_s};
        const Run result = run(compiler, application, arguments);
        QVERIFY2(result.isInOrder, result.errors.constData());
        QCOMPARE(result.lines, expected);
    }
};

QTEST_GUILESS_MAIN(tst_InteropApplications)
#include "tst_interop_applications.moc"
