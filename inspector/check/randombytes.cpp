// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/randombytes.h"

#include <QtCore/QRandomGenerator>

namespace Inspector {

QByteArray randomBytes(int words)
{
    QByteArray bytes;
    for (int word = 0; word < words; ++word)
        bytes += QByteArray::number(QRandomGenerator::system()->generate(), 16).rightJustified(8, '0');
    return QByteArray::fromHex(bytes);
}

} // namespace Inspector
