// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/settings.h"

#include "inspector/capture/captureaddress.h"
#include "inspector/views/filterbar.h"

#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

/// \a address without what may carry credentials.
QString plainAddress(const QUrl &address)
{
    return address.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment)
        .toString(QUrl::FullyEncoded);
}

/// The group of what was entered for \a address. Slashes would make groups of their own.
QString groupOf(const QString &address)
{
    return "connect/"_L1 + QString::fromLatin1(QUrl::toPercentEncoding(address));
}

} // namespace

QStringList Settings::recentAddresses() const
{
    return m_settings.value("recentAddresses"_L1).toStringList();
}

void Settings::addRecentAddress(const QUrl &address)
{
    const QString text = plainAddress(address);
    if (text.isEmpty())
        return;
    QStringList addresses = recentAddresses();
    addresses.removeAll(text);
    addresses.prepend(text);
    while (addresses.size() > maxRecentAddresses)
        m_settings.remove(groupOf(addresses.takeLast()));
    m_settings.setValue("recentAddresses"_L1, addresses);
}

ConnectDefaults Settings::connectDefaults(const QString &address) const
{
    const QString group = groupOf(plainAddress(QUrl(address)));
    return {m_settings.value(group + "/name"_L1).toString(), m_settings.value(group + "/tokenFile"_L1).toString(),
            m_settings.value(group + "/authorities"_L1).toString(),
            m_settings.value(group + "/reconnect"_L1, true).toBool()};
}

void Settings::setConnectDefaults(const QUrl &address, const ConnectDefaults &defaults)
{
    const QString group = groupOf(plainAddress(address));
    m_settings.setValue(group + "/name"_L1, defaults.name);
    m_settings.setValue(group + "/tokenFile"_L1, defaults.tokenFile);
    m_settings.setValue(group + "/authorities"_L1, defaults.authorities);
    m_settings.setValue(group + "/reconnect"_L1, defaults.reconnect);
}

QStringList Settings::recentCaptures() const
{
    return m_settings.value("recentCaptures"_L1).toStringList();
}

/// The address of a capture in a database is no path.
static QString absolutePath(const QString &path)
{
    return isDatabaseAddress(path) ? path : QFileInfo(path).absoluteFilePath();
}

void Settings::addRecentCapture(const QString &path)
{
    const QString absolute = absolutePath(path);
    QStringList captures = recentCaptures();
    captures.removeAll(absolute);
    captures.prepend(absolute);
    m_settings.setValue("recentCaptures"_L1, QStringList(captures.mid(0, maxRecentCaptures)));
}

void Settings::removeRecentCapture(const QString &path)
{
    QStringList captures = recentCaptures();
    captures.removeAll(absolutePath(path));
    m_settings.setValue("recentCaptures"_L1, captures);
}

void Settings::clearRecentCaptures()
{
    m_settings.remove("recentCaptures"_L1);
}

Theme::Scheme Settings::theme() const
{
    const QString name = m_settings.value("theme"_L1).toString();
    if (name == "light"_L1)
        return Theme::Scheme::Light;
    return name == "dark"_L1 ? Theme::Scheme::Dark : Theme::Scheme::System;
}

void Settings::setTheme(Theme::Scheme choice)
{
    switch (choice) {
    case Theme::Scheme::System:
        m_settings.setValue("theme"_L1, u"system"_s);
        return;
    case Theme::Scheme::Light:
        m_settings.setValue("theme"_L1, u"light"_s);
        return;
    case Theme::Scheme::Dark:
        m_settings.setValue("theme"_L1, u"dark"_s);
        return;
    }
}

QByteArray Settings::state(const QString &name) const
{
    return m_settings.value("window/"_L1 + name).toByteArray();
}

void Settings::setState(const QString &name, const QByteArray &state)
{
    m_settings.setValue("window/"_L1 + name, state);
}

bool Settings::flag(const QString &name) const
{
    return m_settings.value("window/"_L1 + name, false).toBool();
}

void Settings::setFlag(const QString &name, bool set)
{
    m_settings.setValue("window/"_L1 + name, set);
}

QStringList Settings::hiddenPanes() const
{
    return m_settings.value("window/hiddenPanes"_L1).toStringList();
}

void Settings::setHiddenPanes(const QStringList &names)
{
    m_settings.setValue("window/hiddenPanes"_L1, names);
}

int Settings::detailTab() const
{
    return m_settings.value("window/detailTab"_L1, -1).toInt();
}

void Settings::setDetailTab(int tab)
{
    m_settings.setValue("window/detailTab"_L1, tab);
}

StoredFilters Settings::filters() const
{
    StoredFilters filters;
    filters.history = m_settings.value("filters/history"_L1).toStringList();
    const QVariantMap saved = m_settings.value("filters/saved"_L1).toMap();
    for (auto filter = saved.cbegin(); filter != saved.cend(); ++filter)
        filters.saved.insert(filter.key(), filter.value().toString());
    return filters;
}

void Settings::setFilters(const StoredFilters &filters)
{
    QVariantMap saved;
    for (auto filter = filters.saved.cbegin(); filter != filters.saved.cend(); ++filter)
        saved.insert(filter.key(), filter.value());
    m_settings.setValue("filters/history"_L1, filters.history);
    m_settings.setValue("filters/saved"_L1, saved);
}

QString Settings::database() const
{
    return m_settings.value("database"_L1).toString();
}

void Settings::setDatabase(const QString &database)
{
    m_settings.setValue("database"_L1, database);
}

QString Settings::directory() const
{
    return m_settings.value("directory"_L1, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
        .toString();
}

void Settings::setDirectory(const QString &directory)
{
    m_settings.setValue("directory"_L1, directory);
}

} // namespace Inspector
