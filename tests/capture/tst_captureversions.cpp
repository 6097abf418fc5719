// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/capture/capturetest.h"
#include "tests/models/samplecapture.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;
using namespace CaptureTest;

/// What schema version 2 added, and a file that a writer of version 1 left.
class tst_CaptureVersions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void versionOneHasTheSameRows();
    void versionOneMetadataNamesEachSourceOnce();
    void versionOneIsCopiedAsItIs();
    void sourceNameHasAColumn_data();
    void sourceNameHasAColumn();
    void inflatedMessages_data();
    void inflatedMessages();
    void connectionsChangedSinceARevision();
    void dataVersionChangesWithCommitsOfOthers();

private:
    [[nodiscard]] QString copyOfVersionOne() const;

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void tst_CaptureVersions::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    m_path = m_dir->filePath(u"current.relaycap"_s);
}

QString tst_CaptureVersions::copyOfVersionOne() const
{
    const QString copy = m_dir->filePath(u"version1.relaycap"_s);
    return QFile::copy(QStringLiteral(VECTORS "/version1.relaycap"), copy) ? copy : QString();
}

void tst_CaptureVersions::versionOneHasTheSameRows()
{
    // The file holds what SampleCapture::writeAll() writes, written when version 1 was current.
    SampleCapture sample(m_path);
    sample.writeAll();
    sample.writer()->finish();
    const std::unique_ptr<CaptureReader> old = openReader(copyOfVersionOne());
    const std::unique_ptr<CaptureReader> current = openReader(m_path);
    QCOMPARE(old->fileVersion(), 1);
    QCOMPARE(current->fileVersion(), 2);
    QCOMPARE(old->messageCount(), quint32(SampleCapture::messages));
    QVERIFY(old->messages(1, 100) == current->messages(1, 100));
    QVERIFY(old->message(5) == current->message(5));
    QCOMPARE(old->message(5)->sourceName, u"alpha"_s);
    QVERIFY(old->connections() == current->connections());
    QVERIFY(old->sources() == current->sources());
    QVERIFY(old->states(2) == current->states(2));
    QCOMPARE(old->lostEvents(), current->lostEvents());
    QVERIFY(old->losses() == current->losses());
    QCOMPARE(old->payloads(1, 100).size(), std::size_t(SampleCapture::messages));
    const CaptureReader::ConnectionChanges changes = old->connectionsChangedSince(1'000);
    QVERIFY(changes.rows == current->connections());
    QCOMPARE(changes.revision, 0U);
    QVERIFY(!old->lastError());
}

void tst_CaptureVersions::versionOneMetadataNamesEachSourceOnce()
{
    const std::unique_ptr<CaptureReader> reader = openReader(copyOfVersionOne());
    QStringList names;
    for (const MessageRow &row : reader->messageMetadata(1, 100)) {
        names.append(row.sourceName);
        QCOMPARE(row.payload.isEmpty(), row.kind != MessageKind::Response && row.kind != MessageKind::Returned);
        QCOMPARE(row.bytes(), reader->message(row.id)->payload.size());
    }
    QStringList expected(SampleCapture::messages, QString());
    expected[0] = u"alpha"_s;
    expected[2] = u"beta"_s;
    QCOMPARE(names, expected);
}

void tst_CaptureVersions::versionOneIsCopiedAsItIs()
{
    const QString path = copyOfVersionOne();
    const QString copy = m_dir->filePath(u"copy"_s);
    {
        const std::unique_ptr<CaptureReader> reader = openReader(path);
        const std::optional<CaptureError> error = reader->saveAs(copy);
        QVERIFY2(!error, error ? qPrintable(error->text()) : "");
        const std::unique_ptr<CaptureReader> again = openReader(copy);
        QCOMPARE(again->fileVersion(), 1);
        QVERIFY(again->messages(1, 100) == reader->messages(1, 100));
        QVERIFY(again->connections() == reader->connections());
    }
    QCOMPARE(shell(copy, u"pragma user_version"_s), "1"_ba);
    QFile original(QStringLiteral(VECTORS "/version1.relaycap"));
    QFile read(path);
    QVERIFY(original.open(QIODevice::ReadOnly) && read.open(QIODevice::ReadOnly));
    QCOMPARE(read.readAll(), original.readAll());
}

void tst_CaptureVersions::sourceNameHasAColumn_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("name");
    PeerConnection peer{alpha, u"ålpha \"1\""_s, beta, DescriptionType::Answer, u"v=0"_s, {}};
    QTest::addRow("a registration") << encode(RelayRegistration{u"alpha"_s, alpha}) << u"alpha"_s;
    QTest::addRow("an answer") << encode(peer) << peer.sourceName;
    peer.error = u"unknown"_s;
    QTest::addRow("a returned message") << encode(peer) << peer.sourceName;
    QTest::addRow("an empty name is none") << encode(RelayRegistration{{}, alpha}) << QString();
    QTest::addRow("a response has none") << encode(RelayResponse{}) << QString();
    QTest::addRow("a text that is no relay message has none") << R"({"source_name": "alpha"})"_ba << QString();
}

void tst_CaptureVersions::sourceNameHasAColumn()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const QString, name);
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    writer->observe(textEvent(1, Direction::Sent, payload));
    writer->finish();
    const std::unique_ptr<CaptureReader> reader = openReader(m_path);
    QCOMPARE(reader->message(1)->sourceName, name);
    QCOMPARE(reader->messageMetadata(1, 1).at(0).sourceName, name);
    QCOMPARE(shell(m_path, u"select source_name, typeof(source_name) from message"_s),
             name.isEmpty() ? "|null"_ba : name.toUtf8() + "|text");
}

void tst_CaptureVersions::inflatedMessages_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<std::optional<qint64>>("inflated");
    QTest::addColumn<bool>("truncated");
    QTest::addColumn<MessageKind>("kind");
    QTest::addColumn<QByteArray>("columns");
    using Size = std::optional<qint64>;
    QTest::addRow("inflated: the payload is the text, and it is interpreted")
        << offer() << Size(offer().size()) << false << MessageKind::Offer << "1|text|%1|0"_ba;
    QTest::addRow("cut at the limit: marked, with the size of the whole")
        << offer().chopped(9) << Size(5'000'000'000) << true << MessageKind::Other << "1|text|5000000000|1"_ba;
    QTest::addRow("not inflated: as on the wire") << offer() << Size() << false << MessageKind::Other << "1|blob||0"_ba;
}

void tst_CaptureVersions::inflatedMessages()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const std::optional<qint64>, inflated);
    QFETCH(const bool, truncated);
    QFETCH(const MessageKind, kind);
    QFETCH(QByteArray, columns);
    WireEvent event = textEvent(1, Direction::Sent, payload);
    auto &message = std::get<WireMessage>(event.payload);
    message.compressed = true;
    message.wireBytes = 77;
    message.inflatedBytes = inflated;
    message.truncated = truncated;
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    writer->observe(event);
    writer->observe(textEvent(1, Direction::Sent, "plain"));
    writer->finish();
    const std::unique_ptr<CaptureReader> reader = openReader(m_path);
    const std::optional<MessageRow> row = reader->message(1);
    QVERIFY(row && row->compressed);
    QVERIFY(row->kind == kind);
    QVERIFY(row->inflatedBytes == inflated);
    QCOMPARE(row->truncated, truncated);
    QCOMPARE(row->wireBytes, 77);
    QCOMPARE(row->payload, payload);
    QVERIFY(reader->messageMetadata(1, 1).at(0).inflatedBytes == inflated);
    QVERIFY(!reader->message(2)->inflatedBytes && !reader->message(2)->truncated);
    columns.replace("%1", QByteArray::number(payload.size()));
    QCOMPARE(shell(m_path, u"select compressed, typeof(payload), inflated_bytes, truncated from message limit 1"_s),
             columns);
}

void tst_CaptureVersions::connectionsChangedSinceARevision()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    const std::unique_ptr<CaptureReader> reader = openReader(m_path);
    QCOMPARE(reader->connectionsChangedSince(0).revision, 0U);
    quint64 revision = 0;
    const auto changedIds = [&] {
        writer->flush();
        const CaptureReader::ConnectionChanges changes = reader->connectionsChangedSince(revision);
        if (changes.rows.isEmpty() != (changes.revision == revision))
            return std::vector<ConnectionId>{0};
        const CaptureReader::MessageCounts counts = reader->messageCountsSince(revision);
        std::vector<std::pair<ConnectionId, quint64>> expected;
        for (const ConnectionRow &row : changes.rows)
            expected.emplace_back(row.id, row.messages);
        if (counts.revision != changes.revision || counts.counts != expected)
            return std::vector<ConnectionId>{0};
        revision = changes.revision;
        std::vector<ConnectionId> ids;
        for (const ConnectionRow &row : changes.rows)
            ids.push_back(row.id);
        return ids;
    };
    using Ids = std::vector<ConnectionId>;
    for (ConnectionId id = 1; id <= 3; ++id)
        writer->observe({1, id, startNs, ConnectionOpened{u"a"_s, u"b"_s}});
    QVERIFY(changedIds() == Ids({1, 2, 3}));
    QVERIFY(changedIds().empty());
    writer->observe(textEvent(2, Direction::Sent, offer())); // Only counted.
    QVERIFY(changedIds() == Ids({2}));
    writer->observe({1, 3, startNs, ConnectionClosed{}});
    writer->observe(textEvent(1, Direction::Sent, offer()));
    QVERIFY(changedIds() == Ids({1, 3}));
    writer->observe({1, 0, startNs, EventsLost{1, {}}});
    QVERIFY(changedIds().empty());
    writer->observe(textEvent(3, Direction::Received, "late"));
    QVERIFY(changedIds() == Ids({3}));
    QCOMPARE(reader->connections().size(), 3);
    QVERIFY(!reader->lastError());
}

void tst_CaptureVersions::dataVersionChangesWithCommitsOfOthers()
{
    const std::unique_ptr<CaptureWriter> writer = makeWriter(m_path);
    const std::unique_ptr<CaptureReader> reader = openReader(m_path);
    const quint64 first = reader->dataVersion();
    QCOMPARE(reader->messages(1, 10).size(), 0U);
    QCOMPARE(reader->dataVersion(), first);
    writer->observe(textEvent(1, Direction::Sent, "x"));
    writer->flush();
    const quint64 second = reader->dataVersion();
    QVERIFY(second != first);
    QCOMPARE(reader->dataVersion(), second);
    writer->finish();
    QVERIFY(!reader->lastError());
}

QTEST_GUILESS_MAIN(tst_CaptureVersions)
#include "tst_captureversions.moc"
