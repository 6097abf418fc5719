// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// A client in a thread of its own, which ends with quit() and wait().
#include "conversation.h"

#include <QtCore/QThread>

using namespace RelayCore;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QThread thread;
    auto *client = new RelayClient(optionsFromArguments(QStringLiteral("worker")));
    client->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, client, &QObject::deleteLater);
    thread.start();
    QMetaObject::invokeMethod(client, [client, &app] {
        converse(*client, client, [client, &app] {
            client->close().then(&app, [](const CloseResult &result) { // continues in the main thread
                printClosed(result);
                QCoreApplication::quit();
            });
        });
    });
    const int code = QCoreApplication::exec();
    thread.quit();
    thread.wait();
    return code;
}
