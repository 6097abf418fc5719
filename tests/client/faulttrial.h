// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayclient.h"
#include "relaycore/testkit/manualclock.h"
#include "tests/support/faultrelay.h"

#include <QtCore/QStringList>

#include <functional>
#include <memory>

/// Runs the rows of the fault tables against a real client. How to add one: docs/HACKING.md.
namespace FaultTrial {

/// What has to pass before the fault shows. Nothing happens a millisecond earlier.
enum class Passes : quint8 {
    Nothing,
    OpenTimeout,
    RegistrationTimeout,
    Keepalive,
    HalfFrameTimer, ///< QWebSocket's own, five seconds for the rest of a frame. It does not use our clock.
};

using ScheduleFault = std::function<void(TestSupport::FaultRelay &)>;

struct Row
{
    const char *fault;
    // The verdict.
    RelayCore::RelayClient::State state = RelayCore::RelayClient::State::Backoff;
    RelayCore::RelayError::Category category = RelayCore::RelayError::Category::None;
    int code = 0; ///< Below 1000 an HTTP status, from 1000 on a close code. 0: none is known.
    // The fault.
    ScheduleFault scheduleFault{};
    Passes passes = Passes::Nothing;
    QStringList heard{}; ///< Where the client is Ready and stays so: the signals that the fault causes.
    std::chrono::milliseconds delay{1'000}; ///< Where it retries: until then.
};

// What an ScheduleFault does, and when.
[[nodiscard]] ScheduleFault nobodyListens();
[[nodiscard]] ScheduleFault accepted(const TestSupport::Fault &fault);
[[nodiscard]] ScheduleFault requested(const TestSupport::Fault &fault);
[[nodiscard]] ScheduleFault registering(const TestSupport::Fault &fault);
[[nodiscard]] ScheduleFault now(const TestSupport::Fault &fault);

/// Adds the column "row" and the rows.
void addRows(const QList<Row> &rows);

/// Every signal of a client, one word each, in their order. States by their name.
class Story : public QObject
{
    Q_OBJECT

public:
    explicit Story(RelayCore::RelayClient &client);
    void clear() { words.clear(); }

    QStringList words;
    std::chrono::milliseconds lastDelay{0}; ///< Of retryScheduled().
    int lastAttempt = 0;
};

/// Lets everything happen that can happen without time passing.
void settle();

/// Lets QWebSocket's timer for half frames elapse. Fails the test if it does not run.
void expireHalfFrame(RelayCore::RelayClient &client);

/// One row from the first connection to the recovery, or to the deliberate new start after a fatal fault.
/// \param phase  in which the fault happens: Opening, Registration or Ready.
/// \param cure   what ends the fault.
void run(RelayCore::RelayError::Phase phase, const Row &row, TestSupport::FaultRelay &relay,
         RelayCore::RelayClientOptions options, const std::shared_ptr<RelayCore::TestKit::ManualClock> &clock,
         const ScheduleFault &cure);
/// The same with a relay of its own.
void run(RelayCore::RelayError::Phase phase, const Row &row);

/// The fault happens on every attempt: the delays grow from 1 s to 60 s and stay there.
void runForEver(const Row &row);
/// A refusal is answered with one more token; the second one is fatal.
void runWithTokens(const Row &row);
/// Three of these in a row are fatal, whichever they are.
void runThreeInARow(const QList<ScheduleFault> &faults);

/// A Close frame with any code or none, judged alike whether it ends the registration or the ready connection.
[[nodiscard]] QList<Row> closeCodeRows(const std::function<ScheduleFault(const TestSupport::Fault &)> &when);

} // namespace FaultTrial
