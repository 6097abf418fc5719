// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/attemptmodel.h"
#include "inspector/models/formatting.h"
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
    void rowsHoldOtherPairsWhenTheOrderChanges();
    void anAttemptHasItsPlace();
    void theDetailsOfAnAttempt();
    void aSecretIsHidden();
    void nothingChangesWhileNothingDiffers();
    void aLargeDescriptionIsReadBesideTheWindow();
    void anOpenAttemptIsNotJudgedWithEveryMessage();
    void anotherCaptureLeavesNothing();

private:
    [[nodiscard]] QStringList rows() const;
    void offer(const QUuid &to, const QString &description = u"v=0\r\n"_s);
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

void tst_PairModel::offer(const QUuid &to, const QString &description)
{
    m_sample->writeOne(RelayCore::encode(RelayCore::PeerConnection{
        SampleCapture::alpha, u"alpha"_s, to, RelayCore::DescriptionType::Offer, description, {}}));
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

void tst_PairModel::rowsHoldOtherPairsWhenTheOrderChanges()
{
    // As a view that reads what it is notified of, and nothing else.
    QStringList seen = rows();
    connect(m_pairs.get(), &QAbstractItemModel::rowsInserted, this, [&](const QModelIndex &, int first, int last) {
        for (int row = first; row <= last; ++row)
            seen.insert(row, rows().at(row));
    });
    connect(m_pairs.get(), &QAbstractItemModel::dataChanged, this,
            [&](const QModelIndex &first, const QModelIndex &last) {
                for (int row = first.row(); row <= last.row(); ++row)
                    seen[row] = rows().at(row);
            });
    const QSignalSpy current(m_pairs.get(), &PairModel::currentChanged);
    offer(QUuid::createUuid());
    QTRY_COMPARE(m_pairs->problemCount(), 2);
    QTRY_VERIFY(rows().at(2).startsWith(u"alpha → beta"_s));
    QCOMPARE(seen, rows());
    // No pair is the current one, before and after.
    QCOMPARE(current.count(), 0);
    m_pairs->disconnect(this);
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
    // Whose descriptions they are, and which way they went.
    QCOMPARE(m_attempt->offerTitle(), u"Offer of alpha"_s);
    QCOMPARE(m_attempt->answerTitle(), u"Answer of beta"_s);
    QCOMPARE(m_attempt->offerRoute(), u"alpha → beta"_s);
    QCOMPARE(m_attempt->answerRoute(), u"beta → alpha"_s);
    QCOMPARE(m_attempt->offerCards().constFirst().toMap()[u"title"_s].toString(), u"application · UDP/DTLS/SCTP"_s);
    QVERIFY(!m_attempt->answerCards().isEmpty());

    m_attempt->setAttempt(Attempts::Index(1)); // To gamma, which is not registered.
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

void tst_PairModel::aLargeDescriptionIsReadBesideTheWindow()
{
    const QUuid to = QUuid::createUuid();
    offer(to, u"v=0\r\n"_s + u"a=filler:0123456789012345678901234567890123456789\r\n"_s.repeated(1'000));
    QTRY_COMPARE(m_feed->index().attempts().size(), 3U);
    const Attempt attempt = m_feed->index().attempts()[2];
    m_attempt->setAttempt(Attempts::Index(0));
    QVERIFY(!m_attempt->facts().isEmpty());
    m_attempt->setAttempt(Attempts::Index(2));
    // What needs no description is known at once, and nothing of the attempt before is left.
    QCOMPARE(m_attempt->message(), int(attempt.id()));
    QVERIFY2(m_attempt->title().startsWith(u"alpha → "_s + shortUuid(to)), qPrintable(m_attempt->title()));
    QVERIFY(m_attempt->toolTip().endsWith(to.toString(QUuid::WithoutBraces)));
    QCOMPARE(m_attempt->timeText(), timeText(attempt.beganNs()));
    QCOMPARE(m_attempt->sentence(), QString());
    QVERIFY(m_attempt->facts().isEmpty() && m_attempt->differences().isEmpty() && m_attempt->offerCards().isEmpty()
            && m_attempt->matrix().isEmpty());
    // Another attempt begins while the description is read: the facts are those after it.
    offer(to);
    QTRY_COMPARE(m_attempt->place(), u"attempt 1 of 2"_s);
    QTRY_VERIFY(!m_attempt->sentence().isEmpty());
    QCOMPARE(m_attempt->token(), u"error"_s);
    QCOMPARE(m_attempt->message(), int(attempt.id()));
}

void tst_PairModel::anOpenAttemptIsNotJudgedWithEveryMessage()
{
    offer(QUuid::createUuid());
    QTRY_COMPARE(m_feed->index().attempts().size(), 3U);
    m_attempt->setAttempt(Attempts::Index(2));
    // How long the answer is missing is part of what is shown.
    const QVariantList before = m_attempt->others();
    QVERIFY(!before.isEmpty());
    const QSignalSpy changed(m_attempt.get(), &AttemptModel::changed);
    std::optional<qsizetype> changesWithMessage;
    const auto watch =
        connect(m_feed.get(), &CaptureFeed::indexed, this, [&] { changesWithMessage = changed.count(); });
    m_sample->writeOne("{}");
    m_sample->writer()->flush();
    QTRY_VERIFY(changesWithMessage);
    disconnect(watch);
    QCOMPARE(*changesWithMessage, 0);
    QTRY_VERIFY(m_attempt->others() != before);
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
