// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/secretredactor.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace Inspector {

/// Makes what a server says fit to be shown: some servers repeat the request, credentials included.
///
/// \par Threads  a plain value.
class SecretScrubber
{
public:
    SecretScrubber() = default;
    /// \param request  the fields of the upgrade request; the credentials among them are never shown.
    explicit SecretScrubber(const RelayCore::HeaderList &request);

    /// Keeps \a credential from being shown, too.
    void add(const QString &credential);

    /// Keeps the credentials in \a address from being shown, too.
    void addAddress(const QUrl &address) { m_secrets.addAddress(address); }

    /// Returns \a words without credentials, otherwise as they are.
    [[nodiscard]] QString withoutSecrets(const QString &words) const { return m_secrets.redacted(words); }
    /// \overload
    [[nodiscard]] QByteArray withoutSecrets(const QByteArray &words) const { return m_secrets.redacted(words); }

    /// \a words without credentials and control characters, in one line of at most \a maxLength characters.
    [[nodiscard]] QString operator()(QString words, qsizetype maxLength = 200) const;
    [[nodiscard]] QString operator()(const QByteArray &words, qsizetype maxLength = 200) const;

private:
    RelayCore::SecretRedactor m_secrets;
};

} // namespace Inspector
