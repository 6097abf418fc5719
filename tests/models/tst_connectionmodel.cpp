// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/connectionmodel.h"
#include "relaycore/protocol/codec.h"
#include "tests/models/modelstest.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

class tst_ConnectionModel : public ModelsTest
{
    Q_OBJECT

private Q_SLOTS:
    void tree();
    void onlyChangedRowsAreAnnounced();
    void connectionsOfManySources();
    void attemptsOfOneClientAreOneRow();
    void attemptsWithoutRegistrationAreOneRow();
    void theOwnClientIsOneRow();
    void aRetryCountsDown();
    void countsOfMessagesAreThoseOfTheTable();
    void aSourceOfSeveralRelaysHasASecondLine();
    void sourcesOfADatabaseAreBelowHostAndCapture();

private:
    void open(RelayCore::ConnectionId connection, const QString &address, RelayCore::SourceId source = 1);
    void registerAs(RelayCore::ConnectionId connection, const QUuid &uuid);
    void close(RelayCore::ConnectionId connection, RelayCore::SourceId source = 1);
    void update();
    qint64 m_later = 1'800'000'000'000'000'000;
};

void tst_ConnectionModel::tree()
{
    ConnectionModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(openFeed());
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex proxy = model.index(0, 0);
    QCOMPARE(proxy.data(ConnectionModel::TitleRole).toString(), u"Proxy  127.0.0.1:9700"_s);
    QCOMPARE(proxy.data(ConnectionModel::SubtitleRole).toString(), u"→ wss://relay.example.org"_s);
    QVERIFY(proxy.data(ConnectionModel::IsSourceRole).toBool());
    QCOMPARE(model.rowCount(proxy), 3);

    const auto state = [](const QModelIndex &index) {
        return ConnectionModel::State(index.data(ConnectionModel::StateRole).toInt());
    };
    const QModelIndex alpha = model.indexOf(1);
    QCOMPARE(alpha.parent(), proxy);
    QCOMPARE(alpha.data(ConnectionModel::TitleRole).toString(), u"alpha"_s);
    QCOMPARE(alpha.data(ConnectionModel::SubtitleRole).toString(), u"3f2a91c4 · websockets/17.0"_s);
    QCOMPARE(state(alpha), ConnectionModel::State::Good);
    QVERIFY(alpha.data(Qt::ToolTipRole).toString().contains(SampleCapture::alpha.toString(QUuid::WithoutBraces)));
    QCOMPARE(alpha.data(ConnectionModel::RateRole).value<QList<int>>().size(), 20);

    const QModelIndex third = model.indexOf(3);
    QCOMPARE(state(third), ConnectionModel::State::Bad);
    QCOMPARE(third.data(ConnectionModel::SubtitleRole).toString(), u"closed 4004 · same UUID elsewhere"_s);

    const QModelIndex client = model.indexOfSource(2);
    QCOMPARE(client.data(ConnectionModel::TitleRole).toString(), u"demo-two"_s);
    QCOMPARE(client.data(ConnectionModel::SubtitleRole).toString(), u"retry 3 now · refused"_s);
    QCOMPARE(state(client), ConnectionModel::State::Waiting);

    m_feed->close();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.indexOf(1).isValid());

    // Where nothing runs any more, nothing counts down.
    QVERIFY(!m_feed->open(m_sample->writer()->path()));
    QCOMPARE(model.indexOfSource(2).data(ConnectionModel::SubtitleRole).toString(),
             u"was waiting 2.4 s for retry 3 · refused"_s);
}

void tst_ConnectionModel::onlyChangedRowsAreAnnounced()
{
    ConnectionModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(openFeed());
    QSet<RelayCore::ConnectionId> announced;
    connect(
        &model, &QAbstractItemModel::dataChanged, this,
        [&](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
            if (roles == QList<int>{ConnectionModel::RateRole})
                return;
            for (int row = first.row(); row <= last.row(); ++row)
                announced.insert(
                    first.siblingAtRow(row).data(ConnectionModel::ConnectionIdRole).value<RelayCore::ConnectionId>());
        });
    m_sample->writer()->observe({1, 2, 1'800'000'000'000'000'000, RelayCore::ConnectionClosed{}});
    m_sample->writer()->flush();
    m_feed->poll();
    // 0 is the source, which shows sums.
    QCOMPARE(announced, QSet<RelayCore::ConnectionId>({0, 2}));
    announced.clear();
    m_sample->writeOne("{}");
    QTRY_COMPARE(announced, QSet<RelayCore::ConnectionId>({0})); // A count of messages shows in the sums only.
}

void tst_ConnectionModel::countsOfMessagesAreThoseOfTheTable()
{
    ConnectionModel model(m_feed.get());
    QVERIFY(openFeed());
    m_sample->writer()->observe(
        {3, 0, m_later, RelayCore::SourceStarted{RelayCore::SourceKind::LocalRelay, {}, {}, {}}});
    open(4, u"127.0.0.1:50004"_s, 3);
    update();
    const QModelIndex relay = model.indexOfSource(3);
    QVERIFY(relay.isValid());
    // Of the same moment as the rows of the table, not of that at which connections were read last.
    for (int messages = 1; messages <= 5; ++messages) {
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        RelayCore::WireMessage message;
        message.payload = "{}";
        m_sample->writer()->observe({3, 4, ++m_later, message});
        m_sample->writer()->flush();
        const quint32 count = m_feed->count() + 1;
        QTRY_COMPARE(m_feed->indexedCount(), count);
        m_feed->poll();
        const QString expected = messages == 1 ? u"1 message"_s : u"%1 messages"_s.arg(messages);
        QCOMPARE(relay.data(ConnectionModel::SubtitleRole).toString(), u"0 registered · "_s + expected);
        QVERIFY(std::any_of(changed.cbegin(), changed.cend(), [&](const QList<QVariant> &signal) {
            return signal.constFirst().toModelIndex() == relay;
        }));
    }
}

void tst_ConnectionModel::aSourceOfSeveralRelaysHasASecondLine()
{
    ConnectionModel model(m_feed.get());
    QVERIFY(openFeed());
    m_sample->writer()->observe(
        {3, 0, m_later,
         RelayCore::SourceStarted{RelayCore::SourceKind::Proxy, u"Forward proxy"_s, u"http://127.0.0.1:9701"_s, {}}});
    update();
    const QModelIndex proxy = model.indexOfSource(3);
    QCOMPARE(proxy.data(ConnectionModel::SubtitleRole).toString(), u"0 registered · 0 messages"_s);
    QCOMPARE(proxy.data(ConnectionModel::TitleRole).toString(), u"Forward proxy  127.0.0.1:9701"_s);
    QCOMPARE(proxy.data(ConnectionModel::NameRole).toString(), u"Forward proxy"_s);
    QCOMPARE(proxy.data(ConnectionModel::AddressRole).toString(), u"127.0.0.1:9701"_s);
}

void tst_ConnectionModel::connectionsOfManySources()
{
    ConnectionModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(openFeed());
    m_sample->writer()->observe(
        {3, 0, 1'800'000'000'000'000'000, RelayCore::SourceStarted{RelayCore::SourceKind::Proxy, u"Other"_s, {}, {}}});
    // Alternating, so that each poll adds rows below two sources.
    for (RelayCore::ConnectionId id = 10; id < 60; ++id) {
        m_sample->writer()->observe({1 + id % 2 * 2, id, 1'800'000'000'000'000'000, RelayCore::ConnectionOpened{}});
        if (id % 7 == 0) {
            m_sample->writer()->flush();
            m_feed->poll();
        }
    }
    m_sample->writer()->flush();
    m_feed->poll();
    QCOMPARE(model.rowCount(model.indexOfSource(1)), 3 + 25);
    QCOMPARE(model.rowCount(model.indexOfSource(3)), 25);
    for (RelayCore::ConnectionId id = 10; id < 60; ++id) {
        const QModelIndex index = model.indexOf(id);
        QCOMPARE(index.data(ConnectionModel::ConnectionIdRole).value<RelayCore::ConnectionId>(), id);
        QCOMPARE(index.parent(), model.indexOfSource(1 + id % 2 * 2));
    }
}

void tst_ConnectionModel::open(RelayCore::ConnectionId connection, const QString &address, RelayCore::SourceId source)
{
    m_sample->writer()->observe({source, connection, ++m_later, RelayCore::ConnectionOpened{address, {}}});
}

void tst_ConnectionModel::registerAs(RelayCore::ConnectionId connection, const QUuid &uuid)
{
    RelayCore::WireMessage message;
    message.payload = RelayCore::encode(RelayCore::RelayRegistration{u"delta"_s, uuid});
    m_sample->writer()->observe({1, connection, ++m_later, message});
}

void tst_ConnectionModel::close(RelayCore::ConnectionId connection, RelayCore::SourceId source)
{
    m_sample->writer()->observe({source, connection, ++m_later, RelayCore::ConnectionClosed{}});
}

void tst_ConnectionModel::update()
{
    m_sample->writer()->flush();
    m_feed->poll();
}

void tst_ConnectionModel::attemptsOfOneClientAreOneRow()
{
    ConnectionModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(openFeed());
    const QModelIndex proxy = model.indexOfSource(1);
    const QUuid delta = QUuid::createUuid();
    open(10, u"127.0.0.1:50010"_s);
    registerAs(10, delta);
    update();
    QCOMPARE(model.rowCount(proxy), 4);
    const QPersistentModelIndex client = model.indexOf(10);
    QCOMPARE(client.parent(), proxy);
    QCOMPARE(model.rowCount(client), 0);
    QVERIFY(!client.data(ConnectionModel::EndedRole).toBool());

    // A new connection is a client of its own until it registers. A row that was chosen stays the one that it was.
    close(10);
    open(11, u"127.0.0.1:50011"_s);
    update();
    QVERIFY(client.data(ConnectionModel::EndedRole).toBool());
    QCOMPARE(model.rowCount(proxy), 5);
    const QPersistentModelIndex second = model.indexOf(11);
    registerAs(11, delta);
    update();
    QCOMPARE(model.rowCount(proxy), 4);
    QCOMPARE(model.rowCount(client), 2);
    QVERIFY(client.isValid() && second.isValid());
    QCOMPARE(QModelIndex(second), model.indexOf(11));
    QCOMPARE(second.parent(), QModelIndex(client));
    QCOMPARE(model.indexOf(10).parent(), QModelIndex(client));
    QCOMPARE(model.indexOf(10).row(), 0);
    QCOMPARE(second.row(), 1);
    // The client shows its newest connection, and how many there were.
    QCOMPARE(client.data(ConnectionModel::ConnectionIdRole).toUInt(), 11U);
    QVERIFY(!client.data(ConnectionModel::EndedRole).toBool());
    QVERIFY(model.indexOf(10).data(ConnectionModel::EndedRole).toBool());
    QVERIFY2(client.data(ConnectionModel::SubtitleRole).toString().startsWith("2 attempts"_L1),
             qPrintable(client.data(ConnectionModel::SubtitleRole).toString()));
    QCOMPARE(client.data(ConnectionModel::TitleRole).toString(), u"delta"_s);
    QVERIFY(second.data(ConnectionModel::TitleRole).toString().startsWith("attempt 2"_L1));

    // A third one that is new and registered within one look, and the same once more under another UUID.
    close(11);
    open(12, u"127.0.0.1:50012"_s);
    registerAs(12, delta);
    update();
    QCOMPARE(model.rowCount(client), 3);
    registerAs(12, QUuid::createUuid());
    update();
    QCOMPARE(model.rowCount(client), 2);
    QCOMPARE(model.indexOf(12).parent(), proxy);
    QCOMPARE(client.data(ConnectionModel::ConnectionIdRole).toUInt(), 11U);
    QVERIFY(client.data(ConnectionModel::EndedRole).toBool());

    // What is announced of the newest connection is announced of its client.
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    registerAs(11, delta);
    update();
    const auto announced = [&](const QModelIndex &index) {
        return std::any_of(changed.cbegin(), changed.cend(), [&](const QList<QVariant> &arguments) {
            const auto first = arguments.at(0).toModelIndex();
            return first.parent() == index.parent() && first.row() <= index.row()
                   && arguments.at(1).toModelIndex().row() >= index.row();
        });
    };
    QTRY_VERIFY(announced(model.indexOf(11)));
    QVERIFY(announced(client));
}

void tst_ConnectionModel::attemptsWithoutRegistrationAreOneRow()
{
    ConnectionModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(openFeed());
    const QModelIndex proxy = model.indexOfSource(1);
    for (RelayCore::ConnectionId id = 10; id < 16; ++id) {
        open(id, u"127.0.0.1:%1"_s.arg(50000 + id));
        update();
        close(id);
        update();
    }
    QCOMPARE(model.rowCount(proxy), 4);
    QCOMPARE(model.rowCount(model.indexOf(15).parent()), 6);
    // Another host is another client, and so is one that is still open.
    open(20, u"10.0.0.5:50020"_s);
    close(20);
    open(21, u"127.0.0.1:50021"_s);
    update();
    QCOMPARE(model.rowCount(proxy), 6);
    QCOMPARE(model.indexOf(20).parent(), proxy);
    QCOMPARE(model.indexOf(21).parent(), proxy);
}

void tst_ConnectionModel::theOwnClientIsOneRow()
{
    ConnectionModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(openFeed());
    for (RelayCore::ConnectionId id = 10; id < 13; ++id) {
        open(id, u"127.0.0.1:%1"_s.arg(50000 + id), 2);
        update();
        close(id, 2);
    }
    update();
    const QModelIndex client = model.indexOfSource(2);
    QCOMPARE(model.rowCount(client), 1);
    QCOMPARE(model.rowCount(model.index(0, 0, client)), 3);
    // Its name, not a port inside the process.
    QCOMPARE(model.index(0, 0, client).data(ConnectionModel::TitleRole).toString(), u"demo-two"_s);

    // The same capture opened as a whole has the same rows.
    ConnectionModel other(m_feed.get());
    QCOMPARE(other.rowCount(other.index(0, 0, other.indexOfSource(2))), 3);
}

void tst_ConnectionModel::aRetryCountsDown()
{
    ConnectionModel model(m_feed.get());
    QVERIFY(openFeed());
    m_sample->writer()->observe(
        {2, 0, RelayCore::wireTimeNs() - 10'000'000'000,
         RelayCore::StateChanged{RelayCore::SourceState::Backoff, u"retry 6 in 900.0 s: refused"_s}});
    update();
    const QModelIndex client = model.indexOfSource(2);
    const auto seconds = [&client] {
        return client.data(ConnectionModel::SubtitleRole).toString().section(u' ', 3, 3).toInt();
    };
    const int first = seconds();
    QVERIFY2(first > 600 && first <= 890, qPrintable(client.data(ConnectionModel::SubtitleRole).toString()));
    QVERIFY(client.data(ConnectionModel::SubtitleRole).toString().endsWith(u" s · refused"_s));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QTRY_VERIFY_WITH_TIMEOUT(changed.size() >= 2, 30'000);
    QTRY_VERIFY(seconds() < first);

    // A retry that is due; then another state, and nothing counts any more.
    m_sample->writer()->observe(
        {2, 0, RelayCore::wireTimeNs() - 10'000'000'000,
         RelayCore::StateChanged{RelayCore::SourceState::Backoff, u"retry 7 in 2.0 s: refused"_s}});
    update();
    QCOMPARE(client.data(ConnectionModel::SubtitleRole).toString(), u"retry 7 now · refused"_s);
    m_sample->writer()->observe(
        {2, 0, RelayCore::wireTimeNs(), RelayCore::StateChanged{RelayCore::SourceState::Ready}});
    update();
    QVERIFY(!client.data(ConnectionModel::SubtitleRole).toString().contains("retry"_L1));
}

void tst_ConnectionModel::sourcesOfADatabaseAreBelowHostAndCapture()
{
    const auto origins = std::make_shared<MirrorOrigins>();
    origins->add(1, {7, u"lisbon"_s, u"monday"_s});
    origins->add(2, {4, u"berlin"_s, u"tuesday"_s});
    origins->add(3, {5, u"lisbon"_s, u"friday"_s});
    ConnectionModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_sample->writeAll();
    open(9, u"127.0.0.1:5"_s, 3);
    QVERIFY(!m_feed->open(m_sample->writer()->path(), m_sample->writer(), origins));
    update();
    const auto title = [](const QModelIndex &index) { return index.data(ConnectionModel::TitleRole).toString(); };
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex berlin = model.index(0, 0);
    const QModelIndex lisbon = model.index(1, 0);
    QCOMPARE(title(berlin), u"berlin"_s);
    QCOMPARE(title(lisbon), u"lisbon"_s);
    QVERIFY(lisbon.data(ConnectionModel::IsGroupRole).toBool());
    QVERIFY(!lisbon.data(ConnectionModel::IsSourceRole).toBool());
    // Captures in the order in which they were started, which is that of their ids.
    QCOMPARE(model.rowCount(lisbon), 2);
    const QModelIndex friday = model.index(0, 0, lisbon);
    const QModelIndex monday = model.index(1, 0, lisbon);
    QCOMPARE(title(friday), u"friday"_s);
    QCOMPARE(title(monday), u"monday"_s);
    QCOMPARE(model.indexOfSource(1).parent(), monday);
    QCOMPARE(model.indexOf(1).parent(), model.indexOfSource(1));
    QVERIFY(model.indexOfSource(1).data(ConnectionModel::IsSourceRole).toBool());
    QVERIFY(!model.indexOfSource(1).data(ConnectionModel::IsGroupRole).toBool());
    // A source without a row of its own is there because of its connection.
    QCOMPARE(model.indexOf(9).parent().parent(), friday);
    QCOMPARE(model.indexOfSource(2).parent().parent(), berlin);
    QCOMPARE(m_feed->originOf(3)->capture, u"friday"_s);

    m_feed->close();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!m_feed->originOf(3));
}

QTEST_MAIN(tst_ConnectionModel)
#include "tst_connectionmodel.moc"
