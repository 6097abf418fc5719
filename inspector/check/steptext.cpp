// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/steptext.h"

#include "inspector/check/checktexts.h"

#include <QtCore/QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

QString checkStepTitle(CheckStep step)
{
    switch (step) {
    case CheckStep::Address:
        return CheckTexts::tr("address");
    case CheckStep::Proxy:
        return CheckTexts::tr("proxy");
    case CheckStep::Dns:
        return u"DNS"_s;
    case CheckStep::Tcp:
        return u"TCP"_s;
    case CheckStep::Tls:
        return u"TLS"_s;
    case CheckStep::Upgrade:
        return CheckTexts::tr("upgrade");
    case CheckStep::Registration:
        return CheckTexts::tr("registration");
    case CheckStep::Echo:
        return CheckTexts::tr("echo");
    case CheckStep::RoundTrip:
        return CheckTexts::tr("round trip");
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
        return QLocale().toString(ms / 1'000, 'f', 2) + u" s"_s;
    return QLocale().toString(ms, 'f', ms < 10 ? 2 : 1) + u" ms"_s;
}

QString checkResult(const QList<StepReport> &reports, bool isComplete)
{
    using Outcome = StepReport::Outcome;
    const auto failed = std::ranges::find(reports, Outcome::Failed, &StepReport::outcome);
    const auto warnings = std::ranges::count(reports, Outcome::Warning, &StepReport::outcome);
    if (failed != reports.end())
        return CheckTexts::tr("It fails at: %1.").arg(checkStepTitle(failed->step));
    if (!isComplete)
        return CheckTexts::tr("Interrupted.");
    if (warnings > 0)
        return warnings == 1 ? CheckTexts::tr("It works, with one warning.")
                             : CheckTexts::tr("It works, with %1 warnings.").arg(warnings);
    return CheckTexts::tr("All is well.");
}

} // namespace Inspector
