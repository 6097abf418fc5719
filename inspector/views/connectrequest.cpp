// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/connectrequest.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Inspector::ConnectRequest", text);
}

// RFC 9110 section 5.6.2.
bool isTokenCharacter(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z')
           || u"!#$%&'*+-.^_`|~"_s.contains(c);
}

} // namespace

QUrl relayAddress(const QString &text)
{
    QString address = text.trimmed();
    if (address.isEmpty())
        return {};
    if (!address.contains("://"_L1))
        address.prepend("ws://"_L1);
    const QUrl url(address, QUrl::StrictMode);
    const bool relay = url.scheme() == "ws"_L1 || url.scheme() == "wss"_L1;
    return url.isValid() && relay && !url.host().isEmpty() ? url : QUrl();
}

QString relayAddressProblem(const QString &text)
{
    const QString address = text.trimmed();
    if (address.isEmpty())
        return translated(QT_TRANSLATE_NOOP("Inspector::ConnectRequest", "Enter the address of a relay."));
    if (!relayAddress(address).isEmpty()) {
        const QUrl url = relayAddress(address);
        if (!url.userName().isEmpty() || !url.password().isEmpty())
            return translated(
                QT_TRANSLATE_NOOP("Inspector::ConnectRequest", "Leave user names and passwords out of the address."));
        return {};
    }
    const QString scheme = address.section("://"_L1, 0, 0);
    if (address.contains("://"_L1) && scheme != "ws"_L1 && scheme != "wss"_L1)
        return translated(QT_TRANSLATE_NOOP("Inspector::ConnectRequest",
                                            "A relay address begins with ws:// or wss://, not with %1://."))
            .arg(scheme);
    return translated(QT_TRANSLATE_NOOP("Inspector::ConnectRequest",
                                        "This is not an address: expected ws://host:port or wss://host."));
}

QList<std::pair<QByteArray, QByteArray>> readHeaderLines(const QString &text, QString *problem)
{
    QList<std::pair<QByteArray, QByteArray>> headers;
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines.at(i).trimmed();
        if (line.isEmpty())
            continue;
        const qsizetype colon = line.indexOf(u':');
        const QString name = line.left(qMax<qsizetype>(colon, 0)).trimmed();
        if (name.isEmpty() || !std::all_of(name.cbegin(), name.cend(), isTokenCharacter)) {
            if (problem) {
                *problem = translated(QT_TRANSLATE_NOOP("Inspector::ConnectRequest",
                                                        "Line %1 is not a header: expected “Name: value”."))
                               .arg(i + 1);
            }
            return {};
        }
        headers.append({name.toLatin1(), line.mid(colon + 1).trimmed().toUtf8()});
    }
    return headers;
}

} // namespace Inspector
