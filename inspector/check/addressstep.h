// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/probestep.h"

namespace Inspector {

/// Shows what the address names. It cannot fail.
class AddressStep final : public ProbeStep
{
    Q_OBJECT

public:
    explicit AddressStep(ProbeContext &context);

private:
    void start() override;
    void onDeadline() override {}
};

} // namespace Inspector
