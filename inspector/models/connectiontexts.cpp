// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/connectiontexts.h"

#include "inspector/analysis/retrydetail.h"
#include "inspector/capture/headervalue.h"
#include "inspector/models/connectionmodel.h"
#include "inspector/models/errortext.h"
#include "inspector/models/formatting.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <utility>

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

QString withoutScheme(const QString &url)
{
    const qsizetype at = url.indexOf(u"://"_s);
    return at < 0 ? url : url.sliced(at + 3);
}

/// Seconds as the capture has them: "2.4".
QString decimalText(qint64 ms)
{
    return QLocale().toString(double(ms) / 1000, 'f', 1);
}

/// "websockets/17.0" of "Python/3.11 websockets/17.0".
QString agent(const ConnectionRow &row)
{
    if (!row.request)
        return {};
    const QByteArray value = headerValue(row.request->headers, "user-agent");
    return elided(QString::fromUtf8(value.simplified().split(' ').constLast()), 32);
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
    using State = RelayCore::SourceState;
    if (!row.state)
        return {};
    switch (*row.state) {
    case State::Idle:
        return ConnectionModel::tr("idle");
    case State::Connecting:
        return ConnectionModel::tr("connecting");
    case State::Registering:
        return ConnectionModel::tr("registering");
    case State::Ready:
        return ConnectionModel::tr("ready");
    case State::Backoff:
        return ConnectionModel::tr("waiting before a retry");
    case State::WaitingForNetwork:
        return ConnectionModel::tr("waiting for the network");
    case State::Closing:
        return ConnectionModel::tr("closing");
    case State::Closed:
        return ConnectionModel::tr("closed");
    case State::Failed:
        return ConnectionModel::tr("failed");
    case State::Listening:
        return ConnectionModel::tr("listening");
    case State::Stopped:
        return ConnectionModel::tr("stopped");
    case State::Other:
        return ConnectionModel::tr("other");
    }
    Q_UNREACHABLE();
}

QString nameOf(const SourceRow &row)
{
    using Kind = RelayCore::SourceKind;
    // The titles that sources have without one of their own; the first of a kind names a source without a title.
    static constexpr std::pair<Kind, const char *> own[] = {
        {Kind::Client, QT_TRANSLATE_NOOP("Inspector::ConnectionModel", "Client")},
        {Kind::Proxy, QT_TRANSLATE_NOOP("Inspector::ConnectionModel", "Proxy")},
        {Kind::Proxy, QT_TRANSLATE_NOOP("Inspector::ConnectionModel", "Forward proxy")},
        {Kind::LocalRelay, QT_TRANSLATE_NOOP("Inspector::ConnectionModel", "Local relay")},
        {Kind::Tap, QT_TRANSLATE_NOOP("Inspector::ConnectionModel", "Tap")},
    };
    for (const auto &[kind, title] : own) {
        if (kind == row.kind && (row.title.isEmpty() || row.title == QLatin1StringView(title)))
            return ConnectionModel::tr(title);
    }
    return row.title;
}

QString addressOf(const SourceRow &row)
{
    // A client's listening address is that of the proxy in front of it: of no use to anyone else.
    return row.kind == RelayCore::SourceKind::Client ? QString() : singleLine(withoutScheme(row.listen));
}

QString titleOf(const SourceRow &row)
{
    const QString address = addressOf(row);
    return address.isEmpty() ? singleLine(nameOf(row)) : singleLine(nameOf(row)) + u"  "_s + address;
}

QString messagesText(quint64 messages)
{
    return messages == 1 ? ConnectionModel::tr("1 message")
                         : ConnectionModel::tr("%1 messages").arg(numberText(qint64(messages)));
}

/// \param remainingMs  nothing where the source does not run any more: then there was a retry to come.
QString retryText(const RetryDetail &retry, std::optional<qint64> remainingMs)
{
    QString text;
    if (!remainingMs)
        text = ConnectionModel::tr("was waiting %1 s for retry %2")
                   .arg(decimalText(retry.delayMs), numberText(retry.attempt));
    else if (*remainingMs <= 0)
        text = ConnectionModel::tr("retry %1 now").arg(numberText(retry.attempt));
    else
        text = ConnectionModel::tr("retry %1 in %2 s")
                   .arg(numberText(retry.attempt), numberText((*remainingMs + 999) / 1000));
    return joined({text, translatedError(retry.reason)});
}

QString subtitleOf(const SourceRow &row, const CaptureIndex::Totals &totals, std::optional<qint64> nowNs)
{
    if (row.state) {
        if (sourceState(row) == ConnectionState::Good && !row.upstream.isEmpty())
            return joined({stateWord(row), u"→ "_s + row.upstream});
        if (const auto retry = retryDetail(row.stateDetail)) {
            const bool counts = nowNs && row.stateNs != 0;
            return retryText(*retry, counts
                                         ? std::optional(row.stateNs / 1'000'000 + retry->delayMs - *nowNs / 1'000'000)
                                         : std::nullopt);
        }
        return row.stateDetail.isEmpty() ? stateWord(row) : singleLine(translatedError(row.stateDetail));
    }
    // A forward proxy leads to several relays, a local relay to none.
    if (row.kind == RelayCore::SourceKind::LocalRelay || row.upstream.isEmpty())
        return joined({ConnectionModel::tr("%1 registered").arg(totals.registered), messagesText(totals.messages)});
    return u"→ "_s + singleLine(row.upstream);
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
        return joined({closeCategoryText(row.closed->category), translatedError(row.closed->text)});
    if (!row.violation.isEmpty())
        return joined({ConnectionModel::tr("unreadable"), row.violation});
    if (isUpgradeUnanswered(row))
        return joined({ConnectionModel::tr("upgrade not answered"), agent(row)});
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

QString attemptTitleOf(const ConnectionRow &row, int number)
{
    return ConnectionModel::tr("attempt %1 · %2", "number · time")
        .arg(numberText(number), QDateTime::fromMSecsSinceEpoch(row.openedNs / 1'000'000).toString(u"HH:mm:ss"_s));
}

QString toolTipOf(const ConnectionRow &row)
{
    QStringList lines{singleLine(row.name),
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
