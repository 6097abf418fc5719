// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/step.h"

#include <QtCore/QStringList>

namespace Inspector {

/// Formats the steps of a check as a table for people, no wider than the terminal. Pure.
class CheckTable
{
public:
    struct Style
    {
        int width = 80;      ///< Columns; fewer than 60 count as 60.
        bool colour = false; ///< Escape sequences for colours.
    };

    explicit CheckTable(const Style &style);

    /// Returns the lines before the steps: what is checked.
    [[nodiscard]] QStringList heading(const QString &address) const;
    [[nodiscard]] QStringList step(const StepReport &report) const;
    /// Returns the line of a step that has been running for \a so long.
    [[nodiscard]] QString running(CheckStep step, std::chrono::seconds so) const;
    /// Returns the lines after the steps: the result in a sentence.
    [[nodiscard]] QStringList verdict(const QList<StepReport> &reports,
                                      qsizetype expected = qsizetype(checkSteps.size())) const;

private:
    enum class Colour : quint8 { Plain, Green, Yellow, Red, Dim, Bold };
    [[nodiscard]] QString coloured(const QString &text, Colour colour) const;
    [[nodiscard]] QStringList wrapped(const QString &text, int indent) const;

    Style m_style;
};

} // namespace Inspector
