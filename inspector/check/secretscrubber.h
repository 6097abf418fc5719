// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
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

    /// \a words without credentials, otherwise as they are.
    [[nodiscard]] QString withoutSecrets(QString words) const;

    /// \a words without credentials and control characters, in one line of at most \a maxLength characters.
    [[nodiscard]] QString operator()(QString words, qsizetype maxLength = 200) const;
    [[nodiscard]] QString operator()(const QByteArray &words, qsizetype maxLength = 200) const;

private:
    QList<QString> m_secrets;
};

} // namespace Inspector
