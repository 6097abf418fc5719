// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/roundtripstep.h"

#include "inspector/check/formatting.h"
#include "inspector/transport/randombytes.h"

#include <QtCore/QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

std::chrono::nanoseconds median(QList<std::chrono::nanoseconds> samples)
{
    std::ranges::sort(samples);
    const qsizetype middle = samples.size() / 2;
    return samples.size() % 2 == 1 ? samples.at(middle) : (samples.at(middle - 1) + samples.at(middle)) / 2;
}

QJsonObject statistics(const QList<std::chrono::nanoseconds> &samples)
{
    const auto [minimum, maximum] = std::ranges::minmax(samples);
    return {{u"samples"_s, samples.size()},
            {u"min_ms"_s, milliseconds(minimum)},
            {u"median_ms"_s, milliseconds(median(samples))},
            {u"max_ms"_s, milliseconds(maximum)}};
}

QString inWords(QLatin1StringView what, const QList<std::chrono::nanoseconds> &samples)
{
    const auto [minimum, maximum] = std::ranges::minmax(samples);
    const auto number = [](std::chrono::nanoseconds duration) {
        const double value = milliseconds(duration);
        return QLocale().toString(value, 'f', value < 10 ? 2 : 1);
    };
    return u"%1: %2 / %3 / %4 ms (min/median/max)"_s.arg(what, number(minimum), number(median(samples)),
                                                         number(maximum));
}

} // namespace

RoundTripStep::RoundTripStep(ProbeContext &context)
    : ChannelStep(CheckStep::RoundTrip, context)
{}

void RoundTripStep::startOnChannel()
{
    nextSample();
}

void RoundTripStep::onDeadline()
{
    if (m_pings.isEmpty())
        return fail(timeoutProblem(Kind::PongTimeout));
    finishWithSamples(); // A slow connection gives fewer samples.
}

void RoundTripStep::nextSample()
{
    if (m_pings.size() < options().samples) {
        m_pingMark = randomBytes(16).toHex();
        m_sample.start();
        channel().ping(m_pingMark);
    } else if (m_echoes.size() < options().samples) {
        m_pingMark.clear();
        m_sent.emplace(options().name, options().uuid);
        const QByteArray text = m_sent->encoded();
        m_sample.start();
        channel().sendText(text);
    } else {
        finishWithSamples();
    }
}

void RoundTripStep::onPong(const QByteArray &payload)
{
    if (m_pingMark.isEmpty() || payload != m_pingMark)
        return;
    m_pings.append(std::chrono::nanoseconds(m_sample.nsecsElapsed()));
    nextSample();
}

void RoundTripStep::onText(const QByteArray &utf8)
{
    const EchoAnswer answer = m_sent ? m_sent->validate(utf8) : EchoAnswer{};
    if (!answer.isOurs)
        return;
    if (answer.problem)
        return fail(context().completed(*answer.problem));
    m_echoes.append(std::chrono::nanoseconds(m_sample.nsecsElapsed()));
    m_sent.reset();
    nextSample();
}

void RoundTripStep::finishWithSamples()
{
    StepReport result = report(Outcome::Ok, inWords("ping"_L1, m_pings));
    result.took = median(m_pings);
    result.detail.insert(u"ping"_s, statistics(m_pings));
    if (!m_echoes.isEmpty()) {
        result.notes.append(inWords("echo"_L1, m_echoes));
        result.detail.insert(u"echo"_s, statistics(m_echoes));
    }
    finish(result);
}

} // namespace Inspector
