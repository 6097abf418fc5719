// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/capture/capturetest.h"
#include "tests/capture/damagedcapture.h"
#include "tests/cli/relayctlprocess.h"
#include "tests/cli/richcapture.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int limitMs = 60'000;

/// A run of relayctl whose output is read when it has ended.
struct Run
{
    int code = -1;
    QByteArray output;
    QByteArray errors;
};

Run run(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(RELAYCTL), arguments);
    if (!process.waitForFinished(limitMs))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class tst_RelayctlTail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void countsEqualAnIndependentCount_data();
    void countsEqualAnIndependentCount();
    void printsEventsInOrder();
    void lastBeginsWithTheLast();
    void followsAGrowingCapture();
    void wrongUsage_data();
    void wrongUsage();
    void filesThatCannotBeRead_data();
    void filesThatCannotBeRead();
    void aDamagedCaptureIsAnError_data();
    void aDamagedCaptureIsAnError();
    void deletedMessagesAreLeftOut();
    void aReaderThatGoesEndsIt();
    void statsAreThoseOfTheCapture();

private:
    [[nodiscard]] QString path() const { return m_dir->filePath(u"rich.relaycap"_s); }
    [[nodiscard]] static QString realCapture() { return QStringLiteral(RELAY_TEST_VECTORS "/run.relaycap"); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void tst_RelayctlTail::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

void tst_RelayctlTail::countsEqualAnIndependentCount_data()
{
    QTest::addColumn<quint32>("seed"); // 0: the capture of two real peers.
    QTest::newRow("two endpoints under run") << 0U;
    QTest::newRow("everything, one seed") << 1U;
    QTest::newRow("everything, another seed") << 2U;
}

void tst_RelayctlTail::countsEqualAnIndependentCount()
{
    QFETCH(const quint32, seed);
    QString file = path();
    if (seed == 0)
        QVERIFY(QFile::copy(realCapture(), file)); // Reading leaves files beside a capture.
    else
        RichCapture(file, seed).write(600);
    QProcess python;
    python.start(QStringLiteral(PYTHON), {QStringLiteral(COUNTS), QStringLiteral(RELAYCTL), file});
    QVERIFY(python.waitForFinished(limitMs));
    const QByteArray output = python.readAllStandardOutput() + python.readAllStandardError();
    QVERIFY2(python.exitCode() == 0, output.constData());
    QVERIFY2(
        seed == 0
            || output.contains("apart: body conn desc dir err from has header kind len name ok op rtt sdp t to uuid\n"),
        output.constData());
    // Each key with each operator lets some messages through and some not, but for those that ask for everything, or
    // for what must not be found: a word in the wrong case, or with the letter of an escape.
    QVERIFY2(seed == 0
                 || output.contains("idle: , dir:sent|received, case:to:*A, name:*, case:err:peer, "
                                    "case:header.User-Agent:python, header.server:/^nginx$/, header.host:*, "
                                    "sdp.nothing, body:*, case:DataChannel, case:CAFÉ, na=setup\n"),
             output.constData());
}

void tst_RelayctlTail::printsEventsInOrder()
{
    QVERIFY(QFile::copy(realCapture(), path()));
    const Run all = run({u"tail"_s, path()});
    QCOMPARE(all.code, 0);
    QCOMPARE(all.output.count('\n'), 12);
    const Run offers = run({u"tail"_s, path(), u"kind:offer|answer dir:sent"_s, u"--json"_s});
    QCOMPARE(offers.code, 0);
    QStringList types;
    for (const QByteArray &line : offers.output.trimmed().split('\n')) {
        const QJsonObject event = QJsonDocument::fromJson(line).object();
        QCOMPARE(event.value("event"_L1).toString(), u"message"_s);
        QCOMPARE(event.value("direction"_L1).toString(), u"sent"_s);
        types.append(event.value("message"_L1).toObject().value("description_type"_L1).toString());
    }
    QCOMPARE(types, (QStringList{u"offer"_s, u"answer"_s}));
    const QJsonObject close =
        QJsonDocument::fromJson(run({u"tail"_s, path(), u"kind:close conn:1"_s}).output.split('\n').first()).object();
    QCOMPARE(close.value("event"_L1).toString(), u"control"_s);
    QCOMPARE(close.value("close_code"_L1).toInt(), 1000);
}

void tst_RelayctlTail::lastBeginsWithTheLast()
{
    RichCapture(path(), 3).write(300);
    const QByteArrayList all = run({u"tail"_s, path(), u"kind:offer"_s}).output.trimmed().split('\n');
    QVERIFY(all.size() > 20);
    const QByteArrayList last =
        run({u"tail"_s, path(), u"kind:offer"_s, u"--last"_s, u"7"_s}).output.trimmed().split('\n');
    QCOMPARE(last, all.last(7));
    QCOMPARE(run({u"tail"_s, path(), u"kind:offer"_s, u"-n"_s, u"100000"_s}).output.trimmed().split('\n'), all);
    QCOMPARE(run({u"tail"_s, path(), u"kind:offer"_s, u"-n"_s, u"7"_s, u"--count"_s}).output, "7\n"_ba);
    QCOMPARE(run({u"tail"_s, path(), u"-n"_s, u"1"_s}).output.count('\n'), 1);
}

void tst_RelayctlTail::followsAGrowingCapture()
{
    RichCapture capture(path(), 4);
    capture.write(100);
    RelayctlProcess tail({u"tail"_s, path(), u"kind:offer datachannel"_s, u"--follow"_s});
    const auto expected = [&] {
        return run({u"tail"_s, path(), u"kind:offer datachannel"_s, u"--count"_s}).output.trimmed().toInt();
    };
    const int before = expected();
    QVERIFY(before > 0);
    QTRY_COMPARE_WITH_TIMEOUT(tail.events().size(), before, limitMs);
    for (int round = 0; round < 3; ++round) {
        capture.write(60);
        QTRY_COMPARE_WITH_TIMEOUT(tail.events().size(), expected(), limitMs);
    }
    QVERIFY(tail.events().size() > before);
    tail.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!tail.isRunning(), limitMs);
    QCOMPARE(tail.exitCode(), 0);
    QCOMPARE(tail.malformed(), QByteArrayList());
}

void tst_RelayctlTail::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("no file") << QStringList{u"tail"_s} << "file is required"_ba;
    QTest::newRow("a wrong filter")
        << QStringList{u"tail"_s, u"x"_s, u"kind:offer dir:up"_s}
        << "filter: Expected one of: sent, received.\n  kind:offer dir:up\n                 ^^\n"_ba;
    QTest::newRow("nothing at the end") << QStringList{u"tail"_s, u"x"_s, u"a OR"_s} << "\n  a OR\n      ^\n"_ba;
    QTest::newRow("count and follow") << QStringList{u"tail"_s, u"x"_s, u"--count"_s, u"--follow"_s} << "--follow"_ba;
    QTest::newRow("last of nothing") << QStringList{u"tail"_s, u"x"_s, u"--last"_s, u"0"_s} << "--last"_ba;
    QTest::newRow("stats without a file") << QStringList{u"stats"_s} << "required"_ba;
}

void tst_RelayctlTail::wrongUsage()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, error);
    const Run wrong = run(arguments);
    QCOMPARE(wrong.code, 2);
    QVERIFY2(wrong.errors.contains(error), wrong.errors.constData());
    QVERIFY(wrong.output.isEmpty());
}

void tst_RelayctlTail::filesThatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("missing") << QByteArray();
    QTest::newRow("text") << "no capture at all, only text"_ba;
    QTest::newRow("cut off") << "SQLite format 3\0cut off"_ba;
}

void tst_RelayctlTail::filesThatCannotBeRead()
{
    QFETCH(const QByteArray, content);
    if (!content.isEmpty()) {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    for (const QString &verb : {u"tail"_s, u"stats"_s}) {
        const Run failed = run({verb, path()});
        QCOMPARE(failed.code, 1);
        const QJsonObject event = QJsonDocument::fromJson(failed.output).object();
        QCOMPARE(event.value("event"_L1).toString(), u"error"_s);
        QVERIFY2(failed.errors.contains("rich.relaycap"), failed.errors.constData());
    }
}

void tst_RelayctlTail::aDamagedCaptureIsAnError_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("printsWhatCanBeRead");
    QTest::newRow("tail") << QStringList{u"tail"_s} << true;
    QTest::newRow("the last") << QStringList{u"tail"_s, u"--last"_s, u"4000"_s} << true;
    QTest::newRow("a filter") << QStringList{u"tail"_s, u"kind:offer"_s} << true;
    QTest::newRow("a filter of payloads") << QStringList{u"tail"_s, u"xxx"_s} << true;
    QTest::newRow("a count") << QStringList{u"tail"_s, u"--count"_s, u"kind:offer"_s} << false;
    QTest::newRow("the count of the last")
        << QStringList{u"tail"_s, u"--count"_s, u"--last"_s, u"4000"_s, u"kind:offer"_s} << false;
    QTest::newRow("stats") << QStringList{u"stats"_s} << false;
    QTest::newRow("diagnose") << QStringList{u"diagnose"_s, u"--json"_s} << false;
}

void tst_RelayctlTail::aDamagedCaptureIsAnError()
{
    QFETCH(QStringList, arguments);
    QFETCH(const bool, printsWhatCanBeRead);
    arguments.insert(1, path());
    for (const auto damage : {DamagedCapture::damageMiddle, DamagedCapture::damageEnd}) {
        QFile::remove(path());
        DamagedCapture::write(path());
        damage(path());
        const Run damaged = run(arguments);
        QCOMPARE(damaged.code, 1);
        QVERIFY2(damaged.errors.contains("rich.relaycap” is damaged: "), damaged.errors.constData());
        const auto messages = damaged.output.count("\"event\":\"message\"");
        QVERIFY(messages < DamagedCapture::messages);
        QCOMPARE(messages > DamagedCapture::messages / 4, printsWhatCanBeRead);
        if (!printsWhatCanBeRead)
            QVERIFY2(damaged.output.count('\n') <= 1, damaged.output.left(1'000).constData());
    }
}

void tst_RelayctlTail::deletedMessagesAreLeftOut()
{
    RichCapture(path(), 6).write(400);
    const auto lines = [this](const QString &filter) {
        return run({u"tail"_s, path(), u"--json"_s, u"--"_s, filter}).output.trimmed().split('\n');
    };
    const QByteArrayList all = lines(u"dir:sent|received"_s); // Of each message one, with its time.
    QVERIFY(all.size() > 400);
    const QStringList filters{u"dir:sent"_s, u"kind:offer"_s, u"len:>200"_s, u"datachannel"_s, u"-datachannel"_s};
    QHash<QString, QByteArrayList> expected;
    const auto isDeleted = [](qsizetype id) { return id % 17 == 0 || (id >= 50 && id < 60); };
    for (const QString &filter : filters) {
        expected[filter] = lines(filter);
        expected[filter].removeIf([&](const QByteArray &line) { return isDeleted(all.indexOf(line) + 1); });
    }
    QVERIFY(CaptureTest::execute(path(), {u"DELETE FROM message WHERE id % 17 = 0 OR id BETWEEN 50 AND 59"_s}));
    for (const QString &filter : filters) {
        QCOMPARE(lines(filter), expected[filter]);
        QCOMPARE(run({u"tail"_s, path(), u"--count"_s, u"--"_s, filter}).output.trimmed().toInt(),
                 expected[filter].size());
    }
}

void tst_RelayctlTail::aReaderThatGoesEndsIt()
{
    RichCapture(path(), 5).write(2'000);
    QProcess shell;
    shell.start(u"/bin/sh"_s,
                {u"-c"_s, u"\"$1\" tail \"$2\" | head -n 1"_s, u"sh"_s, QStringLiteral(RELAYCTL), path()});
    QVERIFY(shell.waitForFinished(limitMs));
    QCOMPARE(shell.readAllStandardOutput().count('\n'), 1);
    QVERIFY2(shell.readAllStandardError().isEmpty(), "words about a pipe");
}

void tst_RelayctlTail::statsAreThoseOfTheCapture()
{
    QVERIFY(QFile::copy(realCapture(), path()));
    const Run stats = run({u"stats"_s, path()});
    QCOMPARE(stats.code, 0);
    const QJsonObject event = QJsonDocument::fromJson(stats.output).object();
    const auto number = [&](const QString &object, const QString &key) {
        return event.value(object).toObject().value(key).toInt(-1);
    };
    QCOMPARE(event.value("event"_L1).toString(), u"stats"_s);
    QCOMPARE(number(u"connections"_s, u"total"_s), 2);
    QCOMPARE(number(u"connections"_s, u"open"_s), 0);
    QCOMPARE(number(u"connections"_s, u"registered"_s), 2);
    QCOMPARE(number(u"peers"_s, u"total"_s), 2);
    QCOMPARE(number(u"messages"_s, u"total"_s), 12);
    QCOMPARE(number(u"messages"_s, u"sent"_s), 6);
    QCOMPARE(number(u"messages"_s, u"compressed"_s), 8);
    QCOMPARE(event.value("messages"_L1).toObject().value("kinds"_L1).toObject().value("offer"_L1).toInt(), 2);
    QCOMPARE(event.value("bytes"_L1).toInt(), 5737);
    QCOMPARE(number(u"size"_s, u"p50"_s), 103);
    QCOMPARE(number(u"size"_s, u"max"_s), 1339);
    QCOMPARE(number(u"registrations"_s, u"answered"_s), 2);
    QCOMPARE(number(u"offers"_s, u"answered"_s), 2);
    QCOMPARE(event.value("offers"_L1).toObject().value("round_trip_ms"_L1).toObject().value("p90"_L1).toDouble(),
             4.214);
    QCOMPARE(event.value("lost"_L1).toInt(-1), 0);
    QCOMPARE(event.value("sources"_L1).toArray().size(), 1);
}

QTEST_GUILESS_MAIN(tst_RelayctlTail)
#include "tst_relayctltail.moc"
