// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/connectrequest.h"
#include "inspector/theme/theme.h"

#include <QtCore/QByteArray>
#include <QtCore/QSettings>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

namespace Inspector {

struct StoredFilters;

/// What the window keeps between two runs: how it looks, which captures were on show, and which addresses were used
/// with which names and files. Never a token or a header.
class Settings
{
public:
    static constexpr qsizetype maxRecentAddresses = 10;
    static constexpr qsizetype maxRecentCaptures = 10;

    [[nodiscard]] QStringList recentAddresses() const;
    /// Puts \a address first. User information, query and fragment are left out: they may carry credentials.
    void addRecentAddress(const QUrl &address);

    /// Returns what was entered for \a address last; the defaults for one that was not used.
    [[nodiscard]] ConnectDefaults connectDefaults(const QString &address) const;
    void setConnectDefaults(const QUrl &address, const ConnectDefaults &defaults);

    /// Returns the files of captures that were opened or saved, the newest first.
    [[nodiscard]] QStringList recentCaptures() const;
    void addRecentCapture(const QString &path);
    void removeRecentCapture(const QString &path);
    void clearRecentCaptures();

    [[nodiscard]] Theme::Scheme theme() const;
    void setTheme(Theme::Scheme choice);

    [[nodiscard]] QByteArray state(const QString &name) const;
    void setState(const QString &name, const QByteArray &state);

    [[nodiscard]] bool flag(const QString &name) const;
    void setFlag(const QString &name, bool set);

    /// Names of the panes that are hidden.
    [[nodiscard]] QStringList hiddenPanes() const;
    void setHiddenPanes(const QStringList &names);

    /// Returns the tab of the details, -1 where none was used.
    [[nodiscard]] int detailTab() const;
    void setDetailTab(int tab);

    /// Returns the filters that were used or named.
    [[nodiscard]] StoredFilters filters() const;
    void setFilters(const StoredFilters &filters);

    [[nodiscard]] QString directory() const;
    void setDirectory(const QString &directory);
    /// Returns the address of the database from which a capture was opened last.
    [[nodiscard]] QString database() const;
    void setDatabase(const QString &database);

    [[nodiscard]] QString fileName() const { return m_settings.fileName(); }
    void sync() { m_settings.sync(); }

private:
    QSettings m_settings;
};

} // namespace Inspector
