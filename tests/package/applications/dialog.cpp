// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// A dialog with a client as child, deleted when it closes: the client goes last, with calls still open.
#include "conversation.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>

using namespace RelayCore;

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    auto *dialog = new QDialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto *client = new RelayClient(optionsFromArguments(QStringLiteral("dialog")), dialog);
    converse(*client, dialog, [client, dialog] {
        client->send(offerTo(QUuid::createUuid())).then(dialog, [dialog](const SendResult &) {
            dialog->setWindowTitle(QStringLiteral("sent"));
        });
        client->receive().then(dialog, [dialog](const ReceiveResult &) { dialog->setWindowTitle({}); });
        print(QStringLiteral("closed"));
        dialog->close();
    });
    dialog->show();
    return QApplication::exec();
}
