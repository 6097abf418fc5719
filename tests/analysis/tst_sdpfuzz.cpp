// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/analysis/sdptarget.h"
#include "tests/fuzz/mutator.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int inputs = 20'000;
constexpr quint32 seed = 20260101;

QList<QByteArray> contentsOf(const QString &folder, const QStringList &names)
{
    QList<QByteArray> contents;
    for (const QFileInfo &info : QDir(folder).entryInfoList(names, QDir::Files, QDir::Name)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
        contents.append(file.readAll());
    }
    return contents;
}

} // namespace

/// The fuzz target of session descriptions without libFuzzer: the corpus, the descriptions of real stacks, and both
/// with random changes, the same for the same seed.
class tst_SdpFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void descriptionsAsTheyAre();
    void changedDescriptions();
    void noise();

private:
    QList<QByteArray> m_descriptions;
};

void tst_SdpFuzz::initTestCase()
{
    const QList<QByteArray> corpus = contentsOf(QStringLiteral(RELAY_FUZZ_CORPUS "/sdp"), {u"*"_s});
    const QList<QByteArray> vectors = contentsOf(QStringLiteral(RELAY_TEST_VECTORS "/sdp"), {u"*.sdp"_s});
    QVERIFY(corpus.size() >= 5);
    QVERIFY(vectors.size() >= 6);
    m_descriptions = corpus + vectors;
}

void tst_SdpFuzz::descriptionsAsTheyAre()
{
    for (const QByteArray &input : std::as_const(m_descriptions))
        QCOMPARE(Fuzz::trySdp(input), QString());
}

void tst_SdpFuzz::changedDescriptions()
{
    Fuzz::Mutator chance(
        seed, {"\r\n", "\n", "\r", "a=", "m=", "candidate:", " ", ":", "4294967296", "\xe2\x80\xa2", "raddr", "\\r\\n"},
        {});
    for (int done = 0; done < inputs; ++done) {
        const QByteArray input = chance.changed(chance.oneOf(m_descriptions));
        const QString problem = Fuzz::trySdp(input);
        QVERIFY2(problem.isEmpty(), qPrintable(problem + u'\n' + QString::fromLatin1(input.toHex())));
    }
}

void tst_SdpFuzz::noise()
{
    Fuzz::Mutator chance(seed, {}, {});
    for (int done = 0; done < inputs; ++done) {
        const QByteArray input = chance.noise(chance.below(300));
        const QString problem = Fuzz::trySdp(input);
        QVERIFY2(problem.isEmpty(), qPrintable(problem + u'\n' + QString::fromLatin1(input.toHex())));
    }
}

QTEST_GUILESS_MAIN(tst_SdpFuzz)
#include "tst_sdpfuzz.moc"
