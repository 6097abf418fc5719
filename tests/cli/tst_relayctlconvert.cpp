// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturereader.h"
#include "tests/capture/capturetest.h"
#include "tests/capture/damagedcapture.h"
#include "tests/models/samplecapture.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;

/// `relayctl convert` as a process, with the capture that SampleCapture writes.
class tst_RelayctlConvert : public QObject
{
    Q_OBJECT

private:
    struct Outcome
    {
        int code = -1;
        QByteArray output;
        QByteArray errors;
    };

    [[nodiscard]] static Outcome run(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        process.start(QStringLiteral(RELAYCTL), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            qFatal("relayctl does not end");
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
    [[nodiscard]] static Outcome convert(const QStringList &arguments, const QByteArray &input = {})
    {
        return run(QStringList{u"convert"_s} + arguments, input);
    }
    /// Returns the verdicts of `relayctl diagnose`, in order.
    [[nodiscard]] static QStringList verdicts(const QString &capture)
    {
        QStringList verdicts;
        const QByteArrayList lines = run({u"diagnose"_s, capture, u"--json"_s}).output.split('\n');
        for (const QByteArray &line : lines) {
            const QJsonObject event = QJsonDocument::fromJson(line).object();
            verdicts.append(event.value("verdict"_L1).toString() + u' '
                            + QString::fromUtf8(QJsonDocument(event.value("verdicts"_L1).toArray()).toJson())
                            + QString::fromUtf8(QJsonDocument(event.value("messages"_L1).toArray()).toJson()));
        }
        return verdicts;
    }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    /// Returns the different values of `a=ice-pwd` in \a content.
    [[nodiscard]] static QByteArrayList icePasswords(const QByteArray &content)
    {
        QByteArrayList found;
        static const QRegularExpression pattern(u"ice-pwd:([A-Za-z0-9+/]{22,})"_s);
        auto match = pattern.globalMatch(QString::fromLatin1(content));
        while (match.hasNext()) {
            const QByteArray value = match.next().captured(1).toLatin1();
            if (!found.contains(value))
                found.append(value);
        }
        return found;
    }
    [[nodiscard]] static QByteArray content(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    QString m_capture;

private Q_SLOTS:
    void initTestCase();
    void aRoundTripKeepsTheCapture();
    void everyFormatIsTakenFromTheSuffix();
    void standardStreams();
    void secretsAreReplacedByDefaultWhereTheFormatIsForOthers();
    void aCaptureWithoutCredentialsIsRedacted();
    void aFilterChoosesMessages();
    void aFilterKnowsWhatIsMissing();
    void aFilterLeavesOutWhatIsCapturedMeanwhile();
    void theLogOfADeletedCaptureIsNotApplied_data();
    void theLogOfADeletedCaptureIsNotApplied();
    void aSharedCaptureIsDiagnosedTheSame();
    void aBrokenInputIsNamedAndKeptOnRequest();
    void aDamagedCaptureIsNotConverted_data();
    void aDamagedCaptureIsNotConverted();
    void wrongUsage_data();
    void wrongUsage();
    void nothingIsOverwrittenOrLeftBehind();
};

void tst_RelayctlConvert::initTestCase()
{
    QVERIFY(m_folder.isValid());
    m_capture = path(u"talk.relaycap"_s);
    SampleCapture sample(m_capture);
    sample.writeAll();
}

void tst_RelayctlConvert::aRoundTripKeepsTheCapture()
{
    const QString lines = path(u"round.ndjson"_s);
    const QString copy = path(u"round.relaycap"_s);
    QCOMPARE(convert({m_capture, lines, u"--redact"_s, u"none"_s}).code, 0);
    const Outcome outcome = convert({lines, copy});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(convert({copy, u"-"_s, u"--to"_s, u"ndjson"_s, u"--redact"_s, u"none"_s}).output, content(lines));
    auto before = Inspector::CaptureReader::open(m_capture);
    auto after = Inspector::CaptureReader::open(copy);
    const Inspector::CaptureReader &original = *std::get<0>(before);
    const Inspector::CaptureReader &read = *std::get<0>(after);
    QVERIFY(original.messageCount() > 0);
    QCOMPARE(read.messages(1, 1000), original.messages(1, 1000));
    QCOMPARE(read.connectionRecords(0, 1000), original.connectionRecords(0, 1000));
    QCOMPARE(read.sources(), original.sources());
    QCOMPARE(read.states(), original.states());
    QCOMPARE(read.losses(), original.losses());
}

void tst_RelayctlConvert::everyFormatIsTakenFromTheSuffix()
{
    for (const auto &[name, beginning] : {std::pair(u"a.har"_s, "{\"log\":{"_ba),
                                          {u"a.ndjson"_s, "{\"v\":1,"_ba},
                                          {u"a.jsonl"_s, "{\"v\":1,"_ba},
                                          {u"a.pcapng"_s, "\x0a\x0d\x0d\x0a"_ba},
                                          {u"a.relaycap"_s, "SQLite format 3"_ba}}) {
        const Outcome outcome = convert({m_capture, path(name)});
        QVERIFY2(outcome.code == 0, outcome.errors.constData());
        QVERIFY2(content(path(name)).startsWith(beginning), qPrintable(name));
        QCOMPARE(outcome.output, QByteArray());
        QCOMPARE(QFile::permissions(path(name))
                     & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
    }
}

void tst_RelayctlConvert::standardStreams()
{
    const Outcome har = convert({m_capture, u"-"_s, u"--to"_s, u"har"_s, u"--redact"_s, u"none"_s});
    QCOMPARE(har.code, 0);
    QVERIFY(QJsonDocument::fromJson(har.output).isObject());
    // The format of standard input is found by its content, that of a capture, too.
    const Outcome fromHar = convert({u"-"_s, u"-"_s, u"--to"_s, u"ndjson"_s}, har.output);
    QVERIFY2(fromHar.code == 0, fromHar.errors.constData());
    QVERIFY(fromHar.output.contains("\"k\":\"msg\""));
    const Outcome fromCapture =
        convert({u"-"_s, u"-"_s, u"--to"_s, u"ndjson"_s, u"--redact"_s, u"none"_s}, content(m_capture));
    QVERIFY2(fromCapture.code == 0, fromCapture.errors.constData());
    QCOMPARE(fromCapture.output, convert({m_capture, u"-"_s, u"--to"_s, u"ndjson"_s, u"--redact"_s, u"none"_s}).output);
}

void tst_RelayctlConvert::secretsAreReplacedByDefaultWhereTheFormatIsForOthers()
{
    const QByteArray none = convert({m_capture, u"-"_s, u"--to"_s, u"ndjson"_s, u"--redact"_s, u"none"_s}).output;
    const QRegularExpression expression(u"a=ice-pwd:([A-Za-z0-9+/]+)"_s);
    const QString secret = expression.match(QString::fromUtf8(none)).captured(1);
    QVERIFY(secret.size() >= 22);
    const Outcome outcome = convert({m_capture, u"-"_s, u"--to"_s, u"ndjson"_s});
    QCOMPARE(outcome.code, 0);
    QVERIFY(!outcome.output.contains(secret.toUtf8()));
    QVERIFY2(outcome.errors.contains("--redact none keeps them"), outcome.errors.constData());
    const QString copy = path(u"default.relaycap"_s);
    QCOMPARE(convert({m_capture, copy}).code, 0);
    QVERIFY(content(copy).contains(secret.toUtf8()));
}

void tst_RelayctlConvert::aCaptureWithoutCredentialsIsRedacted()
{
    const QString capture = path(u"run.relaycap"_s);
    QVERIFY(QFile::copy(QStringLiteral(RELAY_TEST_VECTORS "/run.relaycap"), capture));
    // Without headers that hold credentials, the ICE passwords are what is secret.
    const QByteArrayList secrets = icePasswords(content(capture));
    QCOMPARE(secrets.size(), 2);
    for (const QString &profile : {u"none"_s, u"secrets"_s, u"share"_s}) {
        for (const QString &format : {u"ndjson"_s, u"har"_s, u"pcapng"_s, u"relaycap"_s}) {
            const QString output = path(u"real-"_s + profile + u'.' + format);
            const Outcome outcome = convert({capture, output, u"--redact"_s, profile});
            QVERIFY2(outcome.code == 0, qPrintable(profile + u' ' + format + QString::fromUtf8(outcome.errors)));
            QVERIFY2(!content(output).isEmpty(), qPrintable(output));
            const QByteArray written = content(output);
            for (const QByteArray &secret : secrets)
                QCOMPARE(written.contains(secret), profile == u"none"_s);
        }
    }
}

void tst_RelayctlConvert::aFilterChoosesMessages()
{
    const Outcome outcome = convert({m_capture, u"-"_s, u"--to"_s, u"ndjson"_s, u"--filter"_s, u"kind:offer"_s});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    const QByteArray count = run({u"tail"_s, m_capture, u"kind:offer"_s, u"--count"_s}).output.trimmed();
    QVERIFY(count.toInt() > 0);
    QCOMPARE(outcome.output.count("\"k\":\"msg\""), count.toInt());
    QCOMPARE(outcome.output.count("\"kind\":\"offer\""), count.toInt());
    const Outcome wrong = convert({m_capture, u"-"_s, u"--to"_s, u"ndjson"_s, u"--filter"_s, u"kind:frob"_s});
    QCOMPARE(wrong.code, 2);
}

void tst_RelayctlConvert::aFilterKnowsWhatIsMissing()
{
    const QString capture = path(u"deleted.relaycap"_s);
    DamagedCapture::write(capture, 12'000, 20);
    QVERIFY(CaptureTest::execute(capture, {u"DELETE FROM message WHERE id BETWEEN 5001 AND 10000"_s}));
    const Outcome outcome = convert({capture, u"-"_s, u"--to"_s, u"ndjson"_s, u"--filter"_s, u"kind:offer"_s});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(outcome.output.count("\"k\":\"msg\""), 7'000);
}

/// The capture grows all the time, also between its index and its rows.
void tst_RelayctlConvert::aFilterLeavesOutWhatIsCapturedMeanwhile()
{
    const QString capture = path(u"live.relaycap"_s);
    auto created = Inspector::CaptureWriter::create(capture);
    QVERIFY(std::holds_alternative<std::unique_ptr<Inspector::CaptureWriter>>(created));
    Inspector::CaptureWriter &writer = *std::get<0>(created);
    qint64 timeNs = 0;
    const auto write = [&](int count) {
        for (int i = 0; i < count; ++i) {
            RelayCore::WireMessage message;
            message.payload = "x";
            (void)writer.observe({1, 1, ++timeNs, message});
        }
        writer.flush();
    };
    write(20'000);
    QProcess process;
    process.start(QStringLiteral(RELAYCTL),
                  {u"convert"_s, capture, path(u"live.ndjson"_s), u"--filter"_s, u"dir:sent"_s});
    QVERIFY(process.waitForStarted());
    while (!process.waitForFinished(0) && process.state() != QProcess::NotRunning)
        write(5'000);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    const auto messages = content(path(u"live.ndjson"_s)).count("\"k\":\"msg\"");
    QVERIFY(messages >= 20'000 && messages < timeNs);
}

void tst_RelayctlConvert::theLogOfADeletedCaptureIsNotApplied_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("a file that is moved") << QStringList();
    QTest::newRow("a file that is written") << QStringList{u"--redact"_s, u"share"_s};
}

/// Of a capture whose program was killed only the log is left.
void tst_RelayctlConvert::theLogOfADeletedCaptureIsNotApplied()
{
    QFETCH(const QStringList, options);
    const QString lines = path(u"log.ndjson"_s);
    QFile::remove(lines);
    QCOMPARE(convert({m_capture, lines, u"--redact"_s, u"none"_s}).code, 0);
    const QString recorded = path(u"recorded.relaycap"_s);
    const QString output = path(u"again.relaycap"_s);
    for (const QString &file : {output, output + u"-wal"_s, output + u"-shm"_s, recorded})
        QFile::remove(file);
    {
        auto created = Inspector::CaptureWriter::create(recorded);
        QVERIFY(std::holds_alternative<std::unique_ptr<Inspector::CaptureWriter>>(created));
        Inspector::CaptureWriter &writer = *std::get<0>(created);
        RelayCore::WireMessage message;
        message.payload = "x";
        for (int i = 0; i < 5'000; ++i)
            (void)writer.observe({1, 1, i + 1, message});
        writer.flush();
        QVERIFY(QFile::copy(recorded + u"-wal"_s, output + u"-wal"_s));
    }
    const Outcome outcome = convert(QStringList{lines, output} + options);
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(run({u"tail"_s, output, u"kind:offer"_s, u"--count"_s}).output,
             run({u"tail"_s, m_capture, u"kind:offer"_s, u"--count"_s}).output);
    QCOMPARE(run({u"tail"_s, output, u"dir:sent|received"_s, u"--count"_s}).output,
             run({u"tail"_s, m_capture, u"dir:sent|received"_s, u"--count"_s}).output);
}

void tst_RelayctlConvert::aSharedCaptureIsDiagnosedTheSame()
{
    const QStringList expected = verdicts(m_capture);
    QVERIFY(expected.size() > 2);
    for (const QString &profile : {u"secrets"_s, u"share"_s}) {
        const QString copy = path(profile + u".relaycap"_s);
        const Outcome outcome = convert({m_capture, copy, u"--redact"_s, profile});
        QVERIFY2(outcome.code == 0, outcome.errors.constData());
        QCOMPARE(verdicts(copy), expected);
    }
}

void tst_RelayctlConvert::aBrokenInputIsNamedAndKeptOnRequest()
{
    const QByteArray good = R"({"v":1,"k":"msg","c":1,"t":"1","dir":"sent","text":"a"})";
    const QString broken = path(u"broken.ndjson"_s);
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(good + '\n' + good + "\n{\"v\":1,\n");
    file.close();
    const QString output = path(u"broken.relaycap"_s);
    const Outcome refused = convert({broken, output});
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.errors.contains("broken.ndjson, line 3: it is not valid JSON"), refused.errors.constData());
    QVERIFY2(refused.errors.contains("--keep-partial"), refused.errors.constData());
    QVERIFY(!QFile::exists(output));
    const Outcome kept = convert({broken, output, u"--keep-partial"_s});
    QVERIFY2(kept.code == 0, kept.errors.constData());
    QVERIFY2(kept.errors.contains("line 3"), kept.errors.constData());
    auto opened = Inspector::CaptureReader::open(output);
    QCOMPARE(std::get<0>(opened)->messageCount(), quint32(2));
}

void tst_RelayctlConvert::aDamagedCaptureIsNotConverted_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<bool>("atEnd");
    for (const char *format : {"ndjson", "har", "pcapng", "relaycap"}) {
        for (const char *profile : {"none", "secrets"}) {
            for (const bool atEnd : {false, true}) {
                QTest::addRow("%s, %s, %s", format, profile, atEnd ? "at the end" : "in the middle")
                    << QString::fromLatin1(format) << QString::fromLatin1(profile) << atEnd;
            }
        }
    }
}

void tst_RelayctlConvert::aDamagedCaptureIsNotConverted()
{
    QFETCH(QString, format);
    QFETCH(QString, profile);
    QFETCH(bool, atEnd);
    QTemporaryDir folder;
    const QString damaged = folder.filePath(u"damaged.relaycap"_s);
    DamagedCapture::write(damaged);
    atEnd ? DamagedCapture::damageEnd(damaged) : DamagedCapture::damageMiddle(damaged);
    const Outcome outcome = convert({damaged, folder.filePath(u"output."_s + format), u"--redact"_s, profile});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains("damaged.relaycap” is damaged: "), outcome.errors.constData());
    QCOMPARE(outcome.errors.count("damaged.relaycap"), 1);
    QVERIFY2(!outcome.errors.contains(".."), outcome.errors.constData());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"damaged.relaycap"_s});
}

void tst_RelayctlConvert::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    QTest::addRow("nothing") << QStringList{} << "input is required"_ba;
    QTest::addRow("no format") << QStringList{u"a.har"_s, u"-"_s} << "--to: is required"_ba;
    QTest::addRow("reading pcapng") << QStringList{u"a"_s, u"b.har"_s, u"--from"_s, u"pcapng"_s}
                                    << "must be relaycap, ndjson or har"_ba;
    QTest::addRow("unknown profile") << QStringList{u"a.har"_s, u"b.har"_s, u"--redact"_s, u"all"_s}
                                     << "must be none, secrets or share"_ba;
}

void tst_RelayctlConvert::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    const Outcome outcome = convert(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains(words), outcome.errors.constData());
}

void tst_RelayctlConvert::nothingIsOverwrittenOrLeftBehind()
{
    QTemporaryDir folder;
    const QString output = folder.filePath(u"mine.har"_s);
    QFile file(output);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    const Outcome outcome = convert({m_capture, output});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains("not overwritten"), outcome.errors.constData());
    QCOMPARE(content(output), "mine");
    QCOMPARE(convert({path(u"no such file.har"_s), folder.filePath(u"b.ndjson"_s)}).code, 1);
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden),
             QStringList{u"mine.har"_s});
}

QTEST_GUILESS_MAIN(tst_RelayctlConvert)
#include "tst_relayctlconvert.moc"
