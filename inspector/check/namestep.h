// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/probestep.h"

namespace Inspector {

/// Looks the addresses of the host up.
class NameStep final : public ProbeStep
{
    Q_OBJECT

public:
    explicit NameStep(ProbeContext &context);

private:
    void start() override;
    void onDeadline() override;
    void onLookedUp(const QHostInfo &info);
};

} // namespace Inspector
