// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/connectionmodel.h"
#include "tests/models/modelstest.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

class tst_ConnectionModel : public ModelsTest
{
    Q_OBJECT

private Q_SLOTS:
    void tree();
    void onlyChangedRowsAreAnnounced();
    void connectionsOfManySources();
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
    QCOMPARE(client.data(ConnectionModel::SubtitleRole).toString(), u"retry 3 in 2.4 s · refused"_s);
    QCOMPARE(state(client), ConnectionModel::State::Waiting);

    m_feed->close();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.indexOf(1).isValid());
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

void tst_ConnectionModel::connectionsOfManySources()
{
    ConnectionModel model(m_feed.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(openFeed());
    // Alternating, so that each poll adds rows below two sources.
    for (RelayCore::ConnectionId id = 10; id < 60; ++id) {
        m_sample->writer()->observe({1 + id % 2, id, 1'800'000'000'000'000'000, RelayCore::ConnectionOpened{}});
        if (id % 7 == 0) {
            m_sample->writer()->flush();
            m_feed->poll();
        }
    }
    m_sample->writer()->flush();
    m_feed->poll();
    QCOMPARE(model.rowCount(model.indexOfSource(1)), 3 + 25);
    QCOMPARE(model.rowCount(model.indexOfSource(2)), 25);
    for (RelayCore::ConnectionId id = 10; id < 60; ++id) {
        const QModelIndex index = model.indexOf(id);
        QCOMPARE(index.data(ConnectionModel::ConnectionIdRole).value<RelayCore::ConnectionId>(), id);
        QCOMPARE(index.parent(), model.indexOfSource(1 + id % 2));
    }
}

QTEST_MAIN(tst_ConnectionModel)
#include "tst_connectionmodel.moc"
