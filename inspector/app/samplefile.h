// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QTemporaryDir>

#include <memory>
#include <variant>

namespace Inspector {

/// The sample capture of the program as a file, which lives as long as the object.
class SampleFile
{
public:
    /// Returns the path of the file, which is made by the first call; or why it cannot be made.
    struct Problem
    {
        QString text;
    };
    [[nodiscard]] std::variant<QString, Problem> path();
    /// Returns whether \a path is that of the file.
    [[nodiscard]] bool is(const QString &path) const;

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

} // namespace Inspector
