// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/app/application.h"
#include "inspector/app/mainwindow.h"
#include "inspector/app/recovery.h"
#include "tests/views/guitest.h"

#include <QtCore/QDir>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

/// Brings the real window into its states and writes pictures of them to RELAY_SCREENSHOTS. RELAY_SCREENSHOT_TEXT is the
/// size of the application's font in percent; the sizes of the windows stay as they are.
class ScreenshotTest : public QObject
{
    Q_OBJECT

public:
    /// Returns the size of the text in pictures, in percent of the usual one.
    [[nodiscard]] static int textPercent()
    {
        const int percent = qEnvironmentVariableIntValue("RELAY_SCREENSHOT_TEXT");
        return percent > 0 ? percent : 100;
    }

protected:
    static constexpr int timeout = 30'000;

    void prepare()
    {
        QStandardPaths::setTestModeEnabled(true);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_files.path());
        const QString target = qEnvironmentVariable("RELAY_SCREENSHOTS", QStringLiteral("screenshots"));
        QVERIFY(QDir().mkpath(target));
        m_target.setPath(target);
    }

    void addSchemes()
    {
        QTest::addColumn<Inspector::Theme::Scheme>("scheme");
        QTest::addRow("light") << Inspector::Theme::Scheme::Light;
        QTest::addRow("dark") << Inspector::Theme::Scheme::Dark;
    }

    /// Returns the sizes that windows have in pictures: those with room for the size of the text.
    [[nodiscard]] static QList<QSize> windowSizes()
    {
        QList<QSize> sizes{{800, 500}, {1024, 640}, {1440, 900}, {1920, 1080}};
        if (textPercent() > 100)
            sizes.removeFirst();
        return sizes;
    }

    /// Returns options for a window that looks the same with every run.
    [[nodiscard]] static Inspector::LaunchOptions plain(Inspector::Theme::Scheme scheme)
    {
        Inspector::LaunchOptions options;
        options.theme = scheme;
        options.restoreWindow = false;
        return options;
    }

    void take(QWidget &window, const QString &name)
    {
        // Nothing is hovered, and whatever was posted for layout and painting is done first.
        QTest::mouseMove(&window, QPoint(window.width() / 2, window.height() - 4));
        QTest::qWait(150);
        const QPixmap picture = window.grab();
        QVERIFY(!picture.isNull());
        QVERIFY(picture.save(m_target.filePath(name + QStringLiteral(".png"))));
    }

    QDir m_target;
    QTemporaryDir m_files;
};

template<typename Test>
int runScreenshotTest(int argc, char *argv[])
{
    allowPlatformWarnings();
    QApplication application(argc, argv);
    Inspector::prepareApplication(application);
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * Test::textPercent() / 100);
    QApplication::setFont(font);
    QApplication::setApplicationName(QStringLiteral("relay-inspector-screenshots"));
    // What a run that was ended has left would be offered.
    QDir(Inspector::recordingsDirectory()).removeRecursively();
    Inspector::installTranslations(application);
    Test test;
    return QTest::qExec(&test, argc, argv);
}
