// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/progressline.h"

#include "inspector/cli/output.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

ProgressLine::ProgressLine(QString what)
    : m_what(std::move(what))
    , m_terminal(Output::isErrorTerminal())
{
    m_clock.start();
}

ProgressLine::~ProgressLine()
{
    if (m_shown)
        Output::writeError("\r\x1b[K");
}

void ProgressLine::show(quint64 done, quint64 all)
{
    constexpr qint64 intervalMs = 250;
    if (!m_terminal || m_clock.elapsed() < m_nextMs)
        return;
    m_nextMs = m_clock.elapsed() + intervalMs;
    m_shown = true;
    const quint64 percent = all == 0 ? 100 : done * 100 / all;
    Output::writeError("\rrelayctl: " + u"%1: %2 %"_s.arg(m_what).arg(percent).toLocal8Bit() + "\x1b[K");
}

} // namespace Inspector
