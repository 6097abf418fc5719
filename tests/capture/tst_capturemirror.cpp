// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturemirror.h"
#include "inspector/capture/postgrescatalog.h"
#include "tests/capture/capturetest.h"
#include "tests/capture/postgresserver.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <thread>

using namespace Inspector;
using namespace CaptureTest;
using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// The local copy of captures in a database, with a real server.
class tst_CaptureMirror : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void oneCaptureKeepsItsNumbers();
    void allCapturesAreOneInOrderOfTime();
    void theReaderOfAllNamesTheirSources();
    void whatIsAddedFollows();
    void aKilledServerIsReadAgainAndNothingTwice();
    void aServerThatHangsIsNoticed();
    void aWaitingStepIsInterrupted();
    void aRemovedCaptureEndsItsCopy();
    void theOldestAreLeftOut();
    void problemsAreClear_data();
    void problemsAreClear();

private:
    using Step = CaptureMirror::Step;

    [[nodiscard]] std::unique_ptr<CaptureMirror> mirror(const QString &capture, CaptureMirror::Options options = {});
    /// Copies until nothing is left. Returns the last step.
    static Step copyAll(CaptureMirror &mirror);
    /// Copies until the database cannot be read, or for too long. Returns the reason.
    [[nodiscard]] static QString problemOf(CaptureMirror &mirror);
    [[nodiscard]] std::unique_ptr<CaptureWriter> writer(const QString &capture) const
    {
        return makeWriter(m_server->address(capture));
    }

    std::unique_ptr<PostgresServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    int m_files = 0;
};

namespace {

constexpr int timeout = 60'000;

/// Has \a writer record a source with a connection.
void open(CaptureWriter &writer, const QString &title)
{
    writer.observe({1, 0, startNs, SourceStarted{SourceKind::Proxy, title, u"127.0.0.1:1"_s, u"ws://relay"_s}});
    writer.observe({1, 1, startNs, ConnectionOpened{u"127.0.0.1:2"_s, u"ws://relay"_s}});
}

/// Has \a writer record \a count messages, \a stepNs apart, the first at \a firstNs.
void send(CaptureWriter &writer, int count, qint64 firstNs, qint64 stepNs = 2)
{
    for (int i = 0; i < count; ++i)
        writer.observe(textEvent(1, Direction::Sent, QByteArray::number(i), startNs + firstNs + i * stepNs));
    writer.flush();
}

} // namespace

void tst_CaptureMirror::initTestCase()
{
    if (const QString reason = PostgresServer::missing(); !reason.isEmpty())
        QSKIP(qPrintable(reason));
    m_server = std::make_unique<PostgresServer>();
    QVERIFY(m_server->initialize());
}

void tst_CaptureMirror::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_server->start());
    // Each test function has a database without captures.
    QVERIFY(m_server->execute(u"DROP SCHEMA IF EXISTS relay CASCADE"_s));
    QVERIFY(!PostgresCatalog::initialize(parsed(m_server->address()), {}));
    qputenv("XDG_STATE_HOME", m_folder->path().toLocal8Bit());
}

std::unique_ptr<CaptureMirror> tst_CaptureMirror::mirror(const QString &capture, CaptureMirror::Options options)
{
    const QString path = m_folder->filePath(u"copy%1.relaycap"_s.arg(++m_files));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no file");
    auto made = std::make_unique<CaptureMirror>(parsed(m_server->address(capture)), path, options);
    if (const auto error = made->error())
        qFatal("%s", qPrintable(error->text()));
    return made;
}

CaptureMirror::Step tst_CaptureMirror::copyAll(CaptureMirror &mirror)
{
    Step step = Step::More;
    while (step == Step::More)
        step = mirror.step();
    return step;
}

QString tst_CaptureMirror::problemOf(CaptureMirror &mirror)
{
    const QDeadlineTimer deadline(timeout);
    while (!deadline.hasExpired()) {
        if (mirror.step() == Step::Away)
            return mirror.problem();
        QTest::qWait(10);
    }
    return u"none"_s;
}

void tst_CaptureMirror::oneCaptureKeepsItsNumbers()
{
    const auto other = writer(u"other"_s);
    open(*other, u"other"_s);
    send(*other, 10, 0);
    const auto one = writer(u"one"_s);
    open(*one, u"proxy"_s);
    send(*one, 10'000, 0);
    one->observe({1, 0, startNs + 3, StateChanged{SourceState::Backoff, u"refused"_s}});
    one->observe({1, 1, startNs + 4, EventsLost{7, u"too fast"_s}});
    one->flush();

    const auto copy = mirror(u"one"_s);
    QVERIFY(!copy->open());
    QCOMPARE(copyAll(*copy), Step::Copied);
    QCOMPARE(copy->remaining(), 0U);
    const auto expected = openReader(m_server->address(u"one"_s));
    const auto found = openReader(copy->file());
    QCOMPARE(found->messageCount(), MessageId(10'000));
    QCOMPARE(found->sources(), expected->sources());
    QCOMPARE(found->connections(), expected->connections());
    QCOMPARE(found->states(), expected->states());
    QCOMPARE(found->losses(), expected->losses());
    QVERIFY(found->messages(1, 10'000) == expected->messages(1, 10'000));
    QCOMPARE(copy->origins()->find(1)->capture, u"one"_s);
    QVERIFY(!copy->origins()->find(2));
    QCOMPARE(copyAll(*copy), Step::Idle);
}

void tst_CaptureMirror::allCapturesAreOneInOrderOfTime()
{
    const auto a = writer(u"a"_s);
    open(*a, u"first"_s);
    send(*a, 3'000, 0); // At 0, 2, 4, ... ns
    const auto b = writer(u"b"_s);
    open(*b, u"second"_s);
    send(*b, 3'000, 1); // At 1, 3, 5, ... ns
    const auto c = writer(u"c"_s);
    open(*c, u"third"_s);
    send(*c, 10, -100);

    const auto copy = mirror({});
    QVERIFY(!copy->open());
    QCOMPARE(copyAll(*copy), Step::Copied);
    const auto found = openReader(copy->file());
    QCOMPARE(found->messageCount(), MessageId(6'010));
    const auto messages = found->messages(1, 6'010);
    qint64 last = 0;
    for (const MessageRow &row : messages) {
        QVERIFY2(row.timeNs >= last, qPrintable(QString::number(row.id)));
        last = row.timeNs;
    }
    // One source and one connection of each, with numbers of their own.
    const QList<SourceRow> sources = found->sources();
    QCOMPARE(sources.size(), 3);
    const QList<ConnectionRow> connections = found->connections();
    QCOMPARE(connections.size(), 3);
    for (const ConnectionRow &row : connections) {
        const quint64 expected = copy->origins()->find(row.source)->capture == u"c"_s ? 10 : 3'000;
        QCOMPARE(row.messages, expected);
        QCOMPARE(quint64(found->messageIds(row.id, 0).size()), expected);
    }
    QStringList captures;
    for (const SourceRow &row : sources)
        captures.append(row.title + u' ' + copy->origins()->find(row.id)->capture);
    captures.sort();
    QCOMPARE(captures, QStringList({u"first a"_s, u"second b"_s, u"third c"_s}));
}

void tst_CaptureMirror::theReaderOfAllNamesTheirSources()
{
    const auto a = writer(u"a"_s);
    open(*a, u"first"_s);
    send(*a, 5, 0);
    const auto reader = openReader(m_server->address());
    QCOMPARE(reader->messageCount(), MessageId(5));
    const QString host = m_server->value(u"SELECT host FROM relay.capture"_s);
    QCOMPARE(reader->sources().first().title, host + u"/a: first"_s);
    const quint64 version = reader->dataVersion();
    send(*a, 5, 100);
    const auto b = writer(u"b"_s);
    open(*b, u"second"_s);
    send(*b, 5, 50);
    QTRY_VERIFY_WITH_TIMEOUT(reader->dataVersion() != version && reader->messageCount() == 15, timeout);
    QCOMPARE(reader->sources().size(), 2);
    QVERIFY(!reader->lastError());
}

void tst_CaptureMirror::whatIsAddedFollows()
{
    const auto a = writer(u"a"_s);
    open(*a, u"first"_s);
    send(*a, 100, 0);
    const auto copy = mirror({});
    QVERIFY(!copy->open());
    QCOMPARE(copyAll(*copy), Step::Copied);
    const auto reader = openReader(copy->file());
    const quint64 version = reader->dataVersion();
    // A name of a connection, a new capture, and messages.
    a->observe(textEvent(1, Direction::Sent,
                         R"({"type":"RelayRegistrationRequest","name":"late","uuid":")"
                             + alpha.toByteArray(QUuid::WithoutBraces) + R"("})",
                         startNs + 1'000));
    a->flush();
    const auto b = writer(u"b"_s);
    open(*b, u"second"_s);
    send(*b, 50, 2'000);
    QTRY_VERIFY_WITH_TIMEOUT((copyAll(*copy), reader->messageCount() == 151), timeout);
    QVERIFY(reader->dataVersion() != version);
    QCOMPARE(reader->sources().size(), 2);
    const auto changed = reader->connectionsChangedSince(1).rows;
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed.first().messages, 101U);
    b->observe({1, 1, startNs + 9'000, ConnectionClosed{}});
    b->finish();
    QTRY_VERIFY_WITH_TIMEOUT((copyAll(*copy), reader->connections().last().closedNs.has_value()), timeout);
}

void tst_CaptureMirror::aKilledServerIsReadAgainAndNothingTwice()
{
    const auto a = writer(u"a"_s);
    open(*a, u"first"_s);
    send(*a, 20'000, 0);
    const auto copy = mirror({});
    QVERIFY(!copy->open());
    QCOMPARE(copy->step(), Step::More);
    m_server->kill();
    const QString problem = problemOf(*copy);
    QVERIFY2(problem.contains(u"cannot be reached"_s), qPrintable(problem));
    const auto reader = openReader(copy->file());
    QVERIFY(reader->messageCount() > 0 && reader->messageCount() < 20'000);
    QVERIFY(m_server->start());
    QTRY_VERIFY_WITH_TIMEOUT(copyAll(*copy) != Step::Away, timeout);
    QTRY_VERIFY_WITH_TIMEOUT((copyAll(*copy), reader->messageCount() == 20'000), timeout);
    const auto messages = reader->messages(1, 20'000);
    for (const MessageRow &row : messages)
        QCOMPARE(row.payload.toUInt(), row.id - 1);
    QCOMPARE(reader->sources().size(), 1);
    QCOMPARE(reader->connections().size(), 1);
}

void tst_CaptureMirror::aServerThatHangsIsNoticed()
{
    const auto a = writer(u"a"_s);
    open(*a, u"first"_s);
    send(*a, 10, 0);
    CaptureMirror::Options options;
    options.answerLimit = 5s;
    const auto copy = mirror({}, options);
    QVERIFY(!copy->open());
    QCOMPARE(copyAll(*copy), Step::Copied);
    // The connection stays, and its keepalives are answered.
    QVERIFY(m_server->stopAnswering());
    const QString problem = problemOf(*copy);
    QVERIFY2(problem.contains(u"no answer"_s), qPrintable(problem));
    m_server->answerAgain();
    QTRY_VERIFY_WITH_TIMEOUT(copyAll(*copy) != Step::Away, timeout);
    send(*a, 10, 1'000);
    const auto reader = openReader(copy->file());
    QTRY_VERIFY_WITH_TIMEOUT((copyAll(*copy), reader->messageCount() == 20), timeout);
}

void tst_CaptureMirror::aWaitingStepIsInterrupted()
{
    const auto a = writer(u"a"_s);
    open(*a, u"first"_s);
    send(*a, 10, 0);
    CaptureMirror::Options options;
    options.answerLimit = 10min;
    const auto copy = mirror({}, options);
    QVERIFY(!copy->open());
    QVERIFY(m_server->stopAnswering());
    std::thread other([&copy] { copy->interrupt(); });
    const QString problem = problemOf(*copy);
    other.join();
    QVERIFY2(problem.contains(u"cannot be reached"_s), qPrintable(problem));
    m_server->answerAgain();
    QCOMPARE(copy->step(), Step::Away);
}

void tst_CaptureMirror::aRemovedCaptureEndsItsCopy()
{
    writer(u"a"_s)->finish();
    writer(u"b"_s)->finish();
    const auto one = mirror(u"a"_s);
    QVERIFY(!one->open());
    const auto all = mirror({});
    QVERIFY(!all->open());
    QVERIFY(m_server->execute(u"DELETE FROM relay.capture WHERE name = 'a'"_s));
    QTRY_COMPARE_WITH_TIMEOUT(one->step(), Step::Failed, timeout);
    QVERIFY2(one->error()->text().contains(u"was removed"_s), qPrintable(one->error()->text()));
    // What was copied of it stays in the copy of all.
    QTRY_COMPARE_WITH_TIMEOUT(copyAll(*all), Step::Idle, timeout);
}

void tst_CaptureMirror::theOldestAreLeftOut()
{
    for (const QString &name : {u"old"_s, u"middle"_s, u"new"_s}) {
        const auto each = writer(name);
        open(*each, name);
        send(*each, 100, 0);
        each->finish();
    }
    CaptureMirror::Options options;
    options.messages = 250;
    const auto copy = mirror({}, options);
    QVERIFY(!copy->open());
    QCOMPARE(copy->leftOut(), 1);
    QCOMPARE(copyAll(*copy), Step::Copied);
    const auto reader = openReader(copy->file());
    QCOMPARE(reader->messageCount(), MessageId(200));
    QCOMPARE(reader->sources().size(), 2);
    QCOMPARE(copy->origins()->find(1)->capture, u"middle"_s);
    // One is shown however large it is.
    options.messages = 10;
    const auto newest = mirror({}, options);
    QVERIFY(!newest->open());
    QCOMPARE(newest->leftOut(), 2);
    QCOMPARE(copyAll(*newest), Step::Copied);
    QCOMPARE(openReader(newest->file())->messageCount(), MessageId(100));
}

void tst_CaptureMirror::problemsAreClear_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("capture");
    QTest::addColumn<QString>("words");

    QTest::addRow("no such capture") << u"SELECT 1"_s << u"none"_s << u"there is no capture with this name"_s;
    QTest::addRow("no tables") << u"DROP SCHEMA relay CASCADE"_s << QString() << u"relayctl captures init"_s;
    QTest::addRow("older tables") << u"UPDATE relay.about SET version = 0"_s << QString() << u"older version"_s;
}

void tst_CaptureMirror::problemsAreClear()
{
    QFETCH(const QString, statement);
    QFETCH(const QString, capture);
    QFETCH(const QString, words);
    QVERIFY(m_server->execute(statement));
    const auto error = mirror(capture)->open();
    QVERIFY(error);
    QVERIFY2(error->text().contains(words), qPrintable(error->text()));
    QVERIFY(error->text().contains(m_server->address(capture)));
}

QTEST_GUILESS_MAIN(tst_CaptureMirror)

#include "tst_capturemirror.moc"
