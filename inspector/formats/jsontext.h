// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/header.h"

#include <QtCore/QByteArray>
#include <QtCore/QLatin1StringView>
#include <QtCore/QStringView>
#include <QtCore/QUuid>

/// Appends JSON to bytes, for files of many lines. UTF-8 stays as it is.
namespace Inspector::JsonText {

/// Appends \a utf8, which is valid UTF-8, as a JSON string with its quotes.
void appendString(QByteArray &json, QByteArrayView utf8);
/// \overload
void appendString(QByteArray &json, QStringView text);

/// Appends \a value in decimal digits.
void appendDecimal(QByteArray &json, qint64 value);

/// Appends `,"key":`; the comma is left out behind a brace or bracket.
void appendKey(QByteArray &json, QLatin1StringView key);
void appendText(QByteArray &json, QLatin1StringView key, QStringView value);
void appendText(QByteArray &json, QLatin1StringView key, QLatin1StringView value);
void appendNumber(QByteArray &json, QLatin1StringView key, qint64 value);
void appendBoolean(QByteArray &json, QLatin1StringView key, bool value);
/// Appends \a value as a string of decimal digits: nanoseconds do not fit the numbers of every JSON reader.
void appendDigits(QByteArray &json, QLatin1StringView key, qint64 value);
void appendUuid(QByteArray &json, QLatin1StringView key, const QUuid &value);
/// Appends a string, or `{"b64":"…"}` where \a value is not UTF-8.
void appendBytes(QByteArray &json, QByteArrayView value);

} // namespace Inspector::JsonText
