// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/redaction.h"

#include <algorithm>
#include <array>

namespace RelayCore {
namespace {

constexpr std::array secretNames{"authorization", "proxy-authorization", "cookie", "set-cookie"};

QByteArray bullets(qsizetype bytes)
{
    return QByteArray("\u2022\u2022\u2022 (") + QByteArray::number(bytes) + " bytes)";
}

} // namespace

bool isSecretHeader(QByteArrayView name)
{
    return std::any_of(secretNames.begin(), secretNames.end(), [name](const char *secret) {
        return name.compare(QByteArrayView(secret), Qt::CaseInsensitive) == 0;
    });
}

QByteArray redactedHeaderValue(QByteArrayView value)
{
    // Authorization = scheme SP credentials (RFC 9110 section 11.4). A scheme says how, not who, and helps to debug.
    const QByteArrayView trimmed = value.trimmed();
    const qsizetype space = trimmed.indexOf(' ');
    const QByteArrayView scheme = trimmed.first(qMax<qsizetype>(space, 0));
    const bool isScheme = !scheme.isEmpty() && std::all_of(scheme.begin(), scheme.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    });
    if (!isScheme)
        return bullets(trimmed.size());
    return scheme.toByteArray() + ' ' + bullets(trimmed.sliced(space).trimmed().size());
}

HeaderList redacted(HeaderList headers)
{
    for (Header &header : headers) {
        if (isSecretHeader(header.name))
            header.value = redactedHeaderValue(header.value);
    }
    return headers;
}

} // namespace RelayCore
