// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/clientkey.h"

#include "inspector/capture/headervalue.h"

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
    if (connection.request)
        key += u'\n' + QString::fromUtf8(headerValue(connection.request->headers, "user-agent"));
    return key;
}

} // namespace Inspector
