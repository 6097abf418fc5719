// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "contender.h"
#include "tasks.h"

#include <vector>

namespace RelayBench {

/// Thousands of clients in one process.
class Crowd
{
public:
    explicit Crowd(const TaskOptions &options);

    /// Registers all, TaskOptions::window at a time.
    void open();
    /// Each sends one offer and gets it back, as many at a time.
    void talk();

private:
    TaskOptions m_options;
    std::vector<std::unique_ptr<Contender>> m_clients;
};

} // namespace RelayBench
