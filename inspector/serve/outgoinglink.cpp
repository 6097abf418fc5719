// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/outgoinglink.h"

#include <algorithm>
#include <utility>

namespace Inspector {

using namespace ClusterFrames;

namespace {

/// Parts and bytes that may be unconfirmed at a time.
constexpr size_t windowParts = 2048;
constexpr qsizetype windowBytes = 8 * 1024 * 1024;

/// A frame holds as many parts as fit, and one part at least.
constexpr qsizetype frameBytes = 64 * 1024;
constexpr qsizetype largestPart = 256 * 1024;
constexpr qsizetype overhead = 512; ///< Of a frame, its subjects included.

constexpr auto longestInterval = std::chrono::milliseconds(1000);

} // namespace

OutgoingLink::OutgoingLink(QByteArray self, const ClusterTimes &times, quint32 &epochs, Publish publish)
    : m_self(std::move(self))
    , m_times(times)
    , m_publish(std::move(publish))
    , m_epochs(epochs)
    , m_epoch(++epochs)
    , m_interval(times.repeat)
{}

void OutgoingLink::submit(const RelayCore::BackplaneMessage &message, Time now, Done done)
{
    m_lastUsed = now;
    m_waiting.push_back({message, std::move(done), now});
}

void OutgoingLink::flush(Time now, qsizetype maxPayload)
{
    const qsizetype partBytes = std::max<qsizetype>(1024, std::min(largestPart, maxPayload - overhead - 4096));
    m_frameBytes = std::min(frameBytes, partBytes);
    quint64 first = m_first + m_sent.size();
    size_t count = 0;
    qsizetype bytes = 0;
    while (!m_waiting.empty() && !m_isBlocked && m_sent.size() < windowParts && m_sentBytes < windowBytes) {
        Waiting &next = m_waiting.front();
        Sent sent;
        sent.since = now;
        sent.part.message = {next.message.source, next.message.peer, next.message.user, {}};
        sent.part.message.text = next.sentBytes == 0 && next.message.text.size() <= partBytes
                                     ? next.message.text
                                     : next.message.text.mid(next.sentBytes, partBytes);
        next.sentBytes += sent.part.message.text.size();
        sent.part.isLast = next.sentBytes >= next.message.text.size();
        const qsizetype size = encodedSize(sent.part);
        if (count > 0 && bytes + size > m_frameBytes) {
            publish(std::exchange(first, first + count), count, now);
            count = 0;
            bytes = 0;
        }
        if (sent.part.isLast)
            sent.done = std::move(next.done);
        if (m_sent.empty())
            m_lastSent = now;
        m_sent.push_back(std::move(sent));
        m_sentBytes += size;
        if (m_sent.back().part.isLast)
            m_waiting.pop_front();
        ++count;
        bytes += size;
    }
    if (count > 0)
        publish(first, count, now);
}

void OutgoingLink::publish(quint64 first, size_t count, Time now)
{
    Data data{m_self, m_epoch, m_first, first, {}};
    data.parts.reserve(qsizetype(count));
    const auto begin = m_sent.cbegin() + std::ptrdiff_t(first - m_first);
    for (auto sent = begin; sent != begin + std::ptrdiff_t(count); ++sent)
        data.parts.append(sent->part);
    const quint64 token = ++m_token;
    m_frames.push_back({token, first, count});
    m_lastSent = now;
    m_lastUsed = now;
    m_publish(encode(data), token);
}

void OutgoingLink::repeat(Time now)
{
    quint64 first = m_first;
    size_t count = 0;
    qsizetype bytes = 0;
    for (Sent &sent : m_sent) {
        const qsizetype size = encodedSize(sent.part);
        if (count > 0 && bytes + size > m_frameBytes) {
            publish(std::exchange(first, first + count), count, now);
            ++m_repeated;
            count = 0;
            bytes = 0;
        }
        ++sent.sendings;
        ++count;
        bytes += size;
    }
    if (count > 0) {
        publish(first, count, now);
        ++m_repeated;
    }
}

void OutgoingLink::finish(Done &done, Result result)
{
    if (done)
        m_results.emplace_back(std::exchange(done, nullptr), result);
}

void OutgoingLink::nextEpoch()
{
    m_epoch = ++m_epochs;
    m_first = 1;
    m_isBlocked = false;
    m_frames.clear();
    m_interval = m_times.repeat;
}

void OutgoingLink::onAcknowledgement(const Acknowledgement &answer, Time now, qsizetype maxPayload)
{
    if (answer.epoch != m_epoch || answer.expected > m_first + m_sent.size())
        return;
    m_lastUsed = now;
    bool progressed = false;
    while (!m_sent.empty() && m_first < answer.expected) {
        const quint64 index = m_first - answer.first;
        if (m_first < answer.first || index >= quint64(answer.outcomes.size()))
            return; // An answer that does not have all outcomes is no answer of this version.
        Sent &sent = m_sent.front();
        switch (Outcome(answer.outcomes.at(qsizetype(index)))) {
        case Outcome::Continues:
            break;
        case Outcome::Delivered:
            finish(sent.done, Result::Delivered);
            break;
        case Outcome::OtherUser:
            finish(sent.done, Result::OtherUser);
            break;
        case Outcome::NotHere:
            finish(sent.done, Result::NotHere);
            break;
        }
        m_sentBytes -= encodedSize(sent.part);
        m_sent.pop_front();
        ++m_first;
        progressed = true;
    }
    while (!m_frames.empty() && m_frames.front().first + m_frames.front().count <= m_first)
        m_frames.pop_front();
    if (progressed) {
        m_interval = m_times.repeat;
        m_lastSent = now;
    }
    if (m_sent.empty() && m_isBlocked)
        nextEpoch();
    else if (answer.hasGap && !m_sent.empty() && (progressed || now - m_lastSent > m_times.repeat / 8))
        repeat(now);
    flush(now, maxPayload);
}

void OutgoingLink::refused(quint64 token)
{
    const auto frame = std::ranges::find(m_frames, token, &Frame::token);
    if (frame == m_frames.end())
        return;
    const auto indexOf = [this](quint64 number) {
        return number < m_first ? 0 : std::min(size_t(number - m_first), m_sent.size());
    };
    const size_t end = indexOf(frame->first + frame->count);
    size_t index = m_sent.size();
    for (size_t i = indexOf(frame->first); i < end; ++i) {
        if (++m_sent[i].refusals == m_sent[i].sendings)
            index = std::min(index, i);
    }
    m_frames.erase(frame);
    if (index == m_sent.size())
        return;
    // The other side cannot have taken this part, nor any after it, because it takes them in order.
    std::vector<Done> failed;
    for (size_t i = index; i < m_sent.size(); ++i) {
        m_sentBytes -= encodedSize(m_sent[i].part);
        if (m_sent[i].done)
            failed.push_back(std::move(m_sent[i].done));
    }
    m_sent.resize(index);
    for (Done &done : failed)
        finish(done, Result::Unreachable);
    failWaiting(Result::Unreachable);
    m_isBlocked = true;
    if (m_sent.empty())
        nextEpoch();
}

void OutgoingLink::failWaiting(Result result)
{
    for (Waiting &waiting : m_waiting)
        finish(waiting.done, result);
    if (!m_waiting.empty() && m_waiting.front().sentBytes > 0)
        m_isBlocked = true; // A message was begun that will not be completed.
    m_waiting.clear();
}

void OutgoingLink::tick(Time now, qsizetype maxPayload)
{
    if (!m_sent.empty() && now - m_sent.front().since > m_times.deadline) {
        for (Sent &sent : m_sent)
            finish(sent.done, Result::Unknown);
        m_sent.clear();
        m_sentBytes = 0;
        failWaiting(Result::Unavailable);
        nextEpoch();
        return;
    }
    if (!m_waiting.empty() && !m_sent.empty() && now - m_waiting.front().since > m_times.waiting
        && now - m_sent.front().since > m_times.waiting)
        failWaiting(Result::Unavailable);
    if (m_sent.empty() && m_isBlocked)
        nextEpoch();
    if (!m_sent.empty() && now - m_lastSent > m_interval) {
        m_interval = std::min<std::chrono::milliseconds>(2 * m_interval, std::max(longestInterval, m_times.repeat));
        repeat(now);
    }
    flush(now, maxPayload);
}

void OutgoingLink::busLost()
{
    failWaiting(Result::Unavailable);
    // A frame that was under way may have been received, and its refusal will not come.
    for (Sent &sent : m_sent)
        ++sent.sendings;
}

} // namespace Inspector
