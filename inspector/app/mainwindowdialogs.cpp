// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// The dialogs of the main window.
#include "inspector/app/fileactions.h"
#include "inspector/app/mainactions.h"
#include "inspector/app/mainwindow.h"
#include "inspector/dialogs/databasedialog.h"
#include "inspector/dialogs/savequestion.h"
#include "inspector/views/connectdialog.h"
#include "inspector/views/forwardproxydialog.h"
#include "inspector/views/keysdialog.h"
#include "inspector/views/proxydialog.h"
#include "inspector/views/rundialog.h"
#include "inspector/views/tapdialog.h"

#include <QtCore/QDir>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMessageBox>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

void MainWindow::showConnectDialog()
{
    ConnectDialog dialog(this);
    dialog.setRecentAddresses(m_settings.recentAddresses(),
                              [this](const QString &address) { return m_settings.connectDefaults(address); });
    if (dialog.exec() == QDialog::Accepted)
        connectTo(dialog.request());
}

void MainWindow::showProxyDialog()
{
    ProxyDialog dialog(this);
    dialog.setRecentAddresses(m_settings.recentAddresses());
    if (dialog.exec() == QDialog::Accepted)
        startProxy(dialog.request());
}

void MainWindow::showRunDialog()
{
    RunDialog dialog(this);
    dialog.setCommand(m_lastCommand);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_lastCommand = dialog.command();
    m_session.runProgram(dialog.request());
}

void MainWindow::showForwardProxyDialog()
{
    ForwardProxyDialog dialog(this);
    if (dialog.exec() == QDialog::Accepted)
        m_session.startForwardProxy(dialog.request());
}

void MainWindow::showTapDialog()
{
    TapDialog dialog(this);
    if (dialog.exec() == QDialog::Accepted)
        m_session.attach(dialog.taps());
}

void MainWindow::showOpenDialog()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open a capture"), m_settings.directory(), FileActions::readableFilter());
    if (!path.isEmpty())
        openCapture(path);
}

void MainWindow::showDatabaseDialog()
{
    DatabaseDialog dialog(m_settings.database(), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_settings.setDatabase(dialog.database());
    openCapture(dialog.address());
}

bool MainWindow::showSaveDialog()
{
    if (!feed()->isOpen())
        return false;
    const QString path =
        askForFile(this, tr("Save a copy"), QDir(m_settings.directory()).filePath(m_session.suggestedName()),
                   tr("Captures (*.relaycap);;All files (*)"));
    return !path.isEmpty() && saveCapture(path);
}

void MainWindow::showKeys()
{
    KeysDialog dialog(&m_theme, m_actions->keys(), this);
    dialog.exec();
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About Relay Inspector"),
                       tr("<b>Relay Inspector %1</b><p>Watches the conversation of ProxyStore relay clients.</p>"
                          "<p>MIT licence. Built with Qt %2.</p>")
                           .arg(QApplication::applicationVersion(), QString::fromLatin1(qVersion())));
}

} // namespace Inspector
