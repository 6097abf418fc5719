// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/statetable.h"

#include <QtCore/QMetaEnum>
#include <QtTest/QTest>

#include <array>
#include <vector>

using RelayCore::ClientEvent;
using State = RelayCore::RelayClient::State;

namespace {

struct EventName
{
    ClientEvent event;
    const char *name;
};

constexpr std::array events{
    EventName{ClientEvent::ConnectRequested, "a request to connect"},
    EventName{ClientEvent::Opened, "an accepted upgrade"},
    EventName{ClientEvent::Registered, "an accepted registration"},
    EventName{ClientEvent::LostRetrying, "a transient loss"},
    EventName{ClientEvent::LostToIdle, "a loss that nobody retries"},
    EventName{ClientEvent::LostFatally, "a fatal loss"},
    EventName{ClientEvent::RetryDue, "the end of the delay"},
    EventName{ClientEvent::ReconnectRequested, "reconnectNow()"},
    EventName{ClientEvent::NetworkLost, "a lost network"},
    EventName{ClientEvent::NetworkReturned, "a returned network"},
    EventName{ClientEvent::CloseRequested, "close()"},
    EventName{ClientEvent::CloseFinished, "the end of closing"},
    EventName{ClientEvent::OptionsReplaced, "setOptions()"},
};

constexpr auto I = State::Idle;
constexpr auto C = State::Connecting;
constexpr auto R = State::Registering;
constexpr auto Y = State::Ready;
constexpr auto B = State::Backoff;
constexpr auto W = State::WaitingForNetwork;
constexpr auto G = State::Closing;
constexpr auto X = State::Closed;
constexpr auto F = State::Failed;

struct Row
{
    State state;
    std::array<State, events.size()> next;
};

// One column per event, in the order above.
// clang-format off
constexpr std::array table{
    //     connect open reg  retry rest fatal due reconn. lost back close closed options
    Row{I, {C,     I,   I,   I,    I,   F,    I,  C,      I,   I,   G,    I,     I}},
    Row{C, {C,     R,   C,   B,    I,   F,    C,  C,      C,   C,   G,    C,     C}},
    Row{R, {R,     R,   Y,   B,    I,   F,    R,  R,      R,   R,   G,    R,     R}},
    Row{Y, {Y,     Y,   Y,   B,    I,   F,    Y,  Y,      Y,   Y,   G,    Y,     Y}},
    Row{B, {B,     B,   B,   B,    I,   B,    C,  C,      W,   C,   G,    B,     B}},
    Row{W, {W,     W,   W,   W,    I,   W,    C,  C,      W,   C,   G,    W,     W}},
    Row{G, {G,     G,   G,   G,    G,   G,    G,  G,      G,   G,   G,    X,     G}},
    Row{X, {C,     X,   X,   X,    X,   F,    X,  C,      X,   X,   X,    X,     X}},
    Row{F, {F,     F,   F,   F,    F,   F,    F,  C,      F,   F,   G,    F,     I}},
};
// clang-format on

} // namespace

class tst_StateTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void next_data()
    {
        QTest::addColumn<State>("state");
        QTest::addColumn<quint8>("event");
        QTest::addColumn<State>("expected");
        const auto name = [](State state) { return QMetaEnum::fromType<State>().valueToKey(static_cast<int>(state)); };
        for (const Row &row : table) {
            for (std::size_t i = 0; i < events.size(); ++i) {
                const char *verb = row.next.at(i) == row.state ? "stays" : "becomes";
                QTest::addRow("%s %s %s after %s", name(row.state), verb, name(row.next.at(i)), events.at(i).name)
                    << row.state << static_cast<quint8>(events.at(i).event) << row.next.at(i);
            }
        }
    }

    void next()
    {
        QFETCH(const State, state);
        QFETCH(const quint8, event);
        QFETCH(const State, expected);
        QCOMPARE(RelayCore::next(state, static_cast<ClientEvent>(event)), expected);
    }

    void theTableNamesEveryState()
    {
        QCOMPARE(static_cast<int>(table.size()), QMetaEnum::fromType<State>().keyCount());
    }
};

QTEST_GUILESS_MAIN(tst_StateTable)
#include "tst_statetable.moc"
