// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/savequestion.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QFileDialog>

namespace Inspector {

QString askForFile(QWidget *window, const QString &title, const QString &suggestion, const QString &nameFilter)
{
    const QFileInfo file(suggestion);
    QFileDialog dialog(window, title, file.absolutePath(), nameFilter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(file.suffix());
    dialog.selectFile(file.fileName());
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

} // namespace Inspector
