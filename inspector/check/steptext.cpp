// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/steptext.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

QString checkStepTitle(CheckStep step)
{
    switch (step) {
    case CheckStep::Address:
        return u"address"_s;
    case CheckStep::Proxy:
        return u"proxy"_s;
    case CheckStep::Dns:
        return u"DNS"_s;
    case CheckStep::Tcp:
        return u"TCP"_s;
    case CheckStep::Tls:
        return u"TLS"_s;
    case CheckStep::Upgrade:
        return u"upgrade"_s;
    case CheckStep::Registration:
        return u"registration"_s;
    case CheckStep::Echo:
        return u"echo"_s;
    case CheckStep::RoundTrip:
        return u"round trip"_s;
    case CheckStep::Stun:
        return u"STUN"_s;
    }
    Q_UNREACHABLE();
}

QString durationOf(const StepReport &report)
{
    if (!report.took)
        return {};
    const double ms = double(report.took->count()) / 1e6;
    if (ms >= 1'000)
        return QString::number(ms / 1'000, 'f', 2) + u" s"_s;
    return QString::number(ms, 'f', ms < 10 ? 2 : 1) + u" ms"_s;
}

QString checkResult(const QList<StepReport> &reports, bool isComplete)
{
    using Outcome = StepReport::Outcome;
    const auto failed = std::ranges::find(reports, Outcome::Failed, &StepReport::outcome);
    const auto warnings = std::ranges::count(reports, Outcome::Warning, &StepReport::outcome);
    if (failed != reports.end())
        return u"It fails at: %1."_s.arg(checkStepTitle(failed->step));
    if (!isComplete)
        return u"Interrupted."_s;
    if (warnings > 0)
        return warnings == 1 ? u"It works, with one warning."_s : u"It works, with %1 warnings."_s.arg(warnings);
    return u"All is well."_s;
}

} // namespace Inspector
