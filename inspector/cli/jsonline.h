// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace Inspector {

/// \a timeNs (since 1970-01-01T00:00:00Z) as RFC 3339 in UTC with microseconds: `2026-05-04T08:15:30.123456Z`.
[[nodiscard]] QByteArray rfc3339(qint64 timeNs);

/// \a text as a JSON string, quotes included. ASCII only, so that a line reads the same in every locale.
[[nodiscard]] QByteArray jsonString(QStringView text);

/// Builds one JSON object whose keys stay in the order they were added (QJsonObject sorts them).
class JsonLine
{
public:
    JsonLine() = default;
    /// Begins with `"event": event`.
    explicit JsonLine(QLatin1StringView event) { text(QLatin1StringView("event"), event); }

    JsonLine &text(QLatin1StringView key, QStringView value);
    JsonLine &text(QLatin1StringView key, QLatin1StringView value);
    /// An empty \a value is an unknown one: null.
    JsonLine &textOrNull(QLatin1StringView key, QStringView value);
    JsonLine &number(QLatin1StringView key, qint64 value);
    JsonLine &numberOrNull(QLatin1StringView key, std::optional<qint64> value);
    JsonLine &boolean(QLatin1StringView key, bool value);
    /// \a json is a complete JSON value.
    JsonLine &raw(QLatin1StringView key, const QByteArray &json);

    /// The object so far.
    [[nodiscard]] QByteArray object() const { return '{' + m_members + '}'; }
    /// The object with its `time`, as a line (newline included).
    [[nodiscard]] QByteArray at(qint64 timeNs) const;

private:
    QByteArray m_members;
};

} // namespace Inspector
