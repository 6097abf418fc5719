// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/step.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

QLatin1StringView checkStepName(CheckStep step)
{
    switch (step) {
    case CheckStep::Address:
        return "address"_L1;
    case CheckStep::Proxy:
        return "proxy"_L1;
    case CheckStep::Dns:
        return "dns"_L1;
    case CheckStep::Tcp:
        return "tcp"_L1;
    case CheckStep::Tls:
        return "tls"_L1;
    case CheckStep::Upgrade:
        return "upgrade"_L1;
    case CheckStep::Registration:
        return "registration"_L1;
    case CheckStep::Echo:
        return "echo"_L1;
    case CheckStep::RoundTrip:
        return "round_trip"_L1;
    case CheckStep::Stun:
        return "stun"_L1;
    }
    Q_UNREACHABLE();
}

QLatin1StringView outcomeName(StepReport::Outcome outcome)
{
    switch (outcome) {
    case StepReport::Outcome::Ok:
        return "ok"_L1;
    case StepReport::Outcome::Warning:
        return "warning"_L1;
    case StepReport::Outcome::Failed:
        return "failed"_L1;
    case StepReport::Outcome::NotNeeded:
        return "not_needed"_L1;
    case StepReport::Outcome::NotTried:
        return "not_tried"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace Inspector
