// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayList>

/// Finds credentials in text that may be anything: JSON, JSON in JSON, a head of HTTP, a form, a session description,
/// the text of an error. They are found by the name before them, `"password":"…"`, `token=…`, `Authorization: …`,
/// `Bearer …`, `ws://user:…@host`, `a=crypto:… inline:…`, or by their shape: JSON web tokens, private keys in PEM, and
/// tokens with the known beginnings of large services.
///
/// The credentials of ICE are not among them: see TextValues::iceCredentials().
namespace Inspector::CredentialPlaces {

/// Returns the credentials in \a text that are looked for wherever they are repeated; also those in base64 and in
/// percent-encoded text inside it. An assigned word of a sentence, such as `token=expired`, is not among them.
[[nodiscard]] QByteArrayList credentialsIn(const QByteArray &text);

/// Returns \a text with `***` in the place of every credential, and 0 for a number, so that JSON stays valid.
[[nodiscard]] QByteArray withoutCredentials(const QByteArray &text);

/// Returns whether \a value holds the sign of something that was replaced before, here or when it was recorded.
[[nodiscard]] bool isReplaced(QByteArrayView value);

} // namespace Inspector::CredentialPlaces
