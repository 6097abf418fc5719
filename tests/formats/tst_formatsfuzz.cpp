// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/formats/formatstarget.h"
#include "tests/fuzz/mutator.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int inputs = 300; // Each makes two captures.
constexpr quint32 seed = 20260101;

QList<QByteArray> contentsOf(const QString &folder)
{
    QList<QByteArray> contents;
    for (const QFileInfo &info : QDir(folder).entryInfoList(QDir::Files, QDir::Name)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
        contents.append(file.readAll());
    }
    return contents;
}

} // namespace

/// The fuzz targets of the readers without libFuzzer: the corpora, the HAR files of other programs, and both with
/// random changes, the same for the same seed.
class tst_FormatsFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void inputsAsTheyAre();
    void changedInputs_data();
    void changedInputs();

private:
    QList<QByteArray> m_ndjson;
    QList<QByteArray> m_har;
};

void tst_FormatsFuzz::initTestCase()
{
    m_ndjson = contentsOf(QStringLiteral(RELAY_FUZZ_CORPUS "/ndjson"));
    m_har = contentsOf(QStringLiteral(RELAY_FUZZ_CORPUS "/har")) + contentsOf(QStringLiteral(VECTORS "/har"));
    QVERIFY(m_ndjson.size() >= 5);
    QVERIFY(m_har.size() >= 9);
}

void tst_FormatsFuzz::inputsAsTheyAre()
{
    for (const QByteArray &input : std::as_const(m_ndjson))
        QCOMPARE(Fuzz::tryNdjson(input), QString());
    for (const QByteArray &input : std::as_const(m_har))
        QCOMPARE(Fuzz::tryHar(input), QString());
}

void tst_FormatsFuzz::changedInputs_data()
{
    QTest::addColumn<bool>("har");
    QTest::addRow("NDJSON") << false;
    QTest::addRow("HAR") << true;
}

void tst_FormatsFuzz::changedInputs()
{
    QFETCH(bool, har);
    Fuzz::Mutator chance(seed,
                         {"\"",
                          "{",
                          "}",
                          "[",
                          "]",
                          ":",
                          ",",
                          "\\",
                          "\\u0000",
                          "\\ud800",
                          "\n",
                          "null",
                          "true",
                          "-1",
                          "1e308",
                          "18446744073709551616",
                          "\"b64\":\"AA==\"",
                          "\"t\":\"1\"",
                          "\"opcode\":2",
                          "\xff",
                          "\xEF\xBB\xBF"},
                         {});
    const QList<QByteArray> &pool = har ? m_har : m_ndjson;
    for (int done = 0; done < inputs; ++done) {
        const QByteArray input = chance.changed(chance.oneOf(pool));
        const QString problem = har ? Fuzz::tryHar(input) : Fuzz::tryNdjson(input);
        QVERIFY2(problem.isEmpty(), qPrintable(problem + u'\n' + QString::fromLatin1(input.toBase64())));
    }
}

QTEST_GUILESS_MAIN(tst_FormatsFuzz)
#include "tst_formatsfuzz.moc"
