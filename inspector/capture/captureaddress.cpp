// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/captureaddress.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qsizetype maxNameLength = 200;

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::CaptureAddress)
};

/// The parameters of libpq that may stand in an address. Those that hold a secret are not among them.
const QStringList &libpqOptions()
{
    static const QStringList names{u"application_name"_s,
                                   u"channel_binding"_s,
                                   u"connect_timeout"_s,
                                   u"gssencmode"_s,
                                   u"krbsrvname"_s,
                                   u"passfile"_s,
                                   u"service"_s,
                                   u"sslcert"_s,
                                   u"sslcrl"_s,
                                   u"sslcrldir"_s,
                                   u"sslkey"_s,
                                   u"sslmode"_s,
                                   u"sslrootcert"_s,
                                   u"sslsni"_s,
                                   u"ssl_min_protocol_version"_s,
                                   u"target_session_attrs"_s};
    return names;
}

bool isPrintable(const QString &text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.isPrint(); });
}

/// Sets the member of \a address, or adds the option, that \a name stands for. Returns why it cannot.
std::optional<QString> setParameter(DatabaseAddress &address, const QString &name, const QString &value)
{
    if (name == "capture"_L1) {
        if (value.isEmpty() || value.size() > maxNameLength || !isPrintable(value))
            return Texts::tr("The name of a capture has 1 to %1 printable characters.").arg(maxNameLength);
        address.capture = value;
    } else if (name == "host"_L1) {
        address.host = value;
    } else if (name == "user"_L1) {
        address.user = value;
    } else if (name == "port"_L1) {
        bool ok = false;
        const ushort port = value.toUShort(&ok);
        if (!ok || port == 0)
            return Texts::tr("The port is no number from 1 to 65535.");
        address.port = port;
    } else if (name == "dbname"_L1) {
        address.database = value;
    } else if (name.contains("password"_L1)) {
        return Texts::tr(
            "An address must not hold a password: other users of this computer can read it. Put the password "
            "into the environment variable PGPASSWORD, or into ~/.pgpass.");
    } else if (!libpqOptions().contains(name)) {
        return Texts::tr("The address has an unknown parameter “%1”.").arg(name.left(40));
    } else if (value.contains(u';') || !isPrintable(value)) {
        // Qt's driver replaces every semicolon by a space.
        return Texts::tr("The value of “%1” must not have semicolons or control characters.").arg(name);
    } else {
        address.options.append({name, value});
    }
    return std::nullopt;
}

} // namespace

std::variant<DatabaseAddress, QString> DatabaseAddress::parse(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!isDatabaseAddress(text) || !url.isValid())
        return Texts::tr(
            "The address of a capture in a database is postgresql://USER@HOST/DATABASE?capture=NAME. Special "
            "characters are written as in a web address, a space as %20.");
    DatabaseAddress address;
    // Also an empty one: what follows the colon may have been left out by accident.
    if (url.userInfo(QUrl::FullyEncoded).contains(u':'))
        return *setParameter(address, u"password"_s, {});
    if (url.hasFragment())
        return Texts::tr("The address has a “#”. Write it as %23 where it belongs to a name.");
    address.user = url.userName(QUrl::FullyDecoded);
    address.host = url.host(QUrl::FullyDecoded);
    if (url.port() == 0)
        return Texts::tr("The port is no number from 1 to 65535.");
    if (url.port() > 0)
        address.port = quint16(url.port());
    address.database = url.path(QUrl::FullyDecoded).mid(1);
    QStringList seen;
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items) {
        if (seen.contains(name))
            return Texts::tr("The address has the parameter “%1” twice.").arg(name.left(40));
        seen.append(name);
        if (std::optional<QString> problem = setParameter(address, name, value))
            return *std::move(problem);
    }
    if (!isPrintable(address.user + address.host + address.database))
        return Texts::tr("The address has control characters.");
    if (address.database.isEmpty() && !seen.contains(u"service"_s))
        return Texts::tr("The address names no database: postgresql://USER@HOST/DATABASE?capture=NAME.");
    return address;
}

QString DatabaseAddress::text() const
{
    QUrl url;
    url.setScheme(u"postgresql"_s);
    const bool isFolder = host.startsWith(u'/') || host.startsWith(u'@') || host.contains(u',');
    // Before the others: without a host a URL has no user either.
    url.setHost(isFolder ? QString() : host);
    const auto encoded = [](const QString &value) {
        return QString::fromLatin1(QUrl::toPercentEncoding(value, "/:", "+"));
    };
    QStringList query;
    const auto add = [&](const QString &name, const QString &value) { query.append(name + u'=' + encoded(value)); };
    if (!capture.isEmpty())
        add(u"capture"_s, capture);
    if (isFolder)
        add(u"host"_s, host);
    if (url.host().isEmpty()) {
        if (!user.isEmpty())
            add(u"user"_s, user);
        if (port)
            add(u"port"_s, QString::number(*port));
    } else {
        url.setUserName(user, QUrl::DecodedMode);
        if (port)
            url.setPort(*port);
    }
    for (const auto &[name, value] : options)
        add(name, value);
    const QString authority = url.authority(QUrl::FullyEncoded);
    return u"postgresql://"_s + authority + u'/' + encoded(database).replace(u'/', u"%2F"_s)
           + (query.isEmpty() ? QString() : u'?' + query.join(u'&'));
}

DatabaseAddress DatabaseAddress::withoutCapture() const
{
    DatabaseAddress address = *this;
    address.capture.clear();
    return address;
}

bool isDatabaseAddress(QStringView where)
{
    return where.startsWith("postgresql://"_L1, Qt::CaseInsensitive)
           || where.startsWith("postgres://"_L1, Qt::CaseInsensitive);
}

QString displayedAddress(const QString &where)
{
    if (!isDatabaseAddress(where))
        return where;
    const auto parsed = DatabaseAddress::parse(where);
    const auto *const address = std::get_if<DatabaseAddress>(&parsed);
    return address ? address->text() : u"postgresql://…"_s;
}

} // namespace Inspector
