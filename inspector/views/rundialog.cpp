// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/rundialog.h"

#include "inspector/views/commandtext.h"
#include "inspector/views/dialogparts.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

RunDialog::RunDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"runDialog"_s);
    setWindowTitle(tr("Run a program"));
    setMinimumWidth(560);

    const auto makeField = [this](const QString &name, const QString &accessibleName) {
        auto *field = new QLineEdit(this);
        field->setObjectName(name);
        field->setAccessibleName(accessibleName);
        return field;
    };
    m_command = makeField(u"command"_s, tr("Program and its arguments"));
    m_command->setPlaceholderText(u"python3 endpoint.py"_s);
    m_commandProblem = makeProblemLabel(u"commandProblem"_s, this);
    m_directory = makeField(u"directory"_s, tr("Folder in which the program runs"));
    m_directory->setPlaceholderText(tr("the current one"));
    m_directoryProblem = makeProblemLabel(u"directoryProblem"_s, this);
    m_authorities = makeField(u"authorities"_s, tr("File with certificates to trust"));
    m_authorities->setPlaceholderText(tr("those of the system"));
    m_authoritiesProblem = makeProblemLabel(u"authoritiesProblem"_s, this);
    m_all = new QCheckBox(tr("HTTP and HTTPS, too (&unread)"), this);
    m_all->setObjectName(u"all"_s);
    auto *chooseDirectory = new QPushButton(tr("Choose…"), this);
    chooseDirectory->setAccessibleName(tr("Choose a folder"));
    connect(chooseDirectory, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getExistingDirectory(this, tr("Folder in which the program runs"));
        if (!path.isEmpty())
            m_directory->setText(path);
    });
    auto *chooseFile = new QPushButton(tr("Choose…"), this);
    chooseFile->setAccessibleName(tr("Choose a file"));
    connect(chooseFile, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Certificates to trust"));
        if (!path.isEmpty())
            m_authorities->setText(path);
    });
    m_commandText = new CommandText(this);

    QFormLayout *form = makeForm();
    addFormRow(form, tr("&Program"), stackedWidgets({m_command, m_commandProblem}, this), m_command);
    addFormRow(form, tr("&Folder"),
               stackedWidgets({fieldWithButton(m_directory, chooseDirectory, this), m_directoryProblem}, this),
               m_directory);
    addFormRow(form, tr("&Relay's certificates"),
               stackedWidgets({fieldWithButton(m_authorities, chooseFile, this), m_authoritiesProblem}, this),
               m_authorities);
    form->addRow(QString(), m_all);
    addFormRow(form, tr("In a terminal"), m_commandText, m_commandText->button());
    addDialogLayout(
        this,
        makeHeading(tr("Run a program"),
                    tr("Its WebSocket connections are led through a proxy and shown here, TLS included; its "
                       "configuration stays as it is. Stopping the source ends the program."),
                    this),
        form, tr("Run"));

    const auto changed = [this] {
        updateCommandText();
        if (m_tried)
            (void)validate();
    };
    for (QLineEdit *field : {m_command, m_directory, m_authorities})
        connect(field, &QLineEdit::textChanged, this, changed);
    connect(m_all, &QCheckBox::toggled, this, changed);
    updateCommandText();
    m_command->setFocus();
}

void RunDialog::setCommand(const QString &command)
{
    m_command->setText(command);
    m_command->selectAll();
}

QString RunDialog::command() const
{
    return m_command->text().trimmed();
}

RunRequest RunDialog::request() const
{
    RunRequest request;
    const auto command = splitCommand(m_command->text());
    if (const auto *words = std::get_if<QStringList>(&command))
        request.command = *words;
    request.directory = m_directory->text().trimmed();
    request.all = m_all->isChecked();
    request.proxy.tls.authorities = m_authorities->text().trimmed();
    return request;
}

void RunDialog::updateCommandText()
{
    QString line = u"relayctl run --capture talk.relaycap"_s;
    if (m_all->isChecked())
        line += u" --all"_s;
    if (const QString file = m_authorities->text().trimmed(); !file.isEmpty())
        line += u" --ca-file "_s + CommandText::quoted(file);
    m_commandText->setText(line + u" -- "_s + (command().isEmpty() ? m_command->placeholderText() : command()));
}

void RunDialog::accept()
{
    m_tried = true;
    if (validate())
        QDialog::accept();
    else if (!m_commandProblem->isHidden())
        m_command->setFocus();
    else if (!m_directoryProblem->isHidden())
        m_directory->setFocus();
    else
        m_authorities->setFocus();
}

bool RunDialog::validate()
{
    const auto command = splitCommand(m_command->text());
    const auto *problem = std::get_if<QString>(&command);
    const QString directory = m_directory->text().trimmed();
    const QString authorities = m_authorities->text().trimmed();
    bool valid = showFieldProblem(m_commandProblem, problem ? *problem : QString());
    valid &= showFieldProblem(m_directoryProblem, directory.isEmpty() || QFileInfo(directory).isDir()
                                                      ? QString()
                                                      : tr("There is no folder %1.").arg(directory));
    valid &=
        showFieldProblem(m_authoritiesProblem, authorities.isEmpty() ? QString() : readableFileProblem(authorities));
    if (isVisible())
        fitHeight(this);
    return valid;
}

void RunDialog::showEvent(QShowEvent *event)
{
    fitHeight(this);
    QDialog::showEvent(event);
}

} // namespace Inspector
