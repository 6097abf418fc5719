// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/serveconfig.h"

namespace Inspector {

namespace {

constexpr LogLevel levels[] = {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error, LogLevel::Critical};

} // namespace

QLatin1StringView logLevelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return QLatin1StringView("DEBUG");
    case LogLevel::Info:
        return QLatin1StringView("INFO");
    case LogLevel::Warning:
        return QLatin1StringView("WARNING");
    case LogLevel::Error:
        return QLatin1StringView("ERROR");
    case LogLevel::Critical:
        return QLatin1StringView("CRITICAL");
    }
    Q_UNREACHABLE();
}

std::optional<LogLevel> logLevelOf(const QString &name)
{
    for (const LogLevel level : levels) {
        if (name.compare(logLevelName(level), Qt::CaseInsensitive) == 0)
            return level;
    }
    return std::nullopt;
}

} // namespace Inspector
