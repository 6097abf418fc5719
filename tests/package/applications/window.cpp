// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// A main window with a client as member, which closes after the client has closed.
#include "conversation.h"

#include <QtGui/QCloseEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMainWindow>

using namespace RelayCore;

namespace {

class Window : public QMainWindow
{
    Q_OBJECT

public:
    Window()
    {
        converse(m_client, this, [this] { close(); });
    }

protected:
    void closeEvent(QCloseEvent *event) override
    {
        if (m_client.state() == RelayClient::State::Closed)
            return;
        event->ignore();
        m_client.close().then(this, [this](const CloseResult &result) {
            printClosed(result);
            close();
        });
    }

private:
    RelayClient m_client{optionsFromArguments(QStringLiteral("window"))};
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    Window window;
    window.show();
    return QApplication::exec();
}

#include "window.moc"
