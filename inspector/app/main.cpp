// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/application.h"
#include "inspector/app/launchoptions.h"
#include "inspector/app/mainwindow.h"
#include "inspector/setup/terminationsignals.h"

#include <QtQuick/QQuickWindow>
#include <QtWidgets/QApplication>

#include <cstdio>
#include <variant>

int main(int argc, char *argv[])
{
    // One diagram needs no graphics card: the window looks the same over remote X, in a virtual machine and in the
    // tests. (With OpenGL, QQuickWidget of Qt 6.4 also loads its source again whenever it moves into another window.)
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    Inspector::LaunchArguments arguments(argc, argv);
    QApplication application(arguments.count(), arguments.values());
    Inspector::prepareApplication(application);
    Inspector::installTranslations(application);

    const auto launch = Inspector::readCommandLine(arguments.all(QApplication::arguments()));
    if (const auto *message = std::get_if<Inspector::LaunchMessage>(&launch)) {
        std::fputs(qPrintable(message->text), message->exitCode == 0 ? stdout : stderr);
        return message->exitCode;
    }

    Inspector::TerminationSignals termination;
    Inspector::MainWindow window;
    QObject::connect(&termination, &Inspector::TerminationSignals::terminationRequested, &window,
                     &Inspector::MainWindow::closeWithoutAsking);
    window.show();
    window.launch(std::get<Inspector::LaunchOptions>(launch));
    return QApplication::exec();
}
