// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/transport/randombytes.h"

#include <QtCore/QRandomGenerator>

#include <vector>

namespace Inspector {

QByteArray randomBytes(qsizetype count)
{
    std::vector<quint32> words(std::size_t(count + 3) / 4);
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), count);
}

} // namespace Inspector
