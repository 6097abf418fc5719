// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/natmapping.h"
#include "inspector/check/stunprobe.h"
#include "relaycore/testkit/manualclock.h"
#include "tests/fuzz/mutator.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QPromise>
#include <QtNetwork/QNetworkDatagram>
#include <QtNetwork/QUdpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <functional>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(Inspector::NatMapping)

namespace {

const QByteArray transaction = "abcdefghijkl";

QByteArray attribute(quint16 type, const QByteArray &value)
{
    QByteArray bytes;
    bytes += char(type >> 8);
    bytes += char(type & 0xff);
    bytes += char(value.size() >> 8);
    bytes += char(value.size() & 0xff);
    return bytes + value + QByteArray((4 - value.size() % 4) % 4, '\0');
}

QByteArray message(quint16 type, const QByteArray &attributes, const QByteArray &id = transaction)
{
    QByteArray bytes;
    bytes += char(type >> 8);
    bytes += char(type & 0xff);
    bytes += char(attributes.size() >> 8);
    bytes += char(attributes.size() & 0xff);
    return bytes + QByteArray::fromHex("2112a442") + id + attributes;
}

/// 192.0.2.1:32853, as it is and combined with the cookie.
const QByteArray plain = QByteArray::fromHex("00018055c0000201");
const QByteArray combined = QByteArray::fromHex("0001a147e112a643");

QByteArray success(const QByteArray &id)
{
    return message(0x0101, attribute(0x0020, combined), id);
}

/// [2001:db8::1]:32853, combined with the cookie and \a id (RFC 8489 section 14.2).
QByteArray successIPv6(const QByteArray &id)
{
    QByteArray address = QByteArray::fromHex("20010db8000000000000000000000001");
    const QByteArray key = QByteArray::fromHex("2112a442") + id;
    for (qsizetype i = 0; i < address.size(); ++i)
        address[i] = char(address.at(i) ^ key.at(i));
    return message(0x0101, attribute(0x0020, QByteArray::fromHex("0002a147") + address), id);
}

/// A STUN server that answers as the test sets it.
class Server
{
public:
    using Answer = std::function<QByteArrayList(const QByteArray &request)>;

    explicit Server(const Answer &answer, QHostAddress::SpecialAddress address = QHostAddress::LocalHost)
        : m_answer(answer)
    {
        if (!m_socket.bind(QHostAddress(address), 0))
            qFatal("no port");
        QObject::connect(&m_socket, &QUdpSocket::readyRead, &m_socket, [this] {
            while (m_socket.hasPendingDatagrams()) {
                const QNetworkDatagram datagram = m_socket.receiveDatagram();
                requests.append(datagram.data());
                for (const QByteArray &bytes : m_answer(datagram.data()))
                    m_socket.writeDatagram(bytes, datagram.senderAddress(), quint16(datagram.senderPort()));
            }
        });
    }
    [[nodiscard]] quint16 port() const { return m_socket.localPort(); }

    QByteArrayList requests;

private:
    QUdpSocket m_socket;
    Answer m_answer;
};

} // namespace

class tst_Stun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request();
    void responses_data();
    void responses();
    void changedResponses();
    void mappings_data();
    void mappings();
    void answers_data();
    void answers();
    void families_data();
    void families();
    void retransmissions();
    void unknownHost();
    void stops();
};

void tst_Stun::request()
{
    const QByteArray bytes = stunBindingRequest(transaction);
    QCOMPARE(bytes.toHex(), QByteArray("000100002112a442") + transaction.toHex());
}

void tst_Stun::responses_data()
{
    QTest::addColumn<QByteArray>("datagram");
    QTest::addColumn<QString>("read"); // The mapped address, "error 400", or the number of the defect.
    const auto defect = [](StunDefect which) { return QString::number(int(which)); };
    const QByteArray good = message(0x0101, attribute(0x0020, combined));
    QTest::addRow("combined with the cookie") << good << u"192.0.2.1:32853"_s;
    QTest::addRow("of RFC 3489") << message(0x0101, attribute(0x0001, plain)) << u"192.0.2.1:32853"_s;
    QTest::addRow("both: the combined one counts")
        << message(0x0101, attribute(0x0001, QByteArray::fromHex("000100010a000001")) + attribute(0x0020, combined))
        << u"192.0.2.1:32853"_s;
    // RFC 5769 section 2.3: the sample with an IPv6 address, without its integrity.
    QTest::addRow("IPv6") << message(0x0101,
                                     attribute(0x0020, QByteArray::fromHex("0002a1470113a9faa5d3f179bc25f4b5bed2b9d9")),
                                     QByteArray::fromHex("b7e7a701bc34d686fa87dfae"))
                          << u"[2001:db8:1234:5678:11:2233:4455:6677]:32853"_s;
    QTest::addRow("an error") << message(0x0111, attribute(0x0009, QByteArray::fromHex("00000400") + "Bad"))
                              << u"error 400"_s;
    QTest::addRow("an attribute that may be unknown")
        << message(0x0101, attribute(0x0020, combined) + attribute(0x8fff, "x")) << u"192.0.2.1:32853"_s;
    QTest::addRow("an attribute that must be known")
        << message(0x0101, attribute(0x0020, combined) + attribute(0x7fff, "x"))
        << defect(StunDefect::UnknownAttribute);
    QTest::addRow("nothing") << QByteArray() << defect(StunDefect::NotStun);
    QTest::addRow("another cookie") << QByteArray(good).replace(4, 1, "x") << defect(StunDefect::NotStun);
    QTest::addRow("the first bits of RTP") << QByteArray(good).replace(0, 1, "\x81") << defect(StunDefect::NotStun);
    QTest::addRow("a request") << message(0x0001, {}) << defect(StunDefect::NotAResponse);
    QTest::addRow("an indication") << message(0x0011, {}) << defect(StunDefect::NotAResponse);
    QTest::addRow("a byte less") << good.chopped(1) << defect(StunDefect::Truncated);
    QTest::addRow("four bytes more") << good + "1234" << defect(StunDefect::Truncated);
    QTest::addRow("an attribute longer than the message")
        << QByteArray(good).replace(22, 2, QByteArray::fromHex("ffff")) << defect(StunDefect::Truncated);
    QTest::addRow("an address of another family")
        << message(0x0101, attribute(0x0020, QByteArray::fromHex("0003a147e112a643")))
        << defect(StunDefect::BadAddress);
    QTest::addRow("half an address") << message(0x0101, attribute(0x0020, combined.first(4)))
                                     << defect(StunDefect::BadAddress);
    QTest::addRow("no address") << message(0x0101, attribute(0x8022, "coturn")) << defect(StunDefect::BadAddress);
    QTest::addRow("an error without its number") << message(0x0111, {}) << defect(StunDefect::Truncated);
    QTest::addRow("a wrong checksum") << message(0x0101, attribute(0x0020, combined) + attribute(0x8028, "1234"))
                                      << defect(StunDefect::Checksum);
}

void tst_Stun::responses()
{
    QFETCH(const QByteArray, datagram);
    const auto read = readStunResponse(datagram);
    QString text;
    if (const auto *const defect = std::get_if<StunDefect>(&read))
        text = QString::number(int(*defect));
    else if (const auto &response = std::get<StunResponse>(read); response.error)
        text = u"error %1"_s.arg(*response.error);
    else
        text = response.mapped->toString();
    QTEST(text, "read");
}

void tst_Stun::changedResponses()
{
    QByteArrayList inputs{success(transaction),
                          message(0x0111, attribute(0x0009, QByteArray::fromHex("00000400") + "Bad")),
                          message(0x0101, attribute(0x0020, combined) + attribute(0x802c, plain))};
    // The corpus of fuzz_stun: its inputs as they are, and changed.
    const QFileInfoList corpus = QDir(QStringLiteral(RELAY_FUZZ_CORPUS "/stun")).entryInfoList(QDir::Files, QDir::Name);
    QVERIFY(!corpus.isEmpty());
    for (const QFileInfo &info : corpus) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        inputs.append(file.readAll());
    }
    Fuzz::Mutator chance(
        20260101, {QByteArray::fromHex("2112a442"), QByteArray::fromHex("0020"), QByteArray::fromHex("ffff")}, {});
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray input = i < inputs.size() ? inputs.at(i) : chance.changed(chance.oneOf(inputs));
        const auto read = readStunResponse(input);
        if (const auto *const response = std::get_if<StunResponse>(&read)) {
            QCOMPARE(response->transaction.size(), stunTransactionBytes);
            QVERIFY(response->mapped || response->error);
        }
    }
}

void tst_Stun::mappings_data()
{
    using Observed = QList<std::pair<QString, QString>>; // Destination and mapping.
    QTest::addColumn<Observed>("observed");
    QTest::addColumn<NatMapping>("mapping");
    const auto row = [](const char *name, const Observed &observed, NatMapping mapping) {
        QTest::addRow("%s", name) << observed << mapping;
    };
    const QString a = u"203.0.113.5:1"_s;
    const QString b = u"203.0.113.5:2"_s;
    const QString c = u"203.0.113.5:3"_s;
    row("nothing", {}, NatMapping::Unknown);
    row("one server", {{u"1.1.1.1:1"_s, a}}, NatMapping::Unknown);
    row("one address, two ports", {{u"1.1.1.1:1"_s, a}, {u"1.1.1.1:2"_s, a}}, NatMapping::Unknown);
    row("two servers agree", {{u"1.1.1.1:1"_s, a}, {u"2.2.2.2:1"_s, a}}, NatMapping::EndpointIndependent);
    row("two servers differ", {{u"1.1.1.1:1"_s, a}, {u"2.2.2.2:1"_s, b}}, NatMapping::Dependent);
    row("by address", {{u"1.1.1.1:1"_s, a}, {u"2.2.2.2:1"_s, b}, {u"2.2.2.2:2"_s, b}}, NatMapping::AddressDependent);
    row("by address and port", {{u"1.1.1.1:1"_s, a}, {u"2.2.2.2:1"_s, b}, {u"2.2.2.2:2"_s, c}},
        NatMapping::AddressAndPortDependent);
    row("by port only", {{u"1.1.1.1:1"_s, a}, {u"1.1.1.1:2"_s, b}}, NatMapping::AddressAndPortDependent);
    row("an address of this computer", {{u"1.1.1.1:1"_s, u"192.0.2.2:5000"_s}}, NatMapping::None);
    row("an address of this computer with another port", {{u"1.1.1.1:1"_s, u"192.0.2.2:5001"_s}}, NatMapping::Unknown);
}

void tst_Stun::mappings()
{
    using Observed = QList<std::pair<QString, QString>>;
    const auto read = [](const QString &text) {
        return StunAddress{QHostAddress(text.section(u':', 0, 0)), quint16(text.section(u':', 1).toUInt())};
    };
    QFETCH(const Observed, observed);
    QList<NatObservation> observations;
    for (const auto &[destination, mapped] : observed)
        observations.append({read(destination), read(mapped)});
    QTEST(natMapping(observations, {read(u"192.0.2.2:5000"_s)}), "mapping");
}

void tst_Stun::answers_data()
{
    QTest::addColumn<QStringList>("kinds"); // What the server answers to a request, in order.
    QTest::addColumn<StepReport::Outcome>("outcome");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<int>("ignored");
    using Outcome = StepReport::Outcome;
    QTest::addRow("the right one") << QStringList{u"right"_s} << Outcome::Ok << QString() << 0;
    QTest::addRow("the right one twice") << QStringList{u"right"_s, u"right"_s} << Outcome::Ok << QString() << 0;
    QTest::addRow("one to another request before it")
        << QStringList{u"foreign"_s, u"right"_s} << Outcome::Ok << QString() << 1;
    QTest::addRow("half of it before it") << QStringList{u"cut"_s, u"right"_s} << Outcome::Ok << QString() << 1;
    QTest::addRow("60,000 bytes before it") << QStringList{u"huge"_s, u"right"_s} << Outcome::Ok << QString() << 1;
    QTest::addRow("an empty datagram before it")
        << QStringList{u"empty"_s, u"right"_s} << Outcome::Ok << QString() << 1;
    QTest::addRow("an error") << QStringList{u"error"_s} << Outcome::Failed << u"stun_refused"_s << 0;
}

void tst_Stun::answers()
{
    QFETCH(const QStringList, kinds);
    Server server([&kinds](const QByteArray &request) {
        const QByteArray id = request.sliced(8, 12);
        QByteArrayList answers;
        for (const QString &kind : kinds) {
            if (kind == u"right")
                answers.append(success(id));
            else if (kind == u"foreign")
                answers.append(success(transaction));
            else if (kind == u"cut")
                answers.append(success(id).chopped(4));
            else if (kind == u"huge")
                answers.append(success(id) + QByteArray(60'000, 'x'));
            else if (kind == u"empty")
                answers.append(QByteArray());
            else
                answers.append(
                    message(0x0111, attribute(0x0009, QByteArray::fromHex("00000401") + "Unauthorized"), id));
        }
        return answers;
    });
    StunOptions options;
    options.servers = {{u"127.0.0.1"_s, server.port()}};
    options.clock = std::make_shared<RelayCore::TestKit::ManualClock>();
    StunProbe probe(options);
    QList<StepReport> reports;
    connect(&probe, &StunProbe::stepDone, &probe, [&reports](const StepReport &report) { reports.append(report); });
    QSignalSpy finished(&probe, &StunProbe::finished);
    probe.start();
    QVERIFY(finished.wait());
    QCOMPARE(reports.size(), 1);
    const StepReport &report = reports.constFirst();
    QTEST(report.outcome, "outcome");
    QStringList problems;
    for (const Problem &problem : report.problems)
        problems.append(problemName(problem.kind));
    QTEST(problems.join(u' '), "problem");
    QTEST(report.detail[u"ignored"].toInt(), "ignored");
    if (report.outcome == StepReport::Outcome::Ok) {
        QCOMPARE(report.detail[u"servers"][0][u"mapped"].toString(), u"192.0.2.1:32853"_s);
        QVERIFY2(report.summary.contains(u"192.0.2.1:32853"_s), qPrintable(report.summary));
    }
}

void tst_Stun::families_data()
{
    QTest::addColumn<bool>("hasIPv4"); // A server that answers.
    QTest::addColumn<bool>("isIPv6Silent");
    QTest::addColumn<StepReport::Outcome>("outcome"); // Of IPv6.
    QTest::addColumn<QString>("problem");
    using Outcome = StepReport::Outcome;
    QTest::addRow("IPv6 alone") << false << false << Outcome::Ok << QString();
    QTest::addRow("both") << true << false << Outcome::Ok << QString();
    QTest::addRow("IPv6 alone, without an answer") << false << true << Outcome::Failed << u"stun_silent"_s;
    QTest::addRow("both, IPv6 without an answer") << true << true << Outcome::Warning << u"stun_silent"_s;
}

void tst_Stun::families()
{
    QFETCH(const bool, hasIPv4);
    QFETCH(const bool, isIPv6Silent);
    Server server4([](const QByteArray &request) { return QByteArrayList{success(request.sliced(8, 12))}; });
    Server server6(
        [isIPv6Silent](const QByteArray &request) {
            return isIPv6Silent ? QByteArrayList() : QByteArrayList{successIPv6(request.sliced(8, 12))};
        },
        QHostAddress::LocalHostIPv6);
    const auto clock = std::make_shared<RelayCore::TestKit::ManualClock>();
    StunOptions options;
    options.clock = clock;
    if (hasIPv4)
        options.servers.append({u"127.0.0.1"_s, server4.port()});
    options.servers.append({u"::1"_s, server6.port()});
    StunProbe probe(options);
    QList<StepReport> reports;
    connect(&probe, &StunProbe::stepDone, &probe, [&reports](const StepReport &report) { reports.append(report); });
    QSignalSpy finished(&probe, &StunProbe::finished);
    probe.start();
    QTRY_COMPARE(server6.requests.size(), 1);
    if (isIPv6Silent)
        clock->advance(options.timeout);
    QVERIFY(!finished.isEmpty() || finished.wait());

    QCOMPARE(server4.requests.size(), hasIPv4 ? 1 : 0);
    QCOMPARE(reports.size(), hasIPv4 ? 2 : 1);
    if (hasIPv4) {
        QCOMPARE(reports.constFirst().detail[u"family"].toString(), u"ipv4"_s);
        QCOMPARE(reports.constFirst().outcome, StepReport::Outcome::Ok);
    }
    const StepReport &report = reports.constLast();
    QCOMPARE(report.detail[u"family"].toString(), u"ipv6"_s);
    QTEST(report.outcome, "outcome");
    const QJsonValue server = report.detail[u"servers"][0];
    QCOMPARE(server[u"address"].toString(), u"[::1]:%1"_s.arg(server6.port()));
    QTEST(report.problems.isEmpty() ? QString() : QString(problemName(report.problems.constFirst().kind)), "problem");
    QCOMPARE(server[u"mapped"].toString(), isIPv6Silent ? QString() : u"[2001:db8::1]:32853"_s);
    QVERIFY2(report.summary.contains(u"IPv6: "_s), qPrintable(report.summary));
}

void tst_Stun::retransmissions()
{
    // RFC 8489 section 6.2.1: after 500 ms, then each time twice as long.
    Server server([](const QByteArray &) { return QByteArrayList(); });
    const auto clock = std::make_shared<RelayCore::TestKit::ManualClock>();
    StunOptions options;
    options.servers = {{u"127.0.0.1"_s, server.port()}};
    options.clock = clock;
    StunProbe probe(options);
    QList<StepReport> reports;
    connect(&probe, &StunProbe::stepDone, &probe, [&reports](const StepReport &report) { reports.append(report); });
    QSignalSpy finished(&probe, &StunProbe::finished);
    probe.start();
    QTRY_COMPARE(server.requests.size(), 1);
    for (const auto &[wait, expected] :
         {std::pair(499ms, 1), {1ms, 2}, {999ms, 2}, {1ms, 3}, {2'000ms, 4}, {4'000ms, 5}}) {
        clock->advance(wait);
        QTRY_COMPARE(server.requests.size(), expected);
    }
    QCOMPARE(QSet<QByteArray>(server.requests.cbegin(), server.requests.cend()).size(), 1);
    clock->advance(2'500ms); // 10 s since the first.
    QVERIFY(finished.wait());
    QCOMPARE(reports.size(), 1);
    QCOMPARE(reports.constFirst().outcome, StepReport::Outcome::Failed);
    QCOMPARE(problemName(reports.constFirst().problems.constFirst().kind), u"stun_silent"_s);
    QCOMPARE(reports.constFirst().detail[u"servers"][0][u"requests"].toInt(), 5);
}

void tst_Stun::unknownHost()
{
    StunOptions options;
    options.servers = {{u"stun.example.invalid"_s, 3478}};
    options.lookup = [](const QString &) {
        QPromise<QHostInfo> promise;
        promise.start();
        promise.addResult(QHostInfo());
        promise.finish();
        return promise.future();
    };
    StunProbe probe(options);
    QList<StepReport> reports;
    connect(&probe, &StunProbe::stepDone, &probe, [&reports](const StepReport &report) { reports.append(report); });
    QSignalSpy finished(&probe, &StunProbe::finished);
    probe.start();
    QVERIFY(finished.wait());
    QCOMPARE(reports.size(), 1);
    QCOMPARE(problemName(reports.constFirst().problems.constFirst().kind), u"stun_host_not_found"_s);
}

void tst_Stun::stops()
{
    Server server([](const QByteArray &) { return QByteArrayList(); });
    StunOptions options;
    options.servers = {{u"127.0.0.1"_s, server.port()}};
    options.clock = std::make_shared<RelayCore::TestKit::ManualClock>();
    StunProbe probe(options);
    QSignalSpy done(&probe, &StunProbe::stepDone);
    QSignalSpy finished(&probe, &StunProbe::finished);
    probe.start();
    QTRY_COMPARE(server.requests.size(), 1);
    probe.stop();
    QVERIFY(finished.wait());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(done.size(), 0);
}

QTEST_GUILESS_MAIN(tst_Stun)
#include "tst_stun.moc"
