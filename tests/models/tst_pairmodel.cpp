// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/attemptmodel.h"
#include "inspector/models/pairmodel.h"
#include "relaycore/protocol/codec.h"
#include "tests/models/samplecapture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// The list of pairs and the attempt beside it, with a capture that grows.
class tst_PairModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theMostTroubledPairIsFirst();
    void anotherAttemptIsJudgedAgain();
    void aChosenPairIsKeptWhileOthersMove();
    void anAttemptHasItsPlace();
    void theDetailsOfAnAttempt();
    void aSecretIsHidden();
    void nothingChangesWhileNothingDiffers();
    void anotherCaptureLeavesNothing();

private:
    [[nodiscard]] QStringList rows() const;
    void offer(const QUuid &to);
    void waitUntilJudged();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SampleCapture> m_sample;
    std::unique_ptr<CaptureFeed> m_feed;
    std::unique_ptr<PairModel> m_pairs;
    std::unique_ptr<AttemptModel> m_attempt;
};

void tst_PairModel::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_sample = std::make_unique<SampleCapture>(m_dir->filePath(u"sample.relaycap"_s));
    m_sample->writeAll();
    m_feed = std::make_unique<CaptureFeed>();
    m_pairs = std::make_unique<PairModel>(m_feed.get());
    new QAbstractItemModelTester(m_pairs.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_pairs.get());
    m_attempt = std::make_unique<AttemptModel>(m_feed.get());
    QVERIFY(!m_feed->open(m_sample->writer()->path(), m_sample->writer()));
    waitUntilJudged();
}

void tst_PairModel::cleanup()
{
    m_attempt.reset();
    m_pairs.reset();
    m_feed.reset();
    m_sample.reset();
    m_dir.reset();
}

void tst_PairModel::waitUntilJudged()
{
    QTRY_VERIFY(m_pairs->pairCount() > 0 && m_pairs->pendingCount() == 0);
    // The order follows the judgements.
    QTRY_VERIFY(!rows().isEmpty() && rows().constFirst().contains(u"✕"_s));
}

QStringList tst_PairModel::rows() const
{
    QStringList rows;
    for (int row = 0; row < m_pairs->rowCount(); ++row) {
        const QModelIndex index = m_pairs->index(row);
        rows.append(index.data(PairModel::TitleRole).toString() + u": "_s + index.data(PairModel::GlyphRole).toString()
                    + u' ' + index.data(PairModel::VerdictRole).toString());
    }
    return rows;
}

void tst_PairModel::offer(const QUuid &to)
{
    m_sample->writeOne(RelayCore::encode(RelayCore::PeerConnection{
        SampleCapture::alpha, u"alpha"_s, to, RelayCore::DescriptionType::Offer, u"v=0\r\n"_s, {}}));
    m_sample->writer()->flush();
}

void tst_PairModel::theMostTroubledPairIsFirst()
{
    const QString gamma = m_feed->nameOf(SampleCapture::gamma);
    QCOMPARE(rows(), (QStringList{u"alpha → "_s + gamma + u": ✕ peer not registered"_s,
                                  u"alpha → beta: ✓ expected to connect"_s}));
    QCOMPARE(m_pairs->problemCount(), 1);
    QCOMPARE(m_pairs->index(0).data(PairModel::TokenRole).toString(), u"error"_s);
    QCOMPARE(m_pairs->index(1).data(PairModel::TokenRole).toString(), u"good"_s);
    QVERIFY(m_pairs->index(1).data(PairModel::SubtitleRole).toString().startsWith(u"1 attempt · "_s));
    QVERIFY(m_pairs->index(1)
                .data(PairModel::ToolTipRole)
                .toString()
                .contains(SampleCapture::beta.toString(QUuid::WithoutBraces)));
}

void tst_PairModel::anotherAttemptIsJudgedAgain()
{
    QCOMPARE(m_pairs->newestAttempt(1), std::optional<Attempts::Index>(0));
    offer(SampleCapture::beta);
    // A description without media is a problem.
    QTRY_COMPARE(m_pairs->problemCount(), 2);
    QTRY_VERIFY(rows().contains(u"alpha → beta: ✕ no usable SDP"_s));
    const int row = int(rows().indexOf(u"alpha → beta: ✕ no usable SDP"_s));
    QVERIFY(m_pairs->index(row).data(PairModel::SubtitleRole).toString().startsWith(u"2 attempts · "_s));
    QCOMPARE(m_pairs->newestAttempt(row), std::optional<Attempts::Index>(2));
    QCOMPARE(m_pairs->newestAttempt(2), std::nullopt);
    QCOMPARE(m_pairs->newestAttempt(-1), std::nullopt);
}

void tst_PairModel::aChosenPairIsKeptWhileOthersMove()
{
    QCOMPARE(m_pairs->currentRow(), -1);
    m_pairs->setCurrentAttempt(Attempts::Index(0)); // alpha and beta
    QCOMPARE(m_pairs->currentRow(), 1);
    QVERIFY(m_pairs->index(1).data(PairModel::CurrentRole).toBool());
    QVERIFY(!m_pairs->index(0).data(PairModel::CurrentRole).toBool());
    offer(QUuid::createUuid());
    QTRY_COMPARE(m_pairs->problemCount(), 2);
    QTRY_COMPARE(m_pairs->currentRow(), 2);
    QVERIFY(rows().at(2).startsWith(u"alpha → beta"_s));
    QVERIFY(m_pairs->index(2).data(PairModel::CurrentRole).toBool());
    m_pairs->setCurrentAttempt(std::nullopt);
    QCOMPARE(m_pairs->currentRow(), -1);
}

void tst_PairModel::anAttemptHasItsPlace()
{
    QVERIFY(m_attempt->isEmpty());
    m_attempt->setAttempt(Attempts::Index(0));
    QCOMPARE(m_attempt->place(), u"attempt 1 of 1"_s);
    QVERIFY(!m_attempt->hasPrevious() && !m_attempt->hasNext());
    offer(SampleCapture::beta);
    QTRY_COMPARE(m_attempt->place(), u"attempt 1 of 2"_s);
    QVERIFY(!m_attempt->hasPrevious() && m_attempt->hasNext());
    QCOMPARE(m_attempt->neighbour(1), std::optional<Attempts::Index>(2));
    QCOMPARE(m_attempt->neighbour(-1), std::nullopt);
    m_attempt->setAttempt(m_attempt->neighbour(1));
    QCOMPARE(m_attempt->place(), u"attempt 2 of 2"_s);
    QCOMPARE(m_attempt->neighbour(-1), std::optional<Attempts::Index>(0));
    QCOMPARE(m_attempt->neighbour(1), std::nullopt);
    m_attempt->setAttempt(Attempts::Index(99));
    QVERIFY(m_attempt->isEmpty());
}

void tst_PairModel::theDetailsOfAnAttempt()
{
    m_attempt->setAttempt(Attempts::Index(0));
    QCOMPARE(m_attempt->title(), u"alpha → beta"_s);
    QCOMPARE(m_attempt->message(), 5);
    QCOMPARE(m_attempt->token(), u"good"_s);
    QVERIFY(m_attempt->sentence().startsWith(u"alpha and beta are expected to connect"_s));
    QStringList facts;
    for (const QVariant &fact : m_attempt->facts())
        facts.append(fact.toMap()[u"glyph"_s].toString() + fact.toMap()[u"message"_s].toString());
    QCOMPARE(facts.join(u' '), u"✓1 ✓3 ✓5 ✓6 ✓7 ✓8 ?0"_s);
    const QVariantMap sent = m_attempt->facts().at(2).toMap();
    QCOMPARE(sent[u"text"_s].toString(), u"alpha sent the offer."_s);
    QCOMPARE(sent[u"time"_s].toString(), u"+0.0 ms"_s);

    const QVariantList rows = m_attempt->matrix()[u"rows"_s].toList();
    const QVariantList columns = m_attempt->matrix()[u"columns"_s].toList();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(columns.size(), 2);
    QCOMPARE(rows.constFirst().toMap()[u"cells"_s].toList().size(), 2);
    QCOMPARE(m_attempt->offerCards().constFirst().toMap()[u"title"_s].toString(), u"application · UDP/DTLS/SCTP"_s);
    QVERIFY(!m_attempt->answerCards().isEmpty());

    m_attempt->setAttempt(Attempts::Index(1)); // To gamma, which nobody has started.
    QCOMPARE(m_attempt->token(), u"error"_s);
    QVERIFY(!m_attempt->advice().isEmpty());
    QVERIFY(m_attempt->differences().isEmpty());
    QVERIFY(m_attempt->answerCards().isEmpty());
    QCOMPARE(m_attempt->matrix()[u"columns"_s].toList().size(), 0);
}

void tst_PairModel::aSecretIsHidden()
{
    m_attempt->setAttempt(Attempts::Index(0));
    QVERIFY(!m_attempt->differences().isEmpty());
    bool seen = false;
    for (const QVariant &row : m_attempt->differences()) {
        const QVariantMap difference = row.toMap();
        if (!difference[u"name"_s].toString().startsWith(u"ice-pwd"_s))
            continue;
        seen = true;
        QVERIFY(difference[u"offer"_s].toString().startsWith(u"••••"_s));
    }
    QVERIFY(seen);
}

void tst_PairModel::nothingChangesWhileNothingDiffers()
{
    m_attempt->setAttempt(Attempts::Index(0));
    const QSignalSpy changed(m_attempt.get(), &AttemptModel::changed);
    const quint32 before = m_feed->indexedCount();
    m_sample->writeOne("{}");
    m_sample->writer()->flush();
    QTRY_VERIFY(m_feed->indexedCount() > before);
    QCOMPARE(changed.count(), 0);
}

void tst_PairModel::anotherCaptureLeavesNothing()
{
    m_attempt->setAttempt(Attempts::Index(0));
    m_pairs->setCurrentAttempt(Attempts::Index(0));
    m_feed->close();
    QCOMPARE(m_pairs->rowCount(), 0);
    QCOMPARE(m_pairs->currentRow(), -1);
    QCOMPARE(m_pairs->problemCount(), 0);
    QVERIFY(m_attempt->isEmpty());
}

QTEST_MAIN(tst_PairModel)
#include "tst_pairmodel.moc"
