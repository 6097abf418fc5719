// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/gotodialog.h"

#include "inspector/models/messagelocator.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

GoToDialog::GoToDialog(Go go, QWidget *parent)
    : QDialog(parent)
    , m_go(std::move(go))
{
    setObjectName(u"goToDialog"_s);
    setWindowTitle(tr("Go to a message"));
    auto *label = new QLabel(tr("&Number or time"), this);
    m_text = new QLineEdit(this);
    m_text->setObjectName(u"goToText"_s);
    m_text->setPlaceholderText(tr("18326, 14:02:11 or +1.5s"));
    m_text->setMinimumWidth(m_text->fontMetrics().averageCharWidth() * 36);
    label->setBuddy(m_text);
    m_error = new QLabel(this);
    m_error->setObjectName(u"goToError"_s);
    m_error->setProperty("textRole", u"error"_s);
    m_error->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Go"), QDialogButtonBox::AcceptRole)->setDefault(true);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_text);
    layout->addWidget(m_error);
    layout->addWidget(buttons);
    connect(m_text, &QLineEdit::textEdited, m_error, &QLabel::clear);
    connect(buttons, &QDialogButtonBox::accepted, this, &GoToDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &GoToDialog::reject);
}

void GoToDialog::accept()
{
    if (m_go(m_text->text())) {
        QDialog::accept();
        return;
    }
    m_error->setText(isMessagePlace(m_text->text())
                         ? tr("✕ There is no such message.")
                         : tr("✕ This is no number and no time, such as 18326, 14:02:11 or +1.5s."));
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
    m_text->selectAll();
    m_text->setFocus();
}

} // namespace Inspector
