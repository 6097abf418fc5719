// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/connectiontexts.h"

#include "inspector/models/connectionmodel.h"
#include "inspector/models/formatting.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/wire/displaytext.h"
#include "relaycore/wire/wirenames.h"

namespace Inspector::ConnectionTexts {

using namespace Qt::Literals::StringLiterals;

namespace {

// Shorter than closeName() where that is long.
QString closeWords(quint16 code)
{
    if (code == quint16(RelayCore::CloseCode::RelayMessageTooBig))
        return ConnectionModel::tr("message too big");
    if (code == quint16(RelayCore::CloseCode::DuplicateRegistration))
        return ConnectionModel::tr("same UUID elsewhere");
    return closeName(code);
}

/// "websockets/17.0" of "Python/3.11 websockets/17.0".
QString agent(const ConnectionRow &row)
{
    if (!row.request)
        return {};
    for (const RelayCore::HttpHeader &header : row.request->headers) {
        if (header.name.compare("user-agent", Qt::CaseInsensitive) == 0)
            return elided(QString::fromUtf8(header.value.simplified().split(' ').constLast()), 32);
    }
    return {};
}

} // namespace

QString joined(const QStringList &parts)
{
    QStringList present = parts;
    present.removeAll(QString());
    return singleLine(present.join(u" · "_s));
}

QString stateWord(const SourceRow &row)
{
    return row.state ? QString(RelayCore::sourceStateName(*row.state)) : QString();
}

QString subtitleOf(const ConnectionRow &row)
{
    if (!row.registrationError.isEmpty())
        return joined({ConnectionModel::tr("registration refused"), row.registrationError});
    if (row.response && row.response->status != 101) {
        const QString line = QString::fromUtf8(row.response->statusLine);
        return joined({ConnectionModel::tr("HTTP %1").arg(row.response->status), line.section(u' ', 2).trimmed()});
    }
    if (row.closeCode && !RelayCore::isOrderlyClose(*row.closeCode)) {
        const QString words = closeWords(*row.closeCode);
        return joined(
            {ConnectionModel::tr("closed %1").arg(*row.closeCode), words.isEmpty() ? row.closeReason : words});
    }
    if (row.closed && row.closed->category != RelayCore::CloseCategory::None)
        return joined({RelayCore::closeCategoryName(row.closed->category), row.closed->text});
    if (!row.violation.isEmpty())
        return joined({ConnectionModel::tr("unreadable"), row.violation});
    if (row.closed || row.closedNs || row.closeCode)
        return joined({ConnectionModel::tr("closed"), shortUuid(row.uuid), agent(row)});
    if (row.registered)
        return joined({shortUuid(row.uuid), agent(row)});
    return joined(
        {row.response ? ConnectionModel::tr("not registered") : ConnectionModel::tr("connecting"), agent(row)});
}

QString stateText(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Good:
        return ConnectionModel::tr("connected");
    case ConnectionState::Waiting:
        return ConnectionModel::tr("waiting");
    case ConnectionState::Bad:
        return ConnectionModel::tr("failed");
    case ConnectionState::Idle:
        return ConnectionModel::tr("ended");
    }
    Q_UNREACHABLE();
}

QString toolTipOf(const ConnectionRow &row)
{
    QStringList lines{row.name,
                      fullUuid(row.uuid),
                      joined({row.clientAddress, row.upstream.isEmpty() ? QString() : u"→ "_s + row.upstream}),
                      subtitleOf(row),
                      row.closeReason,
                      stateText(connectionState(row))};
    lines.removeAll(QString());
    lines.removeDuplicates();
    return RelayCore::displayText(lines.join(u'\n'), RelayCore::LineBreaks::Keep);
}

} // namespace Inspector::ConnectionTexts
