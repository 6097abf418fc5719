// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/header.h"

#include "relaycore/protocol/debugvalue.h"
#include "relaycore/wire/redaction.h"

namespace RelayCore {

QDebug operator<<(QDebug debug, const HttpHeader &header)
{
    const QByteArray value = isSecretHeader(header.name) ? redactedHeaderValue(header.value) : header.value;
    DebugValue(debug, "HttpHeader")
        .field("name", QString::fromLatin1(header.name))
        .field("value", QString::fromUtf8(value));
    return debug;
}

char *toString(const HttpHeader &header)
{
    return debugText(header);
}

size_t qHash(const HttpHeader &header, size_t seed) noexcept
{
    return qHashMulti(seed, header.name, header.value);
}

} // namespace RelayCore
