// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/clusterframes.h"

#include <array>
#include <chrono>
#include <deque>
#include <functional>
#include <utility>
#include <vector>

namespace Inspector {

/// Times of a Cluster. The defaults are what `relayctl serve` uses; tests use shorter ones.
struct ClusterTimes
{
    /// An answer that has not come after this time is asked for again.
    std::chrono::milliseconds repeat{300};
    /// A message that could not be sent after this time, because earlier ones are unanswered, is returned.
    std::chrono::milliseconds waiting{3000};
    /// The outcome of a message that is not known after this time is RelayCore::Backplane::Delivery::Unknown.
    std::chrono::milliseconds deadline{10'000};
    /// Until a lookup or a claim without an answer has failed.
    std::chrono::milliseconds request{1000};
    /// A lookup without an answer is repeated once after this time, in which the subscription of a client that has
    /// just registered reaches all servers.
    std::chrono::milliseconds propagation{40};
    /// Between two repetitions of a claim: the first ones soon, then every last one.
    std::array<std::chrono::milliseconds, 3> claims{std::chrono::milliseconds(250), std::chrono::milliseconds(2000),
                                                    std::chrono::milliseconds(60'000)};
};

/// Sends messages to one other relay: in order, each taken once, although the bus loses and repeats.
///
/// Parts of messages are numbered. The other side takes them in order only and confirms them with their outcomes; what
/// is not confirmed is sent again. A part is in one of three states: waiting (never sent, so certainly not delivered),
/// sent, or confirmed. Where the bus reports that no sending of a part had a receiver, the part is certainly not
/// delivered either.
///
/// Has no clock, timer or bus of its own: it is passed the time and returns what is to be published.
class OutgoingLink
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// What a message ended with.
    enum class Result {
        Delivered,
        NotHere,     ///< The other relay does not have the peer.
        OtherUser,   ///< The peer there belongs to another user.
        Unreachable, ///< The other relay is not there; certainly not delivered.
        Unavailable, ///< Not sent in time; certainly not delivered.
        Unknown,     ///< Sent, and no answer until the deadline.
    };
    using Done = std::function<void(Result)>;
    /// Sends a frame with a reply subject that ends with \a token, and passes the token to refused() where it had
    /// no receiver.
    using Publish = std::function<void(const QByteArray &frame, quint64 token)>;

    /// \param epochs  counts the epochs of all links of this relay, so that a new link never repeats an old one's.
    OutgoingLink(QByteArray self, const ClusterTimes &times, quint32 &epochs, Publish publish);

    /// Appends \a message, to be sent by the next flush().
    void submit(const RelayCore::BackplaneMessage &message, Time now, Done done);
    /// Sends what may be sent. \a maxPayload as MessageBus::maxPayload().
    void flush(Time now, qsizetype maxPayload);
    void onAcknowledgement(const ClusterFrames::Acknowledgement &answer, Time now, qsizetype maxPayload);
    /// The frame that was published with \a token had no receiver.
    void refused(quint64 token);
    /// Repeats and gives up what is due.
    void tick(Time now, qsizetype maxPayload);
    /// The bus was lost: nothing that waits is sent.
    void busLost();

    /// The results since the last call, in the order of the messages: the caller calls them.
    using Results = std::vector<std::pair<Done, Result>>;
    [[nodiscard]] Results takeResults() { return std::exchange(m_results, {}); }
    [[nodiscard]] bool hasResults() const { return !m_results.empty(); }
    [[nodiscard]] bool isIdle() const { return m_waiting.empty() && m_sent.empty() && m_results.empty(); }
    [[nodiscard]] Time lastUsed() const { return m_lastUsed; }
    /// Frames that were sent again.
    [[nodiscard]] quint64 repeated() const { return m_repeated; }

private:
    struct Waiting
    {
        RelayCore::BackplaneMessage message;
        Done done;
        Time since;
        qsizetype sentBytes = 0; ///< Of the text, in parts that have been sent.
    };
    struct Sent
    {
        ClusterFrames::Part part;
        Done done; ///< Empty where the part is not the last.
        Time since;
        int sendings = 1;
        int refusals = 0; ///< Sendings that had no receiver.
    };
    /// The parts of a frame whose refusal counts.
    struct Frame
    {
        quint64 token;
        quint64 first;
        size_t count;
    };

    void publish(quint64 first, size_t count, Time now);
    void repeat(Time now);
    void finish(Done &done, Result result);
    void failWaiting(Result result);
    void nextEpoch();

    QByteArray m_self;
    const ClusterTimes &m_times;
    Publish m_publish;
    std::deque<Waiting> m_waiting;
    std::deque<Sent> m_sent; ///< Numbered from m_first.
    qsizetype m_sentBytes = 0;
    qsizetype m_frameBytes = 0; ///< Of a frame that holds more than one part.
    quint32 &m_epochs;
    quint32 m_epoch;
    quint64 m_first = 1;
    bool m_isBlocked = false; ///< The end of the epoch was refused: no new parts until those before it are confirmed.
    quint64 m_token = 0;
    std::deque<Frame> m_frames; ///< In the order in which they were published.
    Time m_lastSent;
    Time m_lastUsed;
    std::chrono::milliseconds m_interval; ///< Until the next repetition.
    quint64 m_repeated = 0;
    Results m_results;
};

} // namespace Inspector
