// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/capturefeed.h"
#include "relaycore/protocol/codec.h"
#include "tests/models/modelstest.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

class tst_CaptureFeed : public ModelsTest
{
    Q_OBJECT

private Q_SLOTS:
    void feedShowsWhatWasWritten();
    void feedGrowsAndPauses();
    void keepaliveWaitsForASecond();
    void messageCountsMoveWithoutAStructureChange();
    void feedForgets();
    void feedTellsWhyItCannotOpen();
    void onlyChangedConnectionsAreReported();
    void aFileOfAnotherWriterIsFollowed();
    void namesWithControlCharactersAreEscaped();
};

void tst_CaptureFeed::feedShowsWhatWasWritten()
{
    QVERIFY(openFeed());
    QCOMPARE(m_feed->count(), quint32(SampleCapture::messages));
    QVERIFY(m_feed->isLive());
    QCOMPARE(m_feed->connections().size(), 3);
    QCOMPARE(m_feed->sources().size(), 2);
    QCOMPARE(m_feed->nameOf(SampleCapture::alpha), u"alpha"_s);
    QCOMPARE(m_feed->nameOf(SampleCapture::gamma), u"77777777"_s);
    QCOMPARE(m_feed->clientName(2), u"beta"_s);
    QCOMPARE(m_feed->clientName(3), u"127.0.0.1:50003"_s);
    QCOMPARE(m_feed->kinds()[4], MessageKind::Offer);
    QCOMPARE(m_feed->connectionIds()[5], 2U);
    QTRY_COMPARE(m_feed->statistics().lost, 7ULL);
    QVERIFY(m_feed->statistics().bytesOnDisk > 0);
    QVERIFY(!m_feed->row(0));
    QVERIFY(!m_feed->row(SampleCapture::messages + 1));
    QCOMPARE(m_feed->row(5)->source, SampleCapture::alpha);
    QVERIFY(!m_feed->reader()->lastError());
}

void tst_CaptureFeed::feedGrowsAndPauses()
{
    QVERIFY(openFeed());
    QSignalSpy added(m_feed.get(), &CaptureFeed::messagesAdded);
    m_feed->setPaused(true);
    m_sample->writeOne("{}");
    m_sample->writer()->flush();
    m_feed->poll();
    QCOMPARE(m_feed->count(), quint32(SampleCapture::messages));
    QCOMPARE(m_feed->statistics().captured, quint32(SampleCapture::messages) + 1);
    QCOMPARE(added.count(), 0);
    m_feed->setPaused(false);
    QCOMPARE(added.count(), 1);
    QCOMPARE(added.first().at(0).toUInt(), quint32(SampleCapture::messages) + 1);
    QCOMPARE(added.first().at(1).toUInt(), 1U);
    // Without being asked, too.
    m_sample->writeOne("{}");
    QTRY_COMPARE(m_feed->indexedCount(), quint32(SampleCapture::messages) + 2);
    QCOMPARE(m_feed->row(m_feed->count())->payload, QByteArray("{}"));
}

void tst_CaptureFeed::keepaliveWaitsForASecond()
{
    using namespace RelayCore;
    QVERIFY(openFeed());
    const auto ping = [this](Opcode opcode) {
        (void)m_sample->writer()->observe(
            {1, 1, wireTimeNs(), ControlFrame{Direction::Received, opcode, 6, "ping", {}, {}}});
        m_sample->writer()->flush();
        m_feed->poll();
    };
    const quint32 before = m_feed->count();
    for (int polls = 0; polls < 10; ++polls) {
        ping(polls % 2 ? Opcode::Pong : Opcode::Ping);
        QCOMPARE(m_feed->count(), before);
        // As many as are shown; there is nothing that leaves any out.
        QCOMPARE(m_feed->statistics().announced, before);
        QVERIFY(m_feed->statistics().captured > before);
    }
    ping(Opcode::Ping);
    QCOMPARE(m_feed->count(), before + 11);
    // A message does not wait, and takes what has waited along.
    ping(Opcode::Ping);
    QCOMPARE(m_feed->count(), before + 11);
    m_sample->writeOne("{}");
    m_sample->writer()->flush();
    m_feed->poll();
    QCOMPARE(m_feed->count(), before + 13);
    // Behind a pause there are more than are shown.
    m_feed->setPaused(true);
    ping(Opcode::Ping);
    QCOMPARE(m_feed->count(), before + 13);
    QCOMPARE(m_feed->statistics().announced, before + 14);
}

void tst_CaptureFeed::messageCountsMoveWithoutAStructureChange()
{
    QVERIFY(openFeed());
    const quint64 before = m_feed->connection(1)->messages;
    QSignalSpy structure(m_feed.get(), &CaptureFeed::structureChanged);
    QSignalSpy counts(m_feed.get(), &CaptureFeed::countsChanged);
    m_sample->writeOne("{}");
    m_sample->writer()->flush();
    QTRY_COMPARE(m_feed->connection(1)->messages, before + 1);
    QVERIFY(counts.count() > 0);
    QCOMPARE(structure.count(), 0);
    // What changes behind the counts is not missed.
    using namespace RelayCore;
    (void)m_sample->writer()->observe({1, 1, wireTimeNs(), ConnectionClosed{ConnectionClosed::By::Client, {}, {}}});
    m_sample->writer()->flush();
    QTRY_VERIFY(m_feed->connection(1)->closed.has_value());
    QCOMPARE(m_feed->connection(1)->messages, before + 1);
}

void tst_CaptureFeed::feedForgets()
{
    QVERIFY(openFeed());
    QSignalSpy reset(m_feed.get(), &CaptureFeed::reset);
    m_feed->close();
    QCOMPARE(reset.count(), 1);
    QCOMPARE(m_feed->count(), 0U);
    QVERIFY(m_feed->connections().isEmpty());
    QVERIFY(!m_feed->isOpen());
    QCOMPARE(m_feed->statistics(), CaptureFeed::Statistics());
}

void tst_CaptureFeed::feedTellsWhyItCannotOpen()
{
    QVERIFY(openFeed());
    const auto error = m_feed->open(m_dir->filePath(u"no such file"_s));
    QVERIFY(error);
    QVERIFY(!error->text().isEmpty());
    // What was open stays open.
    QCOMPARE(m_feed->count(), quint32(SampleCapture::messages));
}

void tst_CaptureFeed::onlyChangedConnectionsAreReported()
{
    QVERIFY(openFeed());
    qRegisterMetaType<CaptureFeed::StructureChanges>();
    QList<CaptureFeed::StructureChanges> changes;
    connect(m_feed.get(), &CaptureFeed::structureChanged, this,
            [&changes](const CaptureFeed::StructureChanges &each) { changes.append(each); });
    m_sample->writer()->observe({1, 2, 1'800'000'000'000'000'000, RelayCore::ConnectionClosed{}});
    m_sample->writer()->flush();
    m_feed->poll();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.first().connections, QList<RelayCore::ConnectionId>({2}));
    QVERIFY(changes.first().sources.isEmpty() && changes.first().counted.isEmpty() && !changes.first().names);
    QVERIFY(m_feed->connection(2)->closed);
    m_sample->writer()->observe(
        {2, 0, 1'800'000'000'000'000'000, RelayCore::StateChanged{RelayCore::SourceState::Ready, {}}});
    m_sample->writer()->flush();
    m_feed->poll();
    QCOMPARE(changes.size(), 2);
    QCOMPARE(changes.last().sources, QList<RelayCore::SourceId>({2}));
    QVERIFY(changes.last().connections.isEmpty());
    m_feed->poll();
    QCOMPARE(changes.size(), 2);
}

void tst_CaptureFeed::aFileOfAnotherWriterIsFollowed()
{
    m_sample->writeAll();
    QVERIFY(!m_feed->open(m_sample->writer()->path()));
    QVERIFY(!m_feed->isLive());
    QTRY_COMPARE(m_feed->indexedCount(), quint32(SampleCapture::messages));
    QCOMPARE(m_feed->connections().size(), 3);
    const quint64 before = m_feed->connection(1)->messages;
    m_sample->writeOne("{}");
    QTRY_COMPARE(m_feed->indexedCount(), quint32(SampleCapture::messages) + 1);
    QTRY_COMPARE(m_feed->connection(1)->messages, before + 1);
    m_sample->writer()->observe({1, 9, 1'800'000'000'000'000'000, RelayCore::ConnectionOpened{u"127.0.0.1:9"_s, {}}});
    QTRY_COMPARE(m_feed->connections().size(), 4);
    QCOMPARE(m_feed->clientName(9), u"127.0.0.1:9"_s);
}

void tst_CaptureFeed::namesWithControlCharactersAreEscaped()
{
    const QUuid uuid = QUuid::createUuid();
    RelayCore::WireMessage message;
    message.payload = RelayCore::encode(RelayCore::PeerConnection{
        uuid, u"a\nb\u202ec"_s, SampleCapture::alpha, RelayCore::DescriptionType::Offer, u"v=0"_s, {}});
    m_sample->writer()->observe({1, 1, 1'700'000'000'000'000'000, message});
    m_sample->writer()->flush();
    QVERIFY(!m_feed->open(m_sample->writer()->path()));
    QTRY_COMPARE(m_feed->indexedCount(), 1U);
    QCOMPARE(m_feed->nameOf(uuid), u"a\\nb\\u202ec"_s);
}

QTEST_MAIN(tst_CaptureFeed)
#include "tst_capturefeed.moc"
