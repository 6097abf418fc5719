// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/stunserver.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

std::optional<StunServer> readStunServer(const QString &text)
{
    StunServer server;
    QString port;
    if (const qsizetype bracket = text.indexOf(u']'); text.startsWith(u'[') && bracket > 0) {
        server.host = text.mid(1, bracket - 1);
        port = text.mid(bracket + 1);
    } else if (text.count(u':') == 1) {
        server.host = text.section(u':', 0, 0);
        port = u':' + text.section(u':', 1);
    } else {
        server.host = text; // A name, or an IPv6 address without brackets.
    }
    bool isNumber = true;
    if (!port.isEmpty())
        server.port = port.mid(1).toUShort(&isNumber);
    if (server.host.isEmpty() || !isNumber || server.port == 0 || (!port.isEmpty() && !port.startsWith(u':')))
        return std::nullopt;
    return server;
}

} // namespace Inspector
