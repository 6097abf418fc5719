// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/header.h"

namespace Inspector {

/// Returns the value of the first header \a name, in any case; empty without one. \par Threads  any.
[[nodiscard]] inline QByteArray headerValue(const RelayCore::HeaderList &headers, QByteArrayView name)
{
    for (const RelayCore::HttpHeader &header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

} // namespace Inspector
