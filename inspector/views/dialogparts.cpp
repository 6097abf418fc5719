// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/dialogparts.h"

#include "inspector/setup/addresses.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

QLabel *makeHeading(const QString &title, const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(u"dialogHeading"_s);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setText(
        u"<p style='font-size:large;font-weight:600;margin:0'>%1</p><p style='margin:4px 0 0 0'>%2</p>"_s.arg(
            title.toHtmlEscaped(), text.toHtmlEscaped()));
    return label;
}

QLabel *makeProblemLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setProperty("textRole", u"error"_s);
    label->setWordWrap(true);
    label->hide();
    return label;
}

QLabel *makeHintLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("textRole", u"muted"_s);
    label->setWordWrap(true);
    return label;
}

QWidget *stackedWidgets(std::initializer_list<QWidget *> widgets, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    return box;
}

QWidget *fieldWithButton(QWidget *field, QWidget *button, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(field, 1);
    layout->addWidget(button);
    return box;
}

bool showFieldProblem(QLabel *label, const QString &problem)
{
    // The glyph means "error" without the colour.
    label->setText(problem.isEmpty() ? QString() : u"✕ "_s + problem);
    label->setVisible(!problem.isEmpty());
    return problem.isEmpty();
}

QString readableFileProblem(const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists())
        return QCoreApplication::translate("Inspector::DialogParts", "There is no file %1.").arg(path);
    if (!file.isFile() || !file.isReadable())
        return QCoreApplication::translate("Inspector::DialogParts", "%1 cannot be read.").arg(path);
    if (file.size() == 0)
        return QCoreApplication::translate("Inspector::DialogParts", "%1 is empty.").arg(path);
    return {};
}

QFormLayout *makeForm()
{
    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(10);
    return form;
}

QComboBox *makeAddressField(QWidget *parent)
{
    auto *field = new QComboBox(parent);
    field->setEditable(true);
    field->setInsertPolicy(QComboBox::NoInsert);
    field->setMinimumContentsLength(36);
    field->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    field->lineEdit()->setPlaceholderText(u"wss://relay.example.org"_s);
    // Inline completion would replace what was typed when Return is pressed.
    field->completer()->setCompletionMode(QCompleter::PopupCompletion);
    field->completer()->setCaseSensitivity(Qt::CaseSensitive);
    field->completer()->popup()->setObjectName(u"addressCompletions"_s); // A window of its own for the style sheet.
    return field;
}

QUrl addressIn(const QComboBox *field)
{
    const auto read = readPlainRelayAddress(field->currentText());
    const auto *address = std::get_if<QUrl>(&read);
    return address ? *address : QUrl();
}

QString addressProblem(const QComboBox *field)
{
    const auto read = readPlainRelayAddress(field->currentText());
    const auto *problem = std::get_if<QString>(&read);
    return problem ? *problem : QString();
}

void setAddresses(QComboBox *field, const QStringList &addresses)
{
    const QString text = field->currentText();
    const QSignalBlocker blocker(field);
    field->clear();
    field->addItems(addresses);
    if (text.isEmpty())
        field->setCurrentIndex(addresses.isEmpty() ? -1 : 0);
    else
        field->setEditText(text);
    field->lineEdit()->selectAll();
}

void fitHeight(QDialog *dialog)
{
    QLayout *layout = dialog->layout();
    layout->invalidate();
    layout->activate();
    const int needed =
        layout->hasHeightForWidth() ? layout->totalHeightForWidth(dialog->width()) : layout->totalSizeHint().height();
    if (dialog->height() < needed)
        dialog->resize(dialog->width(), needed);
}

void addFormRow(QFormLayout *form, const QString &label, QWidget *field, QWidget *buddy)
{
    form->addRow(label, field);
    if (auto *text = qobject_cast<QLabel *>(form->labelForField(field)))
        text->setBuddy(buddy);
    // Qt takes the name from a label with the same parent only, and fields with a line below them have another one.
    if (buddy->accessibleName().isEmpty())
        buddy->setAccessibleName(QString(label).remove(u'&'));
}

QPushButton *addDialogLayout(QDialog *dialog, QLabel *heading, QFormLayout *form, const QString &acceptText)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    // Qt's own translation may not be installed.
    buttons->button(QDialogButtonBox::Cancel)->setText(QCoreApplication::translate("Inspector::DialogParts", "Cancel"));
    QPushButton *accept = buttons->addButton(acceptText, QDialogButtonBox::AcceptRole);
    accept->setDefault(true);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(heading);
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(buttons);
    return accept;
}

} // namespace Inspector
