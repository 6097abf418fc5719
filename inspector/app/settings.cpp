// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/settings.h"

#include <QtCore/QStandardPaths>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

QStringList Settings::recentAddresses() const
{
    return m_settings.value("recentAddresses"_L1).toStringList();
}

void Settings::addRecentAddress(const QUrl &address)
{
    const QString text =
        address.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).toString(QUrl::FullyEncoded);
    if (text.isEmpty())
        return;
    QStringList addresses = recentAddresses();
    addresses.removeAll(text);
    addresses.prepend(text);
    m_settings.setValue("recentAddresses"_L1, QStringList(addresses.mid(0, maxRecentAddresses)));
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
