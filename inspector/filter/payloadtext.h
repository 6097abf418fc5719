// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace Inspector {

/// A payload as text to search in. Relay messages are JSON, in which a line break of a session description is the two
/// characters \c \\r and a letter beyond ASCII may be \c \\u00e9; plain() and text() have them as what they mean, so
/// that a person finds what they type. Where a string of the JSON is JSON itself, as descriptions of ProxyStore
/// endpoints are, its escapes are replaced, too. The conversions are made when they are first needed.
///
/// \par Threads  one at a time.
class PayloadText
{
public:
    /// \param payload  outlives the object.
    /// \param escaped  whether the payload is text that may hold escapes of JSON.
    PayloadText(const QByteArray &payload, bool escaped)
        : m_payload(payload)
        , m_escaped(escaped)
    {}
    Q_DISABLE_COPY_MOVE(PayloadText)

    /// Returns whether \a payload begins like a value of JSON that can hold escapes.
    [[nodiscard]] static bool isJson(const QByteArray &payload);

    [[nodiscard]] const QByteArray &payload() const { return m_payload; }
    [[nodiscard]] bool mayHoldEscapes() const { return m_escaped; }
    /// Returns the payload with its escapes replaced by what they mean, in UTF-8. What is no escape stays.
    [[nodiscard]] const QByteArray &plain() const;
    /// Returns plain() as a string.
    [[nodiscard]] const QString &text() const;

private:
    const QByteArray &m_payload;
    bool m_escaped;
    mutable std::optional<QByteArray> m_plain;
    mutable std::optional<QString> m_text;
};

} // namespace Inspector
