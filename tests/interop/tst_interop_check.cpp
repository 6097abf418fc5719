// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/probe.h"
#include "tests/interop/referencerelay.h"

#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::StringLiterals;
using Outcome = StepReport::Outcome;

namespace {

constexpr int timeout = 60'000; ///< ms, for a Python process on a busy machine.

} // namespace

/// The check against the real proxystore-relay.
class tst_InteropCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void allIsWell();
    void theRelaySpeaksPlain();

private:
    [[nodiscard]] QList<StepReport> check(const QUrl &address);

    ReferenceRelay m_relay;
};

void tst_InteropCheck::initTestCase()
{
    const QString error = m_relay.start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
}

QList<StepReport> tst_InteropCheck::check(const QUrl &address)
{
    ProbeOptions options;
    options.address = address;
    options.name = u"prüfer"_s;
    CheckProbe probe(options);
    QList<StepReport> reports;
    bool finished = false;
    connect(&probe, &CheckProbe::stepDone, this, [&](const StepReport &report) { reports.append(report); });
    connect(&probe, &CheckProbe::finished, this, [&] { finished = true; });
    probe.start();
    return QTest::qWaitFor([&] { return finished; }, timeout) ? reports : QList<StepReport>();
}

void tst_InteropCheck::allIsWell()
{
    const QList<StepReport> reports = check(m_relay.url());
    QCOMPARE(reports.size(), qsizetype(checkSteps.size()));
    for (const StepReport &report : reports)
        QVERIFY2(report.outcome == Outcome::Ok || report.outcome == Outcome::NotNeeded, qPrintable(report.summary));
    const QJsonObject trips = reports.constLast().detail;
    QCOMPARE(trips.value("ping"_L1).toObject().value("samples"_L1), QJsonValue(5));
    QCOMPARE(trips.value("echo"_L1).toObject().value("samples"_L1), QJsonValue(5));
    QVERIFY(reports.at(int(CheckStep::Upgrade)).detail.value("server"_L1).toString().contains(u"websockets"_s));
    QTRY_VERIFY2_WITH_TIMEOUT(m_relay.transcript().contains(u"Unregistering client"_s),
                              qPrintable(m_relay.transcript()), timeout);
    QVERIFY2(!m_relay.transcript().contains(u"Traceback"_s), qPrintable(m_relay.transcript()));
}

void tst_InteropCheck::theRelaySpeaksPlain()
{
    QUrl url = m_relay.url();
    url.setScheme(u"wss"_s);
    const QList<StepReport> reports = check(url);
    QCOMPARE(reports.size(), qsizetype(checkSteps.size()));
    const StepReport tls = reports.at(int(CheckStep::Tls));
    QCOMPARE(tls.outcome, Outcome::Failed);
    QCOMPARE(tls.problems.size(), 1);
    QCOMPARE(tls.problems.constFirst().kind, Problem::Kind::ServerSpeaksPlain);
}

QTEST_GUILESS_MAIN(tst_InteropCheck)
#include "tst_interop_check.moc"
