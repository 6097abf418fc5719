// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/filter/filtertarget.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

#include <random>

using namespace Qt::Literals::StringLiterals;

/// The fuzz target of the filter language without libFuzzer: the corpus, and filters made of its words, the same for
/// the same seed.
class tst_FilterFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void corpus_data();
    void corpus();
    void madeUpFilters();
};

void tst_FilterFuzz::corpus_data()
{
    QTest::addColumn<QByteArray>("input");
    const QFileInfoList files =
        QDir(QStringLiteral(RELAY_FUZZ_CORPUS "/filter")).entryInfoList(QDir::Files, QDir::Name);
    QVERIFY(files.size() > 10);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::newRow(qPrintable(info.fileName())) << file.readAll();
    }
}

void tst_FilterFuzz::corpus()
{
    QFETCH(const QByteArray, input);
    QCOMPARE(Fuzz::tryFilter(input), QString());
}

void tst_FilterFuzz::madeUpFilters()
{
    static const QByteArrayList words{"kind:",   "offer",   "answer",     "|",
                                      " ",       " ",       " OR ",       "(",
                                      ")",       "-",       "\"",         "\\",
                                      "/",       "i",       "case:",      "from:",
                                      "to:",     "name:",   "uuid:",      "a38fa5d1",
                                      "alpha",   "*",       ">",          "<",
                                      "=",       "..",      "t:",         "+1s",
                                      "rtt:",    "200ms",   "len:",       "4k",
                                      "conn:",   "1",       "dir:sent",   "sdp.",
                                      "setup",   "header.", "user-agent", ":",
                                      "err:",    "ok:true", "has:",       "binary",
                                      "\\u00e9", "(a+)+$",  "[",          "]",
                                      "{",       "}",       "\xc3\xa9",   "\xf0\x9f\x98\x80",
                                      "\xff",    "\n",      "body:",      "candidate",
                                      "desc:",   "op:text"};
    // RELAY_FUZZ_FRAMES and RELAY_FUZZ_SEED in the environment make the run longer, or another one.
    const int inputs = qEnvironmentVariableIntValue("RELAY_FUZZ_FRAMES");
    const int seed = qEnvironmentVariableIntValue("RELAY_FUZZ_SEED");
    std::mt19937 random(seed > 0 ? unsigned(seed) : 42U);
    for (int i = 0; i < (inputs > 0 ? inputs : 5'000); ++i) {
        QByteArray input;
        for (std::size_t pieces = 1 + random() % 9; pieces > 0; --pieces)
            input += words[qsizetype(random() % std::size_t(words.size()))];
        const QString problem = Fuzz::tryFilter(input);
        QVERIFY2(problem.isEmpty(), (problem.toUtf8() + " " + input).constData());
    }
}

QTEST_GUILESS_MAIN(tst_FilterFuzz)
#include "tst_filterfuzz.moc"
