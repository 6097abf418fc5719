// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <vector>

namespace Inspector {

/// A text with the places where its lines begin. Immutable, so that a worker can make it.
struct TextLines
{
    explicit TextLines(QString content);

    QString text;
    std::vector<quint32> starts; ///< At least one.
    std::vector<bool> wide;      ///< By line: holds characters that may be two cells wide.
};

} // namespace Inspector
