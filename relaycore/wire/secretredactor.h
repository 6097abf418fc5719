// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/wire/redaction.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QSharedDataPointer>
#include <QtCore/QUrl>

namespace RelayCore {

class SecretRedactorData;

/// Replaces secrets in wire events, and in any text, by `***`.
///
/// Two kinds of secrets are hidden. Some stand in a known place: the values of headers for which isSecretHeader() is
/// true, user information and the values of query parameters such as `access_token` in addresses. The others are values
/// that this object was given, or learned from an upgrade request. They are replaced in every field, as they are,
/// percent-encoded, JSON-escaped and in base64, because servers quote them: in the body of a refusal, a reason phrase,
/// a close reason, a message. Values of less than 4 bytes are not searched for.
///
/// A source has one redactor for its own secrets, and a copy of it with those of the request for each connection.
///
/// \par Threads  an implicitly shared value; reentrant.
/// \since 0.2
class RELAYCORE_EXPORT SecretRedactor
{
public:
    /// Constructs a redactor without values.
    SecretRedactor();
    SecretRedactor(const SecretRedactor &other);                ///< Copies the values of \a other.
    SecretRedactor(SecretRedactor &&other) noexcept;            ///< Takes the values of \a other.
    SecretRedactor &operator=(const SecretRedactor &other);     ///< Copies the values of \a other.
    SecretRedactor &operator=(SecretRedactor &&other) noexcept; ///< Takes the values of \a other.
    ~SecretRedactor();

    /// Adds \a secret, UTF-8: a token, a password.
    void addSecret(const QByteArray &secret);
    /// Adds the credentials in \a headers: tokens with and without their scheme, the password of Basic, values of
    /// cookies, tokens among the subprotocols.
    void addHeaders(const HeaderList &headers);
    /// Adds the password of \a address (the user name, where there is no password) and the secret values of its query.
    void addAddress(const QUrl &address);
    /// Adds the lines of a private key in PEM.
    void addPrivateKey(const QByteArray &pem);
    /// Adds the credentials in \a request: its headers and the query of its target.
    void addRequest(const HandshakeRequest &request);

    /// Returns the values that are searched for, in the order in which they were added.
    /// \since 0.2
    [[nodiscard]] QByteArrayList secrets() const;
    /// Returns whether no secret was added.
    [[nodiscard]] bool isEmpty() const;

    /// Returns \a text with `***` in the place of each secret. Returns \a text itself, not copied, where there is none.
    [[nodiscard]] QByteArray redacted(const QByteArray &text) const;
    /// \overload
    [[nodiscard]] QString redacted(const QString &text) const;
    /// Returns \a headers with their secrets replaced: see RelayCore::redacted(), and above.
    [[nodiscard]] HeaderList redacted(const HeaderList &headers) const;

    /// Replaces the secrets in every field of \a payload.
    void redact(WirePayload &payload) const;
    /// \overload
    void redact(WireEvent &event) const { redact(event.payload); }

private:
    QSharedDataPointer<SecretRedactorData> d;
};

} // namespace RelayCore
