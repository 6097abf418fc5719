// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/clientkey.h"

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

QString clientKey(const ConnectionRow &connection, RelayCore::SourceKind source)
{
    if (source == RelayCore::SourceKind::Client)
        return u"client"_s;
    if (!connection.uuid.isNull())
        return connection.uuid.toString(QUuid::WithoutBraces);
    if (!connection.closed && !connection.closedNs)
        return {};
    QString key = u"from "_s + connection.clientAddress.section(u':', 0, -2); // Each attempt has another port.
    if (connection.request) {
        for (const RelayCore::HttpHeader &header : connection.request->headers) {
            if (header.name.compare("user-agent", Qt::CaseInsensitive) == 0)
                key += u'\n' + QString::fromUtf8(header.value);
        }
    }
    return key;
}

} // namespace Inspector
