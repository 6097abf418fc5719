// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/cli/relayctlprocess.h"
#include "tests/models/samplecapture.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryDir>
#include <QtCore/QXmlStreamReader>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int timeout = 20'000;

} // namespace

/// `relayctl diagnose` with the capture that SampleCapture writes: alpha reaches beta, and not gamma.
class tst_RelayctlDiagnose : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void theMostTroubledFirst();
    void textForPeople();
    void onePeer_data();
    void onePeer();
    void aReportIsOneFileWithoutSecrets();
    void aReportIsNotOverwritten();
    void aReportOnStandardOutput();
    void whatIsNoCapture();
    void aCaptureWithoutOffers();
    void connectionsThatWereNotRegistered();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QString m_capture;
};

#define TRY_END(relayctl, code)                                                                                        \
    do {                                                                                                               \
        QTRY_VERIFY_WITH_TIMEOUT(!(relayctl).isRunning(), timeout);                                                    \
        QVERIFY2((relayctl).exitCode() == (code), ((relayctl).output() + (relayctl).errors()).constData());            \
    } while (false)

void tst_RelayctlDiagnose::initTestCase()
{
    QVERIFY(m_folder.isValid());
    m_capture = path(u"talk.relaycap"_s);
    SampleCapture sample(m_capture);
    sample.writeAll();
}

void tst_RelayctlDiagnose::cleanup()
{
    QFile::remove(path(u"report.html"_s));
}

void tst_RelayctlDiagnose::theMostTroubledFirst()
{
    RelayctlProcess relayctl({u"diagnose"_s, m_capture, u"--json"_s});
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.malformed(), QByteArrayList());
    QCOMPARE(relayctl.events().size(), 4);
    const QJsonObject first = relayctl.events().at(0);
    QCOMPARE(first[u"event"], u"attempt"_s);
    QCOMPARE(first[u"verdict"], u"peer-not-registered"_s);
    QCOMPARE(first[u"severity"], u"problem"_s);
    QCOMPARE(first[u"offer"], 9);
    QCOMPARE(first[u"messages"], QJsonArray({9, 10}));
    QCOMPARE(first[u"verdicts"], QJsonArray({u"peer-not-registered"_s}));
    QCOMPARE(first[u"unknown"], QJsonArray());
    QCOMPARE(first[u"from"][u"name"], u"alpha"_s);
    QCOMPARE(first[u"from"][u"uuid"], SampleCapture::alpha.toString(QUuid::WithoutBraces));
    QVERIFY(first[u"to"][u"name"].isNull());
    QVERIFY(first[u"text"].toString().contains(u"is not registered with this relay"_s));
    QVERIFY(first[u"advice"].toString().startsWith(u"Start that endpoint"_s));
    const QJsonObject second = relayctl.events().at(1);
    QCOMPARE(second[u"verdict"], u"expected-to-connect"_s);
    QCOMPARE(second[u"severity"], u"good"_s);
    QCOMPARE(relayctl.events().at(2)[u"event"], u"connection"_s); // The third was refused.
    const QJsonObject summary = relayctl.events().at(3);
    QCOMPARE(summary[u"event"], u"summary"_s);
    QCOMPARE(summary[u"attempts"], 2);
    QCOMPARE(summary[u"pairs"], 2);
    QCOMPARE(summary[u"problems"], 1);
    QCOMPARE(summary[u"notes"], 0);
    QCOMPARE(summary[u"good"], 1);
}

void tst_RelayctlDiagnose::textForPeople()
{
    RelayctlProcess relayctl({u"diagnose"_s, m_capture});
    TRY_END(relayctl, 0);
    const QString text = QString::fromUtf8(relayctl.output());
    QVERIFY2(text.startsWith(u"alpha -> "_s), qPrintable(text));
    QVERIFY2(text.contains(u"\n  PROBLEM  peer-not-registered\n"_s), qPrintable(text));
    QVERIFY2(text.contains(u"[x] alpha sent the offer.  +0.00 ms\n"_s), qPrintable(text));
    QVERIFY2(text.contains(u"[ ] The relay returned the offer.\n"_s), qPrintable(text));
    QVERIFY2(text.endsWith(u"Attempts: 2, pairs: 2. With a problem: 1, undecided: 0, in order: 1.\n"_s),
             qPrintable(text));
    QVERIFY(text.indexOf(u"PROBLEM"_s) < text.indexOf(u"GOOD"_s));
}

void tst_RelayctlDiagnose::onePeer_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<int>("attempts"); // -1: it fails.
    QTest::addRow("by name") << u"beta"_s << 1;
    QTest::addRow("by UUID") << SampleCapture::gamma.toString(QUuid::WithoutBraces) << 1;
    QTest::addRow("by UUID in braces") << SampleCapture::alpha.toString() << 2;
    QTest::addRow("nobody") << u"delta"_s << -1;
}

void tst_RelayctlDiagnose::onePeer()
{
    QFETCH(const QString, peer);
    QFETCH(const int, attempts);
    RelayctlProcess relayctl({u"diagnose"_s, m_capture, u"--json"_s, u"--peer"_s, peer});
    TRY_END(relayctl, attempts < 0 ? 1 : 0);
    QCOMPARE(relayctl.events(u"attempt"_s).size(), std::max(attempts, 0));
    if (attempts < 0)
        QVERIFY2(relayctl.errors().contains("from or to delta"), relayctl.errors().constData());
}

void tst_RelayctlDiagnose::aReportIsOneFileWithoutSecrets()
{
    RelayctlProcess relayctl({u"diagnose"_s, m_capture, u"--html"_s, path(u"report.html"_s)});
    TRY_END(relayctl, 0);
    QFile file(path(u"report.html"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString page = QString::fromUtf8(file.readAll());
    QVERIFY(page.startsWith(u"<!doctype html>"_s));
    QCOMPARE(page.count(u"<svg class='ladder'"_s), 2);
    for (const QString &reference :
         {u"<script"_s, u"src="_s, u"href="_s, u"url("_s, u"@import"_s, u"http://"_s, u"https://"_s})
        QVERIFY2(!page.contains(reference), qPrintable(reference));
    QVERIFY(page.contains(u"peer-not-registered"_s));
    QVERIFY(page.contains(u"a=ice-pwd:••••"_s));

    cleanup();
    RelayctlProcess open({u"diagnose"_s, m_capture, u"--html"_s, path(u"report.html"_s), u"--unredacted"_s});
    TRY_END(open, 0);
    QFile unredacted(path(u"report.html"_s));
    QCOMPARE(unredacted.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    QVERIFY(unredacted.open(QIODevice::ReadOnly));
    const QString secrets = QString::fromUtf8(unredacted.readAll());
    const qsizetype at = secrets.indexOf(u"a=ice-pwd:"_s) + 10;
    const QString password = secrets.mid(at, 20);
    QVERIFY(!password.contains(u'•'));
    QVERIFY(!page.contains(password));
}

void tst_RelayctlDiagnose::aReportIsNotOverwritten()
{
    QFile file(path(u"report.html"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write("mine"), 4);
    file.close();
    RelayctlProcess relayctl({u"diagnose"_s, m_capture, u"--html"_s, file.fileName()});
    TRY_END(relayctl, 1);
    QVERIFY2(relayctl.errors().contains("--force"), relayctl.errors().constData());
    QCOMPARE(file.size(), 4);
    RelayctlProcess forced({u"diagnose"_s, m_capture, u"--html"_s, file.fileName(), u"--force"_s});
    TRY_END(forced, 0);
    QVERIFY(file.size() > 1'000);
}

void tst_RelayctlDiagnose::aReportOnStandardOutput()
{
    RelayctlProcess relayctl({u"diagnose"_s, m_capture, u"--html"_s, u"-"_s});
    TRY_END(relayctl, 0);
    QVERIFY(relayctl.output().startsWith("<!doctype html>"));
    QVERIFY(relayctl.output().endsWith("</html>\n"));
    // Every element is closed.
    QXmlStreamReader reader(QString::fromUtf8(relayctl.output())
                                .remove(u"<!doctype html>"_s)
                                .remove(u"<meta charset='utf-8'>"_s)
                                .remove(u"<meta name='viewport' content='width=device-width, initial-scale=1'>"_s)
                                .replace(u"<br>"_s, u"<br/>"_s));
    while (!reader.atEnd())
        reader.readNext();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
}

void tst_RelayctlDiagnose::whatIsNoCapture()
{
    RelayctlProcess missing({u"diagnose"_s, path(u"missing.relaycap"_s)});
    TRY_END(missing, 1);
    QVERIFY2(missing.errors().contains("missing.relaycap"), missing.errors().constData());
    RelayctlProcess nothing({u"diagnose"_s});
    TRY_END(nothing, 2);
}

void tst_RelayctlDiagnose::aCaptureWithoutOffers()
{
    const QString file = path(u"empty.relaycap"_s);
    {
        SampleCapture sample(file);
        sample.writer()->flush();
    }
    RelayctlProcess relayctl({u"diagnose"_s, file, u"--json"_s, u"--html"_s, path(u"report.html"_s)});
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.events().size(), 1);
    QCOMPARE(relayctl.events().at(0)[u"attempts"], 0);
    QVERIFY(QFile::exists(path(u"report.html"_s)));
}

void tst_RelayctlDiagnose::connectionsThatWereNotRegistered()
{
    using namespace RelayCore;
    const QString file = path(u"refused.relaycap"_s);
    {
        SampleCapture sample(file);
        sample.writeAll();
        for (ConnectionId id = 11; id <= 14; ++id) {
            const QString reason = id == 14 ? u"nothing listens"_s : u"the certificate is self-signed"_s;
            sample.writer()->observe(
                {1, id, 1'700'000'100'000'000'000, ConnectionOpened{u"127.0.0.1:4711"_s, u"wss://localhost:34701"_s}});
            sample.writer()->observe(
                {1, id, 1'700'000'101'000'000'000,
                 ConnectionClosed{ConnectionClosed::By::Upstream,
                                  id == 14 ? CloseCategory::Refused : CloseCategory::Tls, reason}});
        }
    }
    RelayctlProcess people({u"diagnose"_s, file});
    TRY_END(people, 0);
    const QByteArray text = people.output();
    QVERIFY2(text.contains("127.0.0.1:4711 -> wss://localhost:34701  (connection 11, 2023-11-14T22:15:00.000000Z), and "
                           "2 others\n  PROBLEM  not registered\n"),
             text.constData());
    QCOMPARE(text.count("the certificate is self-signed"), 1);
    QCOMPARE(text.count("PROBLEM  not registered"), 3); // One of the sample.
    QVERIFY(text.indexOf("GOOD") < text.indexOf("PROBLEM  not registered"));

    RelayctlProcess events({u"diagnose"_s, file, u"--json"_s});
    TRY_END(events, 0);
    const QList<QJsonObject> connections = events.events(u"connection"_s, u"upstream"_s, u"wss://localhost:34701"_s);
    QCOMPARE(connections.size(), 4);
    QCOMPARE(events.events(u"connection"_s).size(), 5);
    QCOMPARE(connections.constFirst()[u"connection"], 11);
    QCOMPARE(connections.constFirst()[u"client"], u"127.0.0.1:4711"_s);
    QCOMPARE(connections.constFirst()[u"upstream"], u"wss://localhost:34701"_s);
    QCOMPARE(connections.constFirst()[u"severity"], u"problem"_s);
    QVERIFY(connections.constFirst()[u"text"].toString().contains(u"the certificate is self-signed"_s));
    QCOMPARE(events.events().constLast()[u"event"], u"summary"_s);

    RelayctlProcess peer({u"diagnose"_s, file, u"--json"_s, u"--peer"_s, u"alpha"_s});
    TRY_END(peer, 0);
    QCOMPARE(peer.events(u"connection"_s).size(), 0);
}

QTEST_GUILESS_MAIN(tst_RelayctlDiagnose)
#include "tst_relayctldiagnose.moc"
