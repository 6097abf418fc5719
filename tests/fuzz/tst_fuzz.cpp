// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/codectarget.h"
#include "tests/fuzz/mutator.h"
#include "tests/fuzz/relaytarget.h"
#include "tests/fuzz/taptarget.h"
#include "tests/support/heap.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

#include <optional>

using namespace Fuzz;
using namespace Qt::StringLiterals;

namespace {

constexpr int defaultFrames = 20'000;
constexpr quint32 defaultSeed = 20260101;
constexpr qint64 flatBytes = 2 * 1024 * 1024;
constexpr double mebibyte = 1024 * 1024;

/// RELAY_FUZZ_FRAMES and RELAY_FUZZ_SEED in the environment make the run longer, or another one.
qint64 wanted(const char *variable, qint64 byDefault)
{
    bool isNumber = false;
    const qint64 value = qEnvironmentVariable(variable).toLongLong(&isNumber);
    return isNumber && value > 0 ? value : byDefault;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(path), qPrintable(file.errorString()));
    return file.readAll();
}

QFileInfoList corpus(const QString &target)
{
    return QDir(QStringLiteral(RELAY_FUZZ_CORPUS "/") + target).entryInfoList(QDir::Files, QDir::Name);
}

void addCorpusRows(const QString &target)
{
    QTest::addColumn<QByteArray>("input");
    const QFileInfoList files = corpus(target);
    for (const QFileInfo &file : files)
        QTest::newRow(qPrintable(file.fileName())) << contentOf(file.filePath());
}

QList<QByteArray> vectors()
{
    QList<QByteArray> inputs;
    for (const QByteArray &line : contentOf(QStringLiteral(RELAY_TEST_VECTORS "/relay-messages.ndjson")).split('\n')) {
        const QByteArray input = QJsonDocument::fromJson(line)[u"input"].toString().toUtf8();
        if (!input.isEmpty() && input.size() <= 2 * maxMessageBytes)
            inputs.append(input);
    }
    return inputs;
}

/// Keeps the input that is being tried in a file, which is all that is left of it after a crash.
class LastInput
{
public:
    explicit LastInput(const QString &target)
        : m_file(QCoreApplication::applicationDirPath() + u"/fuzz-last-"_s + target)
    {
        if (!m_file.open(QIODevice::WriteOnly))
            qFatal("%s: %s", qPrintable(m_file.fileName()), qPrintable(m_file.errorString()));
    }

    [[nodiscard]] QString path() const { return m_file.fileName(); }
    void keep(const QByteArray &input)
    {
        m_file.seek(0);
        m_file.resize(input.size());
        m_file.write(input);
        m_file.flush();
    }

private:
    QFile m_file;
};

/// What of a run does not grow.
struct Memory
{
    qint64 heap = TestSupport::heapBytes();
    qint64 resident = TestSupport::residentBytes();
};

} // namespace

/// The fuzz targets without libFuzzer: every input of the corpus, and a number of random and changed frames that are
/// the same for the same seed.
class tst_Fuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void scriptsAreReadAsWritten();
    void theCorpusOfTheCodec_data() { addCorpusRows(u"codec"_s); }
    void theCorpusOfTheCodec();
    void theCorpusOfTheRelay_data() { addCorpusRows(u"relay"_s); }
    void theCorpusOfTheRelay();
    void theCorpusOfTheTap_data() { addCorpusRows(u"tap"_s); }
    void theCorpusOfTheTap();
    void seededInputsOfTheCodec();
    void seededStreamsOfTheTap();
    void seededFramesOfTheRelay();

private:
    [[nodiscard]] Mutator mutator() const;
    void report(const char *what, qint64 count, const QElapsedTimer &timer, const Memory &early) const;

    const qint64 m_frames = wanted("RELAY_FUZZ_FRAMES", defaultFrames);
    const quint32 m_seed = quint32(wanted("RELAY_FUZZ_SEED", defaultSeed));
    QList<QByteArray> m_vectors;
    QList<QByteArray> m_words;
};

void tst_Fuzz::initTestCase()
{
    m_vectors = vectors();
    QVERIFY(m_vectors.size() > 100);
    m_words = readDictionary(QStringLiteral(RELAY_FUZZ_DICTIONARY));
    QVERIFY(m_words.size() > 50);
    QVERIFY(m_words.contains("\"message_type\""));
    QVERIFY(m_words.contains(QByteArray::fromHex("888200000000") + QByteArray::fromHex("03e8")));
    QVERIFY(!corpus(u"codec"_s).isEmpty());
    QVERIFY(!corpus(u"relay"_s).isEmpty());
    QVERIFY(!corpus(u"tap"_s).isEmpty());
}

Mutator tst_Fuzz::mutator() const
{
    // Half of what a client says means something to the relay of the test.
    QList<QByteArray> messages = m_vectors;
    while (messages.size() < 2 * m_vectors.size())
        messages += RelayTarget::messages();
    return Mutator(m_seed, m_words, messages);
}

void tst_Fuzz::report(const char *what, qint64 count, const QElapsedTimer &timer, const Memory &early) const
{
    const Memory late;
    qInfo("seed %u: %lld %s in %.1f s; at a tenth and at the end: heap %.1f and %.1f MiB, resident %.1f and %.1f MiB",
          m_seed, static_cast<long long>(count), what, double(timer.elapsed()) / 1000, double(early.heap) / mebibyte,
          double(late.heap) / mebibyte, double(early.resident) / mebibyte, double(late.resident) / mebibyte);
    QVERIFY(early.heap > 0);
    QVERIFY2(late.heap - early.heap < flatBytes, "the heap grows");
}

void tst_Fuzz::scriptsAreReadAsWritten()
{
    Mutator chance = mutator();
    for (int i = 0; i < 1000; ++i) {
        const QByteArray input = changed(madeUp(chance), chance).write();
        QCOMPARE(Script::read(input).write(), input);
    }
}

void tst_Fuzz::theCorpusOfTheCodec()
{
    QFETCH(QByteArray, input);
    QCOMPARE(tryCodec(input), QString());
}

void tst_Fuzz::theCorpusOfTheRelay()
{
    QFETCH(QByteArray, input);
    RelayTarget target;
    QCOMPARE(target.run(input), QString());
    QCOMPARE(target.run(input), QString()); // On what the first time has left.
}

void tst_Fuzz::theCorpusOfTheTap()
{
    QFETCH(QByteArray, input);
    QCOMPARE(tryTap(input), QString());
}

void tst_Fuzz::seededStreamsOfTheTap()
{
    Mutator chance = mutator();
    LastInput last(u"tap"_s);
    QList<QByteArray> pool;
    for (const QFileInfo &file : corpus(u"tap"_s))
        pool.append(contentOf(file.filePath()));

    std::optional<Memory> early;
    QElapsedTimer timer;
    timer.start();
    for (qint64 done = 0; done < m_frames; ++done) {
        if (done == m_frames / 10)
            early.emplace();
        const QByteArray input = chance.changed(chance.oneOf(pool));
        last.keep(input);
        const QString problem = tryTap(input);
        QVERIFY2(problem.isEmpty(), qPrintable(problem + u" The input is "_s + last.path()));
    }
    report("streams of a tap", m_frames, timer, *early);
}

void tst_Fuzz::seededInputsOfTheCodec()
{
    Mutator chance = mutator();
    LastInput last(u"codec"_s);
    QList<QByteArray> pool = m_vectors;
    for (const QFileInfo &file : corpus(u"codec"_s))
        pool.append(contentOf(file.filePath()));

    std::optional<Memory> early;
    QElapsedTimer timer;
    timer.start();
    for (qint64 done = 0; done < m_frames; ++done) {
        if (done == m_frames / 10)
            early.emplace();
        const QByteArray input =
            chance.chance(95) ? chance.changed(chance.oneOf(pool)) : chance.noise(chance.below(300));
        last.keep(input);
        const QString problem = tryCodec(input);
        QVERIFY2(problem.isEmpty(), qPrintable(problem + u" The input is "_s + last.path()));
    }
    report("inputs of the codec", m_frames, timer, *early);
}

void tst_Fuzz::seededFramesOfTheRelay()
{
    Mutator chance = mutator();
    LastInput last(u"relay"_s);
    QList<Script> pool;
    for (const QFileInfo &file : corpus(u"relay"_s))
        pool.append(Script::read(contentOf(file.filePath())));

    RelayTarget target;
    std::optional<Memory> early;
    QElapsedTimer timer;
    timer.start();
    while (target.framesTaken() < m_frames) {
        if (!early && target.framesTaken() >= m_frames / 10) {
            target.settle();
            early.emplace();
        }
        const Script script = chance.chance(50) ? madeUp(chance) : changed(chance.oneOf(pool), chance);
        const QByteArray input = script.write();
        last.keep(input);
        const QString problem = target.run(input);
        QVERIFY2(problem.isEmpty(), qPrintable(problem + u" The input is "_s + last.path()));
    }
    target.settle();
    qInfo("%s", qPrintable(target.summary()));
    report("frames of the relay", target.framesTaken(), timer, *early);
}

QTEST_GUILESS_MAIN(tst_Fuzz)
#include "tst_fuzz.moc"
