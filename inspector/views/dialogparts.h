// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

#include <initializer_list>

QT_BEGIN_NAMESPACE
class QComboBox;
class QDialog;
class QFormLayout;
class QLabel;
class QPushButton;
class QWidget;
QT_END_NAMESPACE

/// What the dialogs for sources share.
namespace Inspector {

[[nodiscard]] QLabel *makeHeading(const QString &title, const QString &text, QWidget *parent);
/// Returns the line below a field that describes its error. It takes no space while there is none.
[[nodiscard]] QLabel *makeProblemLabel(const QString &name, QWidget *parent);
[[nodiscard]] QLabel *makeHintLabel(const QString &text, QWidget *parent);
[[nodiscard]] QWidget *stackedWidgets(std::initializer_list<QWidget *> widgets, QWidget *parent);
[[nodiscard]] QWidget *fieldWithButton(QWidget *field, QWidget *button, QWidget *parent);
/// Shows \a problem in \a label; hides it where \a problem is empty. \return whether it is empty.
bool showFieldProblem(QLabel *label, const QString &problem);
/// Returns why the file cannot be used, as a translated sentence; empty where it can.
[[nodiscard]] QString readableFileProblem(const QString &path);
[[nodiscard]] QFormLayout *makeForm();
/// Adds a row whose label has \a buddy, which is \a field or inside it.
void addFormRow(QFormLayout *form, const QString &label, QWidget *field, QWidget *buddy);
/// Returns a combo box for relay addresses that offers recent ones and uses what was typed.
[[nodiscard]] QComboBox *makeAddressField(QWidget *parent);
/// Returns the relay address in \a field; it is empty if \a field holds none.
[[nodiscard]] QUrl addressIn(const QComboBox *field);
/// Returns what is wrong with the address in \a field, as a translated sentence; empty if it can be used.
[[nodiscard]] QString addressProblem(const QComboBox *field);
/// Sets the recent addresses, newest first; a text that was typed is kept.
void setAddresses(QComboBox *field, const QStringList &addresses);
/// Lays out a dialog with \a acceptText as the text of its default button, which is returned.
QPushButton *addDialogLayout(QDialog *dialog, QLabel *heading, QFormLayout *form, const QString &acceptText);
/// Makes \a dialog high enough for its wrapped texts, whose height depends on the width.
void fitHeight(QDialog *dialog);

} // namespace Inspector
