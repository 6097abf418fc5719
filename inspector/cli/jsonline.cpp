// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/jsonline.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

void appendEscape(QByteArray &json, char16_t unit)
{
    constexpr char digits[] = "0123456789abcdef";
    json += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        json += digits[(unit >> shift) & 0xf];
}

} // namespace

QByteArray rfc3339(qint64 timeNs)
{
    // Rounded down, also before 1970: where a clock was never set, a capture has such times.
    const qint64 microseconds = timeNs / 1'000 - (timeNs % 1'000 < 0);
    const qint64 fraction = (microseconds % 1'000'000 + 1'000'000) % 1'000'000;
    const QDateTime second = QDateTime::fromSecsSinceEpoch((microseconds - fraction) / 1'000'000, QTimeZone::utc());
    return second.toString(u"yyyy-MM-ddTHH:mm:ss."_s).toLatin1() + QByteArray::number(fraction).rightJustified(6, '0')
           + 'Z';
}

QByteArray jsonString(QStringView text)
{
    QByteArray json;
    json.reserve(text.size() + 2);
    json += '"';
    for (const QChar character : text) {
        const char16_t unit = character.unicode();
        if (unit == u'"' || unit == u'\\') {
            json += '\\';
            json += char(unit);
        } else if (unit == u'\n') {
            json += "\\n";
        } else if (unit == u'\r') {
            json += "\\r";
        } else if (unit == u'\t') {
            json += "\\t";
        } else if (unit < 0x20 || unit > 0x7e) {
            appendEscape(json, unit);
        } else {
            json += char(unit);
        }
    }
    json += '"';
    return json;
}

JsonLine &JsonLine::raw(QLatin1StringView key, const QByteArray &json)
{
    if (!m_members.isEmpty())
        m_members += ',';
    m_members += '"';
    m_members.append(key.data(), key.size());
    m_members += "\":";
    m_members += json;
    return *this;
}

JsonLine &JsonLine::text(QLatin1StringView key, QStringView value)
{
    return raw(key, jsonString(value));
}

JsonLine &JsonLine::text(QLatin1StringView key, QLatin1StringView value)
{
    return raw(key, jsonString(QString(value)));
}

JsonLine &JsonLine::textOrNull(QLatin1StringView key, QStringView value)
{
    return raw(key, value.isEmpty() ? "null"_ba : jsonString(value));
}

JsonLine &JsonLine::number(QLatin1StringView key, qint64 value)
{
    return raw(key, QByteArray::number(value));
}

JsonLine &JsonLine::numberOrNull(QLatin1StringView key, std::optional<qint64> value)
{
    return raw(key, value ? QByteArray::number(*value) : "null"_ba);
}

JsonLine &JsonLine::boolean(QLatin1StringView key, bool value)
{
    return raw(key, value ? "true"_ba : "false"_ba);
}

QByteArray JsonLine::at(qint64 timeNs) const
{
    JsonLine line = *this;
    line.raw("time"_L1, '"' + rfc3339(timeNs) + '"');
    return line.object() + '\n';
}

} // namespace Inspector
