// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/problem.h"

#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <array>
#include <chrono>
#include <optional>

namespace Inspector {

/// What a connection is made of, in the order of the check, and what peers need besides.
enum class CheckStep : quint8 { Address, Proxy, Dns, Tcp, Tls, Upgrade, Registration, Echo, RoundTrip, Stun };

/// The steps of one connection to a relay; CheckStep::Stun is none of them.
inline constexpr std::array checkSteps{CheckStep::Address,      CheckStep::Proxy, CheckStep::Dns,
                                       CheckStep::Tcp,          CheckStep::Tls,   CheckStep::Upgrade,
                                       CheckStep::Registration, CheckStep::Echo,  CheckStep::RoundTrip};

/// As event lines write it: "dns", "round_trip".
[[nodiscard]] QLatin1StringView checkStepName(CheckStep step);

/// How a step went.
struct StepReport
{
    enum class Outcome : quint8 {
        Ok,
        Warning, ///< It works, but needs attention.
        Failed,
        NotNeeded, ///< TLS with ws://, DNS with an IP address.
        NotTried,  ///< An earlier step failed.
    };

    CheckStep step = CheckStep::Address;
    Outcome outcome = Outcome::NotTried;
    /// How long the step took; the median of the pings for RoundTrip. Empty where nothing was measured.
    std::optional<std::chrono::nanoseconds> took{};
    QList<Problem> problems{};
    QString summary{};    ///< One line for people. Clean.
    QStringList notes{};  ///< More lines. Clean.
    QJsonObject detail{}; ///< For scripts, see docs/relayctl.md. Clean.
};

/// "ok", "warning", "failed", "not_needed" or "not_tried".
[[nodiscard]] QLatin1StringView outcomeName(StepReport::Outcome outcome);

} // namespace Inspector

Q_DECLARE_METATYPE(Inspector::StepReport)
