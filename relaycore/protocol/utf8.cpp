// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/utf8.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringEncoder>

#include <algorithm>

namespace RelayCore {

QByteArrayView toUtf8(const QString &text)
{
    constexpr qsizetype worthKeeping = 64 * 1024;
    thread_local QByteArray buffer;
    thread_local QStringEncoder encoder(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    const qsizetype required = encoder.requiredSpace(text.size());
    if (buffer.size() < required || (buffer.size() > worthKeeping && required <= worthKeeping))
        buffer = QByteArray(std::max<qsizetype>(required, 4096), Qt::Uninitialized);
    const char *end = encoder.appendToBuffer(buffer.data(), text);
    return {buffer.constData(), end};
}

} // namespace RelayCore
