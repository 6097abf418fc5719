// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/incominglink.h"
#include "inspector/serve/outgoinglink.h"

#include <QtTest/QTest>

using namespace Inspector;
using namespace Inspector::ClusterFrames;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using RelayCore::Backplane;
using RelayCore::BackplaneMessage;
using Result = OutgoingLink::Result;

namespace {

constexpr qsizetype maxPayload = 1024 * 1024;

const QUuid source(0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
const QUuid peer(0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2);

BackplaneMessage message(const QByteArray &text)
{
    return {source, peer, u"anna"_s, text};
}

} // namespace

/// The two ends of a link, with a clock and a bus that are the test's.
class tst_ClusterLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void framesSurvive_data();
    void framesSurvive();
    void damagedFramesAreNone();
    void otherVersionsAreNone();

    void deliversAndConfirms();
    void outcomesOfTheOtherSide_data();
    void outcomesOfTheOtherSide();
    void aLostConfirmationIsAskedForAgain();
    void aLostFrameIsSentAgain();
    void aGapIsRepairedInOrder();
    void nobodyThereIsCertain();
    void nobodyThereAfterARepetitionIsNot();
    void nobodyThereAtAnyRepetitionIsCertain();
    void whatFollowsARefusedFrameIsNotDelivered();
    void theDeadlineLeavesTheOutcomeUnknown();
    void whatWasNeverSentIsReturned();
    void whatWaitsWhenTheBusIsLostIsReturned();
    void largeMessagesAreSentInParts();
    void aMessageThatIsNotCompletedIsNotDelivered();
    void aNewLinkIsNotTakenForAnOldOne();

private:
    struct Published
    {
        QByteArray frame;
        quint64 token;
    };

    void submit(const QByteArray &text)
    {
        link->submit(message(text), now, [this](Result result) { results.append(result); });
    }
    void flush() { link->flush(now, maxPayload); }
    /// Passes the frame \a index to the other side. \return its answer.
    std::optional<Acknowledgement> take(qsizetype index)
    {
        const auto frame = decode(published.at(index).frame);
        return other.take(std::get<Data>(*frame), now, [this](const BackplaneMessage &taken) {
            delivered.append(taken.text);
            return outcome;
        });
    }
    void confirm(const std::optional<Acknowledgement> &answer)
    {
        link->onAcknowledgement(*answer, now, maxPayload);
        finish();
    }
    void finish()
    {
        for (const auto &[done, result] : link->takeResults())
            done(result);
    }
    void pass(std::chrono::milliseconds time)
    {
        now += time;
        link->tick(now, maxPayload);
        finish();
    }

    ClusterTimes times;
    quint32 epochs = 0;
    OutgoingLink::Time now;
    std::unique_ptr<OutgoingLink> link;
    IncomingLink other;
    QList<Published> published;
    QByteArrayList delivered;
    QList<Result> results;
    Backplane::Delivery outcome = Backplane::Delivery::Delivered;
};

void tst_ClusterLinks::init()
{
    epochs = 0;
    now = OutgoingLink::Time(1h);
    link = std::make_unique<OutgoingLink>("me", times, epochs, [this](const QByteArray &frame, quint64 token) {
        published.append({frame, token});
    });
    other = IncomingLink();
    published.clear();
    delivered.clear();
    results.clear();
    outcome = Backplane::Delivery::Delivered;
}

void tst_ClusterLinks::framesSurvive_data()
{
    QTest::addColumn<QByteArray>("bytes");

    const Stamp stamp{1'234'567'890'123'456'789, "relay"};
    QTest::addRow("data") << encode(Data{"from", 7, 8, 9, {{true, message("a")}, {false, message("b")}}});
    QTest::addRow("confirmation") << encode(Acknowledgement{"from", 7, 8, 5, QByteArray("\x01\x02\x03"), true});
    QTest::addRow("lookup") << encode(Lookup{});
    QTest::addRow("location") << encode(Location{"relay"});
    QTest::addRow("claim") << encode(Claim{stamp, u"Zürich"_s, false});
    QTest::addRow("verdict") << encode(Verdict{Backplane::Announcement::Superseded, stamp, true});
}

void tst_ClusterLinks::framesSurvive()
{
    QFETCH(QByteArray, bytes);

    const auto frame = decode(bytes);
    QVERIFY(frame);
    QCOMPARE(encode(*frame), bytes);
    // And no beginning of it, nor anything behind it, is one.
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY2(!decode(bytes.first(size)), qPrintable(QString::number(size)));
    QVERIFY(!decode(bytes + 'x'));
}

void tst_ClusterLinks::damagedFramesAreNone()
{
    const QByteArray bytes = encode(Data{"from", 1, 1, 1, {{true, message("text")}}});
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        for (const char damage : {char(0x01), char(0x80), char(0xff)}) {
            QByteArray damaged = bytes;
            damaged[i] = char(damaged.at(i) ^ damage);
            const auto frame = decode(damaged); // Whatever it is, it must not crash nor take memory without end.
            if (frame)
                QVERIFY(encode(*frame).size() <= bytes.size() + 16);
        }
    }
}

void tst_ClusterLinks::otherVersionsAreNone()
{
    QByteArray bytes = encode(Lookup{});
    bytes[0] = 2;
    QVERIFY(!decode(bytes));
}

void tst_ClusterLinks::deliversAndConfirms()
{
    submit("1");
    submit("2");
    QVERIFY(published.isEmpty());
    flush();
    QCOMPARE(published.size(), 1); // Both in one frame.
    confirm(take(0));
    QCOMPARE(delivered, (QByteArrayList{"1", "2"}));
    QCOMPARE(results, (QList<Result>{Result::Delivered, Result::Delivered}));
    QVERIFY(link->isIdle());
    pass(1min);
    QCOMPARE(published.size(), 1);
}

void tst_ClusterLinks::outcomesOfTheOtherSide_data()
{
    QTest::addColumn<Backplane::Delivery>("there");
    QTest::addColumn<Result>("here");

    QTest::addRow("delivered") << Backplane::Delivery::Delivered << Result::Delivered;
    QTest::addRow("not there") << Backplane::Delivery::NoResponders << Result::NotHere;
    QTest::addRow("another user's") << Backplane::Delivery::OtherUser << Result::OtherUser;
}

void tst_ClusterLinks::outcomesOfTheOtherSide()
{
    QFETCH(Backplane::Delivery, there);
    QFETCH(Result, here);

    outcome = there;
    submit("1");
    flush();
    confirm(take(0));
    QCOMPARE(results, QList<Result>{here});
}

void tst_ClusterLinks::aLostConfirmationIsAskedForAgain()
{
    submit("1");
    flush();
    QVERIFY(take(0)); // And the answer is lost.
    pass(times.repeat);
    QCOMPARE(published.size(), 1);
    pass(1ms);
    QCOMPARE(published.size(), 2);
    outcome = Backplane::Delivery::NoResponders; // The peer has left meanwhile, but the message was delivered.
    confirm(take(1));
    QCOMPARE(delivered, QByteArrayList{"1"});
    QCOMPARE(results, QList<Result>{Result::Delivered});
    QCOMPARE(link->repeated(), quint64(1));
}

void tst_ClusterLinks::aLostFrameIsSentAgain()
{
    submit("1");
    flush();
    pass(times.repeat + 1ms);
    confirm(take(1));
    QCOMPARE(delivered, QByteArrayList{"1"});
    QVERIFY(take(0)); // The first one comes late: it is known.
    QCOMPARE(delivered, QByteArrayList{"1"});
}

void tst_ClusterLinks::aGapIsRepairedInOrder()
{
    submit("1");
    flush();
    submit("2");
    flush();
    const auto answer = take(1); // The first is lost.
    QVERIFY(answer->hasGap);
    QVERIFY(delivered.isEmpty());
    now += times.repeat / 2;
    confirm(answer);
    QCOMPARE(published.size(), 3); // At once.
    confirm(take(2));
    QCOMPARE(delivered, (QByteArrayList{"1", "2"}));
    QCOMPARE(results, (QList<Result>{Result::Delivered, Result::Delivered}));
}

void tst_ClusterLinks::nobodyThereIsCertain()
{
    submit("1");
    flush();
    link->refused(published.at(0).token);
    finish();
    QCOMPARE(results, QList<Result>{Result::Unreachable});
    submit("2"); // The other relay is back.
    flush();
    confirm(take(1));
    QCOMPARE(delivered, QByteArrayList{"2"});
    QVERIFY(!take(0)); // What was refused can never be delivered.
    QCOMPARE(delivered, QByteArrayList{"2"});
}

void tst_ClusterLinks::nobodyThereAfterARepetitionIsNot()
{
    submit("1");
    flush();
    const auto lost = take(0);
    pass(times.repeat + 1ms);
    link->refused(published.at(1).token);
    finish();
    QVERIFY(results.isEmpty());
    pass(1s);
    confirm(take(published.size() - 1));
    QCOMPARE(results, QList<Result>{Result::Delivered});
    QCOMPARE(delivered, QByteArrayList{"1"});
}

/// On a busy machine a refusal takes longer than the first repetition.
void tst_ClusterLinks::nobodyThereAtAnyRepetitionIsCertain()
{
    submit("1");
    flush();
    pass(times.repeat + 1ms);
    submit("2");
    flush();
    QCOMPARE(published.size(), 3);
    link->refused(published.at(0).token);
    finish();
    QVERIFY(results.isEmpty());
    link->refused(published.at(1).token);
    finish();
    QCOMPARE(results, (QList<Result>{Result::Unreachable, Result::Unreachable}));
    link->refused(published.at(2).token); // Of what has an outcome already.
    QVERIFY(link->isIdle());
    submit("3");
    flush();
    confirm(take(3));
    QCOMPARE(delivered, QByteArrayList{"3"});
}

void tst_ClusterLinks::whatFollowsARefusedFrameIsNotDelivered()
{
    submit("1");
    flush();
    submit("2");
    flush();
    submit("3");
    flush();
    const auto first = take(0);
    link->refused(published.at(1).token);
    finish();
    QCOMPARE(results, (QList<Result>{Result::Unreachable, Result::Unreachable}));
    submit("4"); // Waits for the outcome of the first: nothing may overtake it.
    flush();
    QCOMPARE(published.size(), 3);
    QVERIFY(take(2)->hasGap);
    confirm(first);
    QCOMPARE(published.size(), 4);
    confirm(take(3));
    QCOMPARE(delivered, (QByteArrayList{"1", "4"}));
    QCOMPARE(results, (QList<Result>{Result::Unreachable, Result::Unreachable, Result::Delivered, Result::Delivered}));
}

void tst_ClusterLinks::theDeadlineLeavesTheOutcomeUnknown()
{
    submit("1");
    flush();
    for (auto waited = 0ms; waited < times.deadline; waited += 100ms)
        pass(100ms);
    QVERIFY(results.isEmpty());
    pass(1ms);
    QCOMPARE(results, QList<Result>{Result::Unknown});
    QVERIFY(link->isIdle());
    submit("2");
    flush();
    confirm(take(published.size() - 1));
    QCOMPARE(delivered, QByteArrayList{"2"});
    QVERIFY(!take(0));
}

void tst_ClusterLinks::whatWasNeverSentIsReturned()
{
    submit("1");
    flush();
    link->refused(0); // Of no frame: nothing.
    QByteArray large(4 * 1024 * 1024, 'x');
    for (int i = 0; i < 4; ++i) // More than may be under way.
        submit(large);
    flush();
    pass(times.waiting + 1ms);
    QVERIFY(!results.isEmpty());
    QCOMPARE(results.count(Result::Unavailable), results.size());
    const auto returned = results.size();
    pass(times.deadline);
    QCOMPARE(results.size(), 5);
    QCOMPARE(results.count(Result::Unknown), 5 - returned);
}

void tst_ClusterLinks::whatWaitsWhenTheBusIsLostIsReturned()
{
    submit("1");
    flush();
    submit("2");
    link->busLost();
    finish();
    QCOMPARE(results, QList<Result>{Result::Unavailable});
    link->refused(published.at(0).token); // May have been received before.
    finish();
    QCOMPARE(results.size(), 1);
    pass(times.repeat + 1ms);
    confirm(take(1));
    QCOMPARE(results, (QList<Result>{Result::Unavailable, Result::Delivered}));
    QCOMPARE(delivered, QByteArrayList{"1"});
}

void tst_ClusterLinks::largeMessagesAreSentInParts()
{
    QByteArray large;
    for (int i = 0; i < 100'000; ++i)
        large += QByteArray::number(i) + ' ';
    submit("before");
    submit(large);
    submit("after");
    link->flush(now, 16 * 1024);
    QVERIFY(published.size() > 30);
    for (const Published &frame : std::as_const(published))
        QVERIFY(frame.frame.size() <= 16 * 1024);
    std::optional<Acknowledgement> answer;
    for (qsizetype i = 0; i < published.size(); ++i)
        answer = take(i);
    confirm(answer);
    QCOMPARE(delivered.size(), 3);
    QVERIFY(delivered.at(1) == large);
    QCOMPARE(results, QList<Result>(3, Result::Delivered));
}

void tst_ClusterLinks::aMessageThatIsNotCompletedIsNotDelivered()
{
    submit(QByteArray(100'000, 'x'));
    link->flush(now, 16 * 1024);
    const auto answer = take(0);
    link->refused(published.at(1).token);
    finish();
    QCOMPARE(results, QList<Result>{Result::Unreachable});
    link->onAcknowledgement(*answer, now, 16 * 1024);
    submit("next");
    flush();
    confirm(take(published.size() - 1));
    QCOMPARE(delivered, QByteArrayList{"next"});
    QCOMPARE(results, (QList<Result>{Result::Unreachable, Result::Delivered}));
}

void tst_ClusterLinks::aNewLinkIsNotTakenForAnOldOne()
{
    submit("1");
    flush();
    confirm(take(0));
    link = std::make_unique<OutgoingLink>("me", times, epochs, [this](const QByteArray &frame, quint64 token) {
        published.append({frame, token});
    });
    submit("2");
    flush();
    confirm(take(1));
    QCOMPARE(delivered, (QByteArrayList{"1", "2"}));
}

QTEST_GUILESS_MAIN(tst_ClusterLinks)
#include "tst_clusterlinks.moc"
