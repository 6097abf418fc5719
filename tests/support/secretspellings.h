// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

/// A secret in every way in which a peer may quote it.
namespace SecretSpellings {

extern const QByteArray secret; ///< UTF-8.

struct Spelling
{
    const char *name;
    QByteArray text;
    QByteArray shown; ///< In the place of text.
};

[[nodiscard]] QList<Spelling> spellings();

} // namespace SecretSpellings
