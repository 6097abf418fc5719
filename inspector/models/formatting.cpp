// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/formatting.h"

#include "relaycore/protocol/closecode.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Texts)
};

// closeCodeName() as translators see it.
[[maybe_unused]] constexpr const char *closeNames[] = {
    QT_TRANSLATE_NOOP("Inspector::Texts", "normal"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "going away"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "protocol error"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "unsupported data"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "no status"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "connection lost"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "invalid payload"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "policy violation"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "message too big"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "internal error"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "service restart"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "try again later"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "TLS handshake failed"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "undecodable message"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "unauthorized"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "forbidden"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "message too big for the relay"),
    QT_TRANSLATE_NOOP("Inspector::Texts", "same UUID registered elsewhere"),
};

// The C locale would leave out the group separators that make long numbers readable.
QLocale grouped()
{
    QLocale locale;
    locale.setNumberOptions(QLocale::DefaultNumberOptions);
    return locale;
}

} // namespace

QString kindText(MessageKind kind, RelayCore::Opcode opcode)
{
    switch (kind) {
    case MessageKind::Registration:
        return Texts::tr("register");
    case MessageKind::Response:
        return Texts::tr("response");
    case MessageKind::Offer:
        return Texts::tr("offer");
    case MessageKind::Answer:
        return Texts::tr("answer");
    case MessageKind::Returned:
        return Texts::tr("error");
    case MessageKind::Ping:
        return Texts::tr("ping");
    case MessageKind::Pong:
        return Texts::tr("pong");
    case MessageKind::Close:
        return Texts::tr("close");
    case MessageKind::Other:
        break;
    }
    return opcode == RelayCore::Opcode::Binary ? Texts::tr("binary") : Texts::tr("text");
}

QString kindToken(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Registration:
        return u"registration"_s;
    case MessageKind::Response:
        return u"response"_s;
    case MessageKind::Offer:
        return u"offer"_s;
    case MessageKind::Answer:
        return u"answer"_s;
    case MessageKind::Returned:
        return u"error"_s;
    case MessageKind::Ping:
    case MessageKind::Pong:
    case MessageKind::Close:
        return u"control"_s;
    case MessageKind::Other:
        break;
    }
    return u"muted"_s;
}

QString numberText(qint64 number)
{
    return grouped().toString(number);
}

QString bytesText(qint64 bytes)
{
    return bytes < 1000 ? Texts::tr("%1 B").arg(bytes)
                        : grouped().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString timeText(qint64 timeNs, TimeDigits digits)
{
    const bool isWhole = digits == TimeDigits::Seconds;
    const QString time =
        QDateTime::fromMSecsSinceEpoch(timeNs / 1'000'000).toString(isWhole ? u"HH:mm:ss" : u"HH:mm:ss.zzz");
    if (digits != TimeDigits::Microseconds)
        return time;
    return u"%1 %2"_s.arg(time).arg(timeNs / 1'000 % 1'000, 3, 10, QChar(u'0'));
}

QString durationText(qint64 ns)
{
    const QLocale locale = grouped();
    const double ms = double(ns) / 1e6;
    const double s = ms / 1e3;
    // The borders are where rounding would show one digit more than the line above has.
    if (ms < 99.95)
        return Texts::tr("%1 ms").arg(locale.toString(ms, 'f', 1));
    if (ms < 999.5)
        return Texts::tr("%1 ms").arg(locale.toString(ms, 'f', 0));
    if (s < 99.95)
        return Texts::tr("%1 s").arg(locale.toString(s, 'f', 1));
    const qint64 seconds = qRound64(s);
    if (seconds < 3600)
        return Texts::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return Texts::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

QString shortUuid(const QUuid &uuid)
{
    return uuid.isNull() ? QString() : uuid.toString(QUuid::WithoutBraces).left(8);
}

QString fullUuid(const QUuid &uuid)
{
    return uuid.isNull() ? QString() : uuid.toString(QUuid::WithoutBraces);
}

QString closeName(quint16 code)
{
    return QCoreApplication::translate("Inspector::Texts", RelayCore::closeCodeName(code).data());
}

QString singleLine(const QString &text)
{
    return RelayCore::displayText(text);
}

QString plainToolTip(const QStringList &lines)
{
    return u"<p style='white-space:pre'>%1</p>"_s.arg(lines.join(u'\n').toHtmlEscaped());
}

QString elided(const QString &text, qsizetype characters)
{
    if (text.size() <= characters || characters < 3)
        return text;
    const qsizetype head = characters / 2;
    return text.left(head) + u'…' + text.right(characters - head - 1);
}

} // namespace Inspector
