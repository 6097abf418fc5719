// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/probe.h"

#include "inspector/check/addressstep.h"
#include "inspector/check/checktexts.h"
#include "inspector/check/echostep.h"
#include "inspector/check/namestep.h"
#include "inspector/check/proxystep.h"
#include "inspector/check/registrationstep.h"
#include "inspector/check/roundtripstep.h"
#include "inspector/check/tcpstep.h"
#include "inspector/check/tlsstep.h"
#include "inspector/check/upgradestep.h"

namespace Inspector {

namespace {

std::unique_ptr<ProbeStep> makeStep(CheckStep step, ProbeContext &context)
{
    switch (step) {
    case CheckStep::Address:
        return std::make_unique<AddressStep>(context);
    case CheckStep::Proxy:
        return std::make_unique<ProxyStep>(context);
    case CheckStep::Dns:
        return std::make_unique<NameStep>(context);
    case CheckStep::Tcp:
        return std::make_unique<TcpStep>(context);
    case CheckStep::Tls:
        return std::make_unique<TlsStep>(context);
    case CheckStep::Upgrade:
        return std::make_unique<UpgradeStep>(context);
    case CheckStep::Registration:
        return std::make_unique<RegistrationStep>(context);
    case CheckStep::Echo:
        return std::make_unique<EchoStep>(context);
    case CheckStep::RoundTrip:
        return std::make_unique<RoundTripStep>(context);
    case CheckStep::Stun:
        break; // StunProbe: no part of a connection to a relay.
    }
    Q_UNREACHABLE();
}

} // namespace

CheckProbe::CheckProbe(ProbeOptions options, QObject *parent)
    : QObject(parent)
    , m_context(std::move(options))
{
    for (const CheckStep step : checkSteps) {
        m_steps.push_back(makeStep(step, m_context));
        connect(m_steps.back().get(), &ProbeStep::done, this, &CheckProbe::onStepDone);
    }
}

CheckProbe::~CheckProbe()
{
    if (m_context.channel)
        m_context.channel->disconnect(this);
}

void CheckProbe::start()
{
    beginStep();
}

void CheckProbe::stop()
{
    close();
}

void CheckProbe::beginStep()
{
    Q_EMIT stepStarted(m_steps[m_current]->step());
    if (m_phase == Phase::Checking) // Not stopped from the slot.
        m_steps[m_current]->begin();
}

void CheckProbe::onStepDone(const StepReport &report)
{
    Q_EMIT stepDone(report);
    if (report.outcome == StepReport::Outcome::Failed)
        reportUntried();
    else if (m_phase == Phase::Checking && ++m_current < m_steps.size())
        return beginStep();
    close();
}

void CheckProbe::reportUntried()
{
    for (std::size_t index = m_current + 1; index < m_steps.size(); ++index) {
        StepReport untried;
        untried.step = m_steps[index]->step();
        untried.summary = CheckTexts::tr("not tried");
        Q_EMIT stepDone(untried);
    }
}

void CheckProbe::close()
{
    if (m_phase != Phase::Checking)
        return;
    m_phase = Phase::Closing;
    if (m_current < m_steps.size())
        m_steps[m_current]->cancel();
    const WebSocketChannel *channel = m_context.channel.get();
    if (!channel || channel->hasEnded())
        return onClosed();
    connect(channel, &WebSocketChannel::closed, this, &CheckProbe::onClosed);
    connect(channel, &WebSocketChannel::lost, this, &CheckProbe::onClosed);
    connect(channel, &WebSocketChannel::broken, this, &CheckProbe::onClosed);
    m_closeDeadline = m_context.options.clock->startTimer(m_context.options.closeTimeout, [this] { onClosed(); });
    m_context.channel->close(1000);
    if (!channel->hasStarted()) // Stopped before the registration; the server's answer has to be read.
        m_context.channel->start(m_context.firstFrames);
}

void CheckProbe::onClosed()
{
    if (m_phase == Phase::Closed)
        return;
    m_phase = Phase::Closed;
    m_closeDeadline.reset();
    // Later: the socket is on the call stack.
    QMetaObject::invokeMethod(this, &CheckProbe::end, Qt::QueuedConnection);
}

void CheckProbe::end()
{
    m_steps.clear();
    m_context.socket.reset();
    m_context.channel.reset();
    Q_EMIT finished();
}

} // namespace Inspector
