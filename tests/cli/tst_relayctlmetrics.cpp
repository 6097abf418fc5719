// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient.h"
#include "relaycore/protocol/codec.h"
#include "tests/cli/relayctlprocess.h"
#include "tests/support/httprequest.h"
#include "tests/support/natsservers.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QMetaProperty>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QTcpServer>
#include <QtTest/QTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using TestSupport::answerTo;
using TestSupport::bodyOf;
using TestSupport::get;

namespace {

constexpr int limitMs = 30'000; ///< For a busy machine; nothing waits this long by design.

const QUuid alpha(0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
const QUuid nobody(0x0b0d0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 3);

/// Runs \a program with \a input. Returns its exit code and appends to \a output what it wrote.
int run(const QString &program, const QStringList &arguments, const QByteArray &input, QByteArray *output)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool hasEnded = process.waitForFinished(limitMs);
    *output = process.readAll() + process.errorString().toUtf8();
    return hasEnded && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

QSet<QString> namesIn(const QByteArray &metrics)
{
    QSet<QString> names;
    const QByteArrayList lines = metrics.split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("# TYPE "))
            names.insert(QString::fromLatin1(line.split(' ').at(2)));
    }
    return names;
}

QByteArray fileContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

#define TRY_SEE(process, ...)                                                                                          \
    QTRY_VERIFY2_WITH_TIMEOUT(!(process).events(__VA_ARGS__).isEmpty(),                                                \
                              ((process).output() + (process).errors()).constData(), limitMs)

/// --metrics, systemd's notifications, and the files that use them.
class tst_RelayctlMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void whatTheServerAnswers_data();
    void whatTheServerAnswers();
    void anAddressInUseIsAnError();
    void countsWhatHappens();
    void proxyCounts();
    void runCounts();
    void promtoolAcceptsThem();
    void prometheusReadsThem();
    void namesAreThoseOfThePage();
    void theDashboardUsesWhatExists();
    void clientMetricsOfThePageExist();
    void systemdIsNotified();
    void theUnitsAreValid_data();
    void theUnitsAreValid();

private:
    static QUrl urlOf(const RelayctlProcess &relayctl, const QString &event)
    {
        return QUrl(relayctl.events(event).constFirst().value("url"_L1).toString());
    }
    [[nodiscard]] QByteArray valueOf(const QByteArray &sample) const;
    /// Registers one client with \a options, which lead through a relayctl that has had no other one, and closes it.
    /// \a metrics are those of that relayctl.
    static void oneClientIsCounted(const RelayClientOptions &options, const QUrl &metrics);

    std::unique_ptr<TestSupport::NatsServers> m_nats;
    std::unique_ptr<RelayctlProcess> m_serve;
    std::unique_ptr<RelayctlProcess> m_proxy;
    QUrl m_metrics;
    QUrl m_proxyMetrics;
};

void tst_RelayctlMetrics::initTestCase()
{
    m_nats = std::make_unique<TestSupport::NatsServers>(1);
    QCOMPARE(m_nats->startAll(), QString());
    m_serve =
        std::make_unique<RelayctlProcess>(QStringList{u"serve"_s, u"--port"_s, u"0"_s, u"--log-json"_s, u"--metrics"_s,
                                                      u"127.0.0.1:0"_s, u"--cluster"_s, m_nats->urls()});
    TRY_SEE(*m_serve, u"listening"_s);
    m_metrics = urlOf(*m_serve, u"metrics"_s);
    m_proxy = std::make_unique<RelayctlProcess>(QStringList{u"proxy"_s, u"--listen"_s, u"127.0.0.1:0"_s,
                                                            u"--upstream"_s, urlOf(*m_serve, u"listening"_s).toString(),
                                                            u"--metrics"_s, u"127.0.0.1:0"_s});
    TRY_SEE(*m_proxy, u"listening"_s);
    m_proxyMetrics = urlOf(*m_proxy, u"metrics"_s);
}

QByteArray tst_RelayctlMetrics::valueOf(const QByteArray &sample) const
{
    const QByteArrayList lines = bodyOf(get(m_metrics, "/metrics")).split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(sample + ' '))
            return line.sliced(sample.size() + 1);
    }
    return {};
}

void tst_RelayctlMetrics::whatTheServerAnswers_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<QByteArray>("part");

    QTest::addRow("health") << "GET /healthz HTTP/1.1\r\n\r\n"_ba
                            << "HTTP/1.1 200 "_ba
                            << "\r\n\r\nok\n"_ba;
    QTest::addRow("readiness") << "GET /readyz HTTP/1.0\r\n\r\n"_ba
                               << "HTTP/1.1 200 "_ba
                               << "\r\n\r\nready\n"_ba;
    QTest::addRow("with a query") << "GET /healthz?x=1 HTTP/1.1\r\n\r\n"_ba
                                  << "HTTP/1.1 200 "_ba
                                  << "ok\n"_ba;
    QTest::addRow("metrics as text") << "GET /metrics HTTP/1.1\r\n\r\n"_ba
                                     << "HTTP/1.1 200 "_ba
                                     << "Content-Type: text/plain; version=0.0.4"_ba;
    QTest::addRow("metrics as OpenMetrics")
        << "GET /metrics HTTP/1.1\r\naccept: application/openmetrics-text;version=1.0.0,*/*\r\n\r\n"_ba
        << "HTTP/1.1 200 "_ba
        << "Content-Type: application/openmetrics-text; version=1.0.0"_ba;
    QTest::addRow("another path") << "GET / HTTP/1.1\r\n\r\n"_ba
                                  << "HTTP/1.1 404 "_ba
                                  << "/metrics, /healthz"_ba;
    QTest::addRow("another method") << "POST /metrics HTTP/1.1\r\n\r\n"_ba
                                    << "HTTP/1.1 405 "_ba
                                    << ""_ba;
    QTest::addRow("no request") << "hello\r\n\r\n"_ba
                                << "HTTP/1.1 400 "_ba
                                << ""_ba;
    QTest::addRow("an empty line") << "\r\n\r\n"_ba
                                   << "HTTP/1.1 400 "_ba
                                   << ""_ba;
    QTest::addRow("too long") << "GET /" + QByteArray(9000, 'x') << "HTTP/1.1 431 "_ba
                              << ""_ba;
}

void tst_RelayctlMetrics::whatTheServerAnswers()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, beginning);
    QFETCH(QByteArray, part);

    const QByteArray answer = answerTo(m_metrics, request);
    QVERIFY2(answer.startsWith(beginning), answer.constData());
    QVERIFY2(answer.contains(part), answer.constData());
    const QByteArray head = answerTo(m_metrics, "HEAD /healthz HTTP/1.1\r\n\r\n");
    QVERIFY2(head.contains("Content-Length: 3\r\n") && head.endsWith("\r\n\r\n"), head.constData());
}

void tst_RelayctlMetrics::anAddressInUseIsAnError()
{
    RelayctlProcess second({u"serve"_s, u"--port"_s, u"0"_s, u"--metrics"_s, u"127.0.0.1:%1"_s.arg(m_metrics.port())});
    QTRY_COMPARE_WITH_TIMEOUT(second.exitCode(), 1, limitMs);
    QVERIFY2(second.errors().contains("The metrics cannot be offered on port "), second.errors().constData());
}

void tst_RelayctlMetrics::countsWhatHappens()
{
    RelayClientOptions options;
    options.name = u"client"_s;
    options.uuid = alpha;
    options.address = urlOf(*m_serve, u"listening"_s);
    RelayClient client(options);
    client.connectToRelay();
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), RelayClient::State::Ready, limitMs);
    QTRY_COMPARE_WITH_TIMEOUT(valueOf("relay_cluster_connected"), "1"_ba, limitMs);
    QCOMPARE(valueOf("relay_clients"), "1"_ba);
    QCOMPARE(valueOf("relay_cluster_clients"), "1"_ba);
    const PeerConnection own{alpha, u"client"_s, alpha, DescriptionType::Offer, u"v=0"_s, std::nullopt};
    PeerConnection lost = own;
    lost.peerUuid = nobody;
    for (int i = 0; i < 3; ++i)
        (void)client.send(own);
    (void)client.send(lost);
    QTRY_COMPARE_WITH_TIMEOUT(client.metrics().messagesReceived, 4U, limitMs);
    QCOMPARE(valueOf("relay_messages_total{outcome=\"forwarded\"}"), "3"_ba);
    QCOMPARE(valueOf("relay_messages_total{outcome=\"returned\"}"), "1"_ba);
    QCOMPARE(valueOf("relay_forwarding_seconds_count"), "3"_ba);
    QCOMPARE(valueOf("relay_message_bytes_sum").toLongLong(), 3 * encode(own).size());
    QVERIFY(valueOf("relay_cluster_lookups_total").toInt() >= 1);
    QVERIFY(valueOf("process_resident_memory_bytes").toLongLong() > 1'000'000);
    QVERIFY(valueOf("process_open_fds").toInt() > 5);
    const auto closed = client.close();
    QTRY_VERIFY_WITH_TIMEOUT(closed.isFinished(), limitMs);
    QTRY_COMPARE_WITH_TIMEOUT(valueOf("relay_unregistrations_total{code=\"1000\"}"), "1"_ba, limitMs);
    QCOMPARE(valueOf("relay_clients"), "0"_ba);
}

void tst_RelayctlMetrics::proxyCounts()
{
    RelayClientOptions options;
    options.name = u"client"_s;
    options.address = urlOf(*m_proxy, u"listening"_s);
    oneClientIsCounted(options, m_proxyMetrics);
}

void tst_RelayctlMetrics::runCounts()
{
    QTemporaryDir directory;
    const QString proxyFile = directory.filePath(u"proxy"_s);
    RelayctlProcess relayctl({u"run"_s, u"--metrics"_s, u"127.0.0.1:0"_s, u"--"_s, u"sh"_s, u"-c"_s,
                              u"echo $ws_proxy > \"$1.part\"; mv \"$1.part\" \"$1\"; read line"_s, u"sh"_s, proxyFile});
    QTRY_VERIFY2_WITH_TIMEOUT(QFile::exists(proxyFile), relayctl.errors().constData(), limitMs);
    static const QRegularExpression line(u"metrics at (http://127\\.0\\.0\\.1:\\d+/metrics)\n"_s);
    const auto match = line.match(QString::fromUtf8(relayctl.errors()));
    QVERIFY2(match.hasMatch(), relayctl.errors().constData());
    const QUrl metrics(match.captured(1));
    QCOMPARE(bodyOf(get(metrics, "/readyz")), "ready\n"_ba);

    const QUrl proxy(QString::fromLatin1(fileContent(proxyFile).trimmed()));
    RelayClientOptions options;
    options.name = u"client"_s;
    options.address = urlOf(*m_serve, u"listening"_s);
    options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, proxy.host(), quint16(proxy.port()));
    oneClientIsCounted(options, metrics);
    relayctl.write("end\n");
    QTRY_COMPARE_WITH_TIMEOUT(relayctl.exitCode(), 0, limitMs);
}

void tst_RelayctlMetrics::oneClientIsCounted(const RelayClientOptions &options, const QUrl &metrics)
{
    RelayClient client(options);
    client.connectToRelay();
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), RelayClient::State::Ready, limitMs);
    const QByteArray text = bodyOf(get(metrics, "/metrics"));
    QVERIFY2(text.contains("\nrelay_proxy_connections 1\n"), text.constData());
    QVERIFY2(text.contains("\nrelay_proxy_messages_total{direction=\"sent\"} 1\n"), text.constData());
    QVERIFY2(text.contains("\nrelay_proxy_messages_total{direction=\"received\"} 1\n"), text.constData());
    QVERIFY2(text.contains("\nrelay_proxy_message_bytes_count 2\n"), text.constData());
    const auto closed = client.close();
    QTRY_VERIFY_WITH_TIMEOUT(closed.isFinished(), limitMs);
    QTRY_VERIFY_WITH_TIMEOUT(
        get(metrics, "/metrics").contains("\nrelay_proxy_connections_closed_total{by=\"client\"} 1\n"), limitMs);
    QVERIFY(get(metrics, "/metrics").contains("\nrelay_proxy_connections 0\n"));
}

void tst_RelayctlMetrics::promtoolAcceptsThem()
{
    for (const QUrl &url : {m_metrics, m_proxyMetrics}) {
        QByteArray output;
        const int code = run(u"promtool"_s, {u"check"_s, u"metrics"_s}, bodyOf(get(url, "/metrics")), &output);
        QVERIFY2(code == 0, output.constData());
    }
}

/// The real Prometheus, which asks for OpenMetrics.
void tst_RelayctlMetrics::prometheusReadsThem()
{
    QTemporaryDir directory;
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    const QString address = u"127.0.0.1:%1"_s.arg(probe.serverPort());
    probe.close();
    QFile config(directory.filePath(u"prometheus.yml"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(u"scrape_configs:\n- job_name: relay\n  scrape_interval: 1s\n  static_configs:\n  - targets: "
                 "['127.0.0.1:%1', '127.0.0.1:%2']\n"_s.arg(m_metrics.port())
                     .arg(m_proxyMetrics.port())
                     .toUtf8());
    config.close();
    QProcess prometheus;
    prometheus.setStandardErrorFile(directory.filePath(u"log"_s));
    prometheus.start(u"prometheus"_s,
                     {u"--config.file="_s + config.fileName(),
                      u"--storage.tsdb.path="_s + directory.filePath(u"data"_s), u"--web.listen-address="_s + address});
    QVERIFY(prometheus.waitForStarted(limitMs));
    const QUrl url(u"http://"_s + address);
    QByteArray answer;
    const auto isUp = [&] {
        answer = get(url, "/api/v1/query?query=sum(up)%2Bsum(relay_accepting)");
        return answer.contains(R"(,"3"])"); // Two processes are read, and one of them accepts.
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isUp(), (answer + fileContent(directory.filePath(u"log"_s))).constData(), limitMs);
    prometheus.kill();
    prometheus.waitForFinished(limitMs);
}

void tst_RelayctlMetrics::namesAreThoseOfThePage()
{
    const QString page = QString::fromUtf8(fileContent(QStringLiteral(RELAY_DOCS "/operating.md")));
    static const QRegularExpression row(
        u"^\\| `((?:relay|process)[a-z_]*)` \\| (counter|gauge|histogram) \\| (all|serve|serve `--cluster`|proxy, run) \\|"_s,
        QRegularExpression::MultilineOption);
    QSet<QString> documented;
    for (auto match = row.globalMatch(page); match.hasNext();)
        documented.insert(match.next().captured(1));
    // A family without samples is not offered, and some have none before a client of both has ended.
    RelayClientOptions options;
    options.name = u"client"_s;
    options.address = urlOf(*m_proxy, u"listening"_s);
    RelayClient client(options);
    client.connectToRelay();
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), RelayClient::State::Ready, limitMs);
    const auto closed = client.close();
    QTRY_VERIFY_WITH_TIMEOUT(closed.isFinished(), limitMs);
    QSet<QString> offered;
    const auto hasEnds = [&] {
        offered = namesIn(bodyOf(get(m_metrics, "/metrics"))) + namesIn(bodyOf(get(m_proxyMetrics, "/metrics")));
        return offered.contains(u"relay_unregistrations_total"_s)
               && offered.contains(u"relay_proxy_connections_closed_total"_s);
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasEnds(), limitMs);
    offered.insert(u"relay_clients_closed_total"_s); // Has no sample before the first client is closed.
    QStringList undocumented = (offered - documented).values();
    QStringList missing = (documented - offered).values();
    QVERIFY2(undocumented.isEmpty(), qPrintable(u"not on the page: "_s + undocumented.join(u' ')));
    QVERIFY2(missing.isEmpty(), qPrintable(u"not offered: "_s + missing.join(u' ')));
    QVERIFY(documented.size() > 25);
}

void tst_RelayctlMetrics::theDashboardUsesWhatExists()
{
    const QString page = QString::fromUtf8(fileContent(QStringLiteral(RELAY_DOCS "/operating.md")));
    const QByteArray dashboard = fileContent(QStringLiteral(RELAY_DASHBOARD));
    const QJsonArray panels = QJsonDocument::fromJson(dashboard).object().value("panels"_L1).toArray();
    QVERIFY(panels.size() >= 10);
    static const QRegularExpression name(u"\\b(relay|process)[a-z]*_[a-z_]+"_s);
    int used = 0;
    for (const auto &panel : panels) {
        const QJsonArray targets = panel.toObject().value("targets"_L1).toArray();
        QVERIFY(!targets.isEmpty());
        for (const auto &target : targets) {
            for (auto match = name.globalMatch(target.toObject().value("expr"_L1).toString()); match.hasNext();
                 ++used) {
                QString metric = match.next().captured();
                if (metric.endsWith("_bucket"_L1))
                    metric.chop(7);
                QVERIFY2(page.contains(u"| `"_s + metric + u"` |"_s), qPrintable(metric));
            }
        }
    }
    QVERIFY(used >= 20);
}

void tst_RelayctlMetrics::clientMetricsOfThePageExist()
{
    const QString page = QString::fromUtf8(fileContent(QStringLiteral(RELAY_DOCS "/operating.md")));
    static const QRegularExpression row(u"^\\| `relaycore_client_[a-z_]+` \\| [a-z]+ \\| `([a-zA-Z]+)`"_s,
                                        QRegularExpression::MultilineOption);
    QStringList properties;
    for (auto match = row.globalMatch(page); match.hasNext();)
        properties.append(match.next().captured(1));
    QStringList expected;
    for (int i = 0; i < RelayMetrics::staticMetaObject.propertyCount(); ++i)
        expected.append(QString::fromLatin1(RelayMetrics::staticMetaObject.property(i).name()));
    properties.sort();
    expected.sort();
    QCOMPARE(properties, expected);
}

void tst_RelayctlMetrics::systemdIsNotified()
{
    QTemporaryDir directory;
    const QByteArray path = QFile::encodeName(directory.filePath(u"notify"_s));
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    QVERIFY(descriptor >= 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    QVERIFY(size_t(path.size()) < sizeof address.sun_path);
    std::copy(path.cbegin(), path.cend(), address.sun_path);
    QCOMPARE(::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    QByteArrayList states;
    const auto receive = [&] {
        char buffer[256];
        for (ssize_t size = 0; (size = ::recv(descriptor, buffer, sizeof buffer, 0)) > 0;)
            states.append(QByteArray(buffer, size));
        return states;
    };
    qputenv("NOTIFY_SOCKET", path);
    qputenv("WATCHDOG_USEC", "300000");
    RelayctlProcess relayctl({u"serve"_s, u"--port"_s, u"0"_s});
    qunsetenv("NOTIFY_SOCKET");
    qunsetenv("WATCHDOG_USEC");
    TRY_SEE(relayctl, u"listening"_s);
    QTRY_VERIFY_WITH_TIMEOUT(receive().count("WATCHDOG=1") >= 2, limitMs);
    QCOMPARE(states.constFirst(), "READY=1"_ba);
    QVERIFY(!states.contains("STOPPING=1"));
    relayctl.hangUp(); // Also where there is nothing to read again, which a unit does not know.
    QTRY_VERIFY_WITH_TIMEOUT(relayctl.errors().contains("no tokens and no certificate to read again"), limitMs);
    QVERIFY(!receive().contains("STOPPING=1") && relayctl.isRunning());
    relayctl.terminate();
    QTRY_COMPARE_WITH_TIMEOUT(relayctl.exitCode(), 0, limitMs);
    QVERIFY(receive().contains("STOPPING=1"));
    ::close(descriptor);
}

void tst_RelayctlMetrics::theUnitsAreValid_data()
{
    QTest::addColumn<QString>("unit");
    QTest::addRow("of serve") << u"relayctl-serve.service"_s;
    QTest::addRow("of proxy") << u"relayctl-proxy.service"_s;
}

void tst_RelayctlMetrics::theUnitsAreValid()
{
    QFETCH(QString, unit);

    if (QStandardPaths::findExecutable(u"systemd-analyze"_s).isEmpty())
        QSKIP("There is no systemd-analyze.");
    // The program need not be installed where the test runs.
    QTemporaryDir directory;
    QFile file(directory.filePath(unit));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QByteArray text = fileContent(QStringLiteral(RELAY_UNITS "/") + unit);
    QVERIFY(text.contains("ExecStart=/usr/bin/relayctl ") && text.contains("Type=notify")
            && text.contains("WatchdogSec="));
    file.write(text.replace("/usr/bin/relayctl", RELAYCTL));
    file.close();
    QByteArray output;
    const int code = run(u"systemd-analyze"_s, {u"verify"_s, u"--man=no"_s, file.fileName()}, {}, &output);
    QVERIFY2(code == 0 && !output.contains(unit.toUtf8() + ":"), output.constData());
}

QTEST_GUILESS_MAIN(tst_RelayctlMetrics)
#include "tst_relayctlmetrics.moc"
