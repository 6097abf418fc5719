// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/app/application.h"
#include "inspector/app/mainwindow.h"
#include "inspector/app/recovery.h"
#include "inspector/capture/capturewriter.h"
#include "inspector/models/messagemodel.h"
#include "inspector/views/messagetable.h"
#include "tests/views/guitest.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

#include <memory>
#include <utility>
#include <variant>

/// Returns the writer of a new capture at \a path, in which source 1 has opened connection 1.
inline std::unique_ptr<Inspector::CaptureWriter> beginCapture(const QString &path)
{
    auto created = Inspector::CaptureWriter::create(path);
    auto writer = std::get<std::unique_ptr<Inspector::CaptureWriter>>(std::move(created));
    writer->observe({1, 0, 1, RelayCore::SourceStarted{RelayCore::SourceKind::Proxy, QStringLiteral("Proxy"), {}, {}}});
    writer->observe(
        {1, 1, 2,
         RelayCore::ConnectionOpened{QStringLiteral("127.0.0.1:50001"), QStringLiteral("ws://127.0.0.1:8700")}});
    return writer;
}

/// A main window with settings of its own, for each test function.
class WindowTest : public QObject
{
    Q_OBJECT

protected:
    static constexpr int timeout = 30'000;

    void openWindow()
    {
        failOnOtherWarnings();
        QStandardPaths::setTestModeEnabled(true);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        m_files = std::make_unique<QTemporaryDir>();
        // A recording that the test function before has left would be offered.
        QVERIFY(QDir(Inspector::recordingsDirectory()).removeRecursively());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_files->path());
        reopenWindow();
    }

    /// Keeps the settings of the window before.
    void reopenWindow()
    {
        closeWindow();
        m_window = std::make_unique<Inspector::MainWindow>();
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void closeWindow()
    {
        if (!m_window)
            return;
        m_window->closeWithoutAsking();
        m_window.reset();
    }

    /// Records the demo into the capture \a capture; empty: into a temporary file.
    void startDemo(const QString &capture = {})
    {
        Inspector::LaunchOptions options;
        options.demo = true;
        options.demoPort = 0;
        options.capture = capture;
        m_window->launch(options);
        QTRY_VERIFY_WITH_TIMEOUT(firstOf(Inspector::MessageKind::Answer) != 0, timeout);
    }

    [[nodiscard]] Inspector::MessageTable *table() const { return m_window->findChild<Inspector::MessageTable *>(); }

    /// Returns the first message of \a kind, 0 for none.
    [[nodiscard]] Inspector::MessageId firstOf(Inspector::MessageKind kind) const
    {
        const auto &kinds = m_window->feed()->kinds();
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            if (kinds[i] == kind)
                return Inspector::MessageId(i + 1);
        }
        return 0;
    }

    [[nodiscard]] QString file(const QString &name) const { return m_files->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_files;
    std::unique_ptr<Inspector::MainWindow> m_window;
};

template<typename Test>
int runWindowTest(int argc, char *argv[])
{
    allowPlatformWarnings();
    QApplication application(argc, argv);
    Inspector::prepareApplication(application);
    // Tests run at the same time: recordings of one are abandoned ones for no other.
    QApplication::setApplicationName(QStringLiteral("relay-inspector-test-%1").arg(QCoreApplication::applicationPid()));
    QStandardPaths::setTestModeEnabled(true);
    Test test;
    const int failures = QTest::qExec(&test, argc, argv);
    QDir(Inspector::recordingsDirectory()).removeRecursively();
    return failures;
}
