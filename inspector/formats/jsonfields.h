// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/rowtext.h"
#include "relaycore/wire/header.h"

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QString>
#include <QtCore/QUuid>

#include <simdjson.h>

#include <optional>
#include <string_view>

namespace Inspector {

/// Reads typed members of a JSON object and keeps the first error, as the end of a sentence.
class JsonFields
{
public:
    explicit JsonFields(simdjson::dom::object object)
        : m_object(object)
    {}

    [[nodiscard]] bool has(std::string_view key) const;
    /// Returns the member \a key, which has to be there.
    [[nodiscard]] std::string_view utf8(std::string_view key);
    [[nodiscard]] QString text(std::string_view key);
    /// Returns the member \a key, or an empty string where it is missing or null.
    [[nodiscard]] QString textOr(std::string_view key);
    [[nodiscard]] bool booleanOr(std::string_view key, bool value);
    /// Returns a whole number, at least \a minimum and at most \a maximum.
    [[nodiscard]] qint64 number(std::string_view key, qint64 minimum, qint64 maximum);
    [[nodiscard]] std::optional<qint64> numberIfAny(std::string_view key, qint64 minimum, qint64 maximum);
    /// Returns nanoseconds, which are a string of digits or a whole number.
    [[nodiscard]] qint64 nanoseconds(std::string_view key);
    [[nodiscard]] std::optional<qint64> nanosecondsIfAny(std::string_view key);
    /// Returns a number, which has to be there.
    [[nodiscard]] double real(std::string_view key);
    [[nodiscard]] QUuid uuidIfAny(std::string_view key);
    [[nodiscard]] QByteArray base64(std::string_view key);
    /// Returns bytes as JsonText::appendBytes() writes them.
    [[nodiscard]] QByteArray bytesOr(std::string_view key);
    /// Returns `[["name","value"],…]`.
    [[nodiscard]] RelayCore::HeaderList headers(std::string_view key);
    [[nodiscard]] QStringList texts(std::string_view key);
    [[nodiscard]] QDateTime dateIfAny(std::string_view key);

    [[nodiscard]] simdjson::dom::object object() const { return m_object; }

    /// Records that the member \a key is not \a expected.
    void fail(std::string_view key, const QString &expected);
    /// Returns what is wrong; empty where nothing is.
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    [[nodiscard]] std::optional<simdjson::dom::element> find(std::string_view key) const;
    [[nodiscard]] QByteArray bytesOf(std::string_view key, simdjson::dom::element element);
    [[nodiscard]] QByteArray fromBase64(std::string_view key, std::string_view text);

    simdjson::dom::object m_object;
    QString m_problem;
};

/// Returns \a text as a QString.
[[nodiscard]] inline QString fromView(std::string_view text)
{
    return RowText::textFromUtf8(QByteArrayView(text.data(), qsizetype(text.size())));
}
/// Returns \a text as bytes.
[[nodiscard]] inline QByteArray bytesFrom(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

} // namespace Inspector
