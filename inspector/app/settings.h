// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/theme/theme.h"

#include <QtCore/QByteArray>
#include <QtCore/QSettings>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

namespace Inspector {

/// What the window keeps between two runs: how it looks and which addresses were used. Never a token, a header or
/// a name.
class Settings
{
public:
    static constexpr qsizetype maxRecentAddresses = 10;

    [[nodiscard]] QStringList recentAddresses() const;
    /// Puts \a address first. User information, query and fragment are left out: they may carry credentials.
    void addRecentAddress(const QUrl &address);

    [[nodiscard]] Theme::Scheme theme() const;
    void setTheme(Theme::Scheme choice);

    [[nodiscard]] QByteArray state(const QString &name) const;
    void setState(const QString &name, const QByteArray &state);

    /// Names of the panes that are hidden.
    [[nodiscard]] QStringList hiddenPanes() const;
    void setHiddenPanes(const QStringList &names);

    /// Returns the tab of the details, -1 where none was used.
    [[nodiscard]] int detailTab() const;
    void setDetailTab(int tab);

    [[nodiscard]] QString directory() const;
    void setDirectory(const QString &directory);

    [[nodiscard]] QString fileName() const { return m_settings.fileName(); }
    void sync() { m_settings.sync(); }

private:
    QSettings m_settings;
};

} // namespace Inspector
