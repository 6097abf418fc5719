// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayList>
#include <QtCore/QUuid>

#include <functional>

/// Finds values of one kind in text that may be anything: a session description, JSON, JSON in JSON, an error text.
namespace Inspector::TextValues {

using Replace = std::function<QByteArray(const QByteArray &)>;

/// Returns the values of ice-ufrag, ice-pwd and the like. \par Source  RFC 8839 section 5.4.
[[nodiscard]] QByteArrayList iceCredentials(const QByteArray &text);
[[nodiscard]] QByteArray replaceIce(const QByteArray &text, const Replace &replace);
/// Replaces hexadecimal digits in pairs with colons between them, at least 16 pairs.
[[nodiscard]] QByteArray replaceFingerprints(const QByteArray &text, const Replace &replace);
/// Replaces IPv4 and IPv6 addresses.
[[nodiscard]] QByteArray replaceAddresses(const QByteArray &text, const Replace &replace);
/// Replaces UUIDs, with and without hyphens.
[[nodiscard]] QByteArray replaceUuids(const QByteArray &text, const std::function<QUuid(const QUuid &)> &replace);
/// Returns \a text with \a replacement for \a word where it is a whole word.
[[nodiscard]] QByteArray withWord(const QByteArray &text, const QByteArray &word, const QByteArray &replacement);

} // namespace Inspector::TextValues
