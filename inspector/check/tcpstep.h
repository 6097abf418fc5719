// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/probestep.h"

namespace Inspector {

class TcpRace;

/// Connects to the addresses of the host.
class TcpStep final : public ProbeStep
{
    Q_OBJECT

public:
    explicit TcpStep(ProbeContext &context);
    ~TcpStep() override;

private:
    void start() override;
    void onDeadline() override {} // The race has its own.
    void onRaceFinished();

    std::unique_ptr<TcpRace> m_race;
};

} // namespace Inspector
