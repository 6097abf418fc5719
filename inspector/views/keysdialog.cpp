// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/keysdialog.h"

#include "inspector/views/keytext.h"
#include "inspector/views/propertyview.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

KeysDialog::KeysDialog(const Theme *theme, const QList<std::pair<QKeySequence, QString>> &keys, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"keysDialog"_s);
    setWindowTitle(tr("Keys"));
    auto *view = new PropertyView(theme, this);
    view->setAccessibleName(tr("Keys"));
    view->setNamesWhole(true); // A key that is broken into two lines is read as two keys.
    PropertySection section;
    section.title = tr("Keys");
    for (const auto &[key, meaning] : keys)
        section.facts.append({keyText(key), meaning, QString(), QString()});
    view->setSections({section});
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(view, 1);
    layout->addWidget(buttons);
    resize(460, 520);
}

} // namespace Inspector
