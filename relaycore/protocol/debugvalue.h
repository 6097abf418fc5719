// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QDebug>
#include <QtCore/QUuid>

#include <chrono>
#include <optional>

namespace RelayCore {

/// Writes a value with the names of its members: `RelayRegistration(name="alpha", uuid=…)`. Private to the library.
class DebugValue
{
public:
    DebugValue(QDebug &debug, const char *name)
        : m_saver(debug)
        , m_debug(debug)
    {
        m_debug.resetFormat().nospace() << name << '(';
    }
    ~DebugValue() { m_debug << ')'; }
    Q_DISABLE_COPY_MOVE(DebugValue)

    template<typename Value>
    DebugValue &field(const char *name, const Value &value)
    {
        m_debug << (m_isFirst ? "" : ", ") << name << '=';
        m_isFirst = false;
        write(value);
        return *this;
    }

private:
    template<typename Value>
    void write(const Value &value)
    {
        m_debug << value;
    }
    template<typename Value>
    void write(const std::optional<Value> &value)
    {
        if (value)
            write(*value);
        else
            m_debug << "none";
    }
    void write(const QUuid &uuid) { m_debug << qPrintable(uuid.toString(QUuid::WithoutBraces)); }
    void write(std::chrono::milliseconds duration) { m_debug << qint64(duration.count()) << "ms"; }

    QDebugStateSaver m_saver;
    QDebug &m_debug;
    bool m_isFirst = true;
};

/// Returns what QDebug writes for \a value, for QTest: allocated with \c new[].
template<typename Value>
[[nodiscard]] char *debugText(const Value &value)
{
    QString text;
    QDebug(&text).nospace() << value;
    return qstrdup(text.toUtf8().constData());
}

} // namespace RelayCore
