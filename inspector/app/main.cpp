// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/application.h"
#include "inspector/app/launchoptions.h"
#include "inspector/app/mainwindow.h"
#include "inspector/app/terminationsignals.h"

#include <QtWidgets/QApplication>

#include <cstdio>
#include <variant>

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    Inspector::prepareApplication(application);
    Inspector::installTranslations(application);

    const auto launch = Inspector::readCommandLine(QApplication::arguments());
    if (const auto *message = std::get_if<Inspector::LaunchMessage>(&launch)) {
        std::fputs(qPrintable(message->text), message->exitCode == 0 ? stdout : stderr);
        return message->exitCode;
    }

    Inspector::TerminationSignals termination;
    Inspector::MainWindow window;
    QObject::connect(&termination, &Inspector::TerminationSignals::received, &window,
                     &Inspector::MainWindow::closeWithoutAsking);
    window.show();
    window.launch(std::get<Inspector::LaunchOptions>(launch));
    return QApplication::exec();
}
