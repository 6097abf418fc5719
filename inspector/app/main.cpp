// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/application.h"
#include "inspector/app/launchoptions.h"
#include "inspector/app/mainwindow.h"
#include "inspector/setup/terminationsignals.h"

#include <QtQuick/QQuickWindow>
#include <QtWidgets/QApplication>

#include <variant>

int main(int argc, char *argv[])
{
    QStringList given;
    for (int i = 1; i < argc; ++i)
        given.append(QString::fromLocal8Bit(argv[i]));
    if (Inspector::runsWithoutDisplay(given))
        return Inspector::runWithoutDisplay(argc, argv);

    // One diagram needs no graphics card: the window looks the same over remote X, in a virtual machine and in the
    // tests. (With OpenGL, QQuickWidget of Qt 6.4 also loads its source again whenever it moves into another window.)
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    Inspector::LaunchArguments arguments(argc, argv);
    QApplication application(arguments.count(), arguments.values());
    Inspector::prepareApplication(application);
    Inspector::installTranslations(application);

    const auto launch = Inspector::readCommandLine(arguments.all(QApplication::arguments()));
    if (const auto *message = std::get_if<Inspector::LaunchMessage>(&launch))
        return Inspector::print(*message);

    Inspector::TerminationSignals termination;
    Inspector::MainWindow window;
    QObject::connect(&termination, &Inspector::TerminationSignals::terminationRequested, &window,
                     &Inspector::MainWindow::closeWithoutAsking);
    window.show();
    window.launch(std::get<Inspector::LaunchOptions>(launch));
    return QApplication::exec();
}
