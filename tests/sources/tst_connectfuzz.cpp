// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/mutator.h"
#include "tests/sources/connecttarget.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int inputs = 3'000;
constexpr quint32 seed = 42;

QFileInfoList corpus()
{
    return QDir(QStringLiteral(CONNECT_CORPUS)).entryInfoList(QDir::Files, QDir::Name);
}

QByteArray contentOf(const QFileInfo &path)
{
    QFile file(path.filePath());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The fuzz target of a forward proxy's clients without libFuzzer.
class tst_ConnectFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCorpus_data();
    void theCorpus();
    void changedRequests();
};

void tst_ConnectFuzz::theCorpus_data()
{
    QTest::addColumn<QByteArray>("input");
    const QFileInfoList files = corpus();
    QVERIFY(!files.isEmpty());
    for (const QFileInfo &file : files)
        QTest::newRow(qPrintable(file.fileName())) << contentOf(file);
}

void tst_ConnectFuzz::theCorpus()
{
    QFETCH(const QByteArray, input);
    QCOMPARE(Fuzz::tryConnect(input), QString());
}

void tst_ConnectFuzz::changedRequests()
{
    QList<QByteArray> originals;
    for (const QFileInfo &file : corpus())
        originals.append(contentOf(file));
    Fuzz::Mutator chance(seed, Fuzz::readDictionary(QStringLiteral(RELAY_FUZZ_DICTIONARY)), originals);
    for (int i = 0; i < inputs; ++i) {
        const QByteArray input = chance.changed(chance.message());
        const QString problem = Fuzz::tryConnect(input);
        QVERIFY2(problem.isEmpty(), qPrintable(u"%1: %2"_s.arg(problem, QLatin1StringView(input.toHex()))));
    }
}

QTEST_GUILESS_MAIN(tst_ConnectFuzz)
#include "tst_connectfuzz.moc"
