// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/commandtext.h"

#include "inspector/theme/theme.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

CommandText::CommandText(QWidget *parent)
    : QWidget(parent)
{
    m_label = new QLabel(this);
    m_label->setObjectName(u"commandText"_s);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setFont(Theme::fixedFont());
    m_label->setProperty("textRole", u"code"_s);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_label->setWordWrap(true);
    m_copy = new QToolButton(this);
    m_copy->setObjectName(u"copyCommand"_s);
    m_copy->setText(tr("Copy"));
    m_copy->setAutoRaise(true);
    m_copy->setToolTip(tr("Copy the command"));
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text); });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_label, 1);
    row->addWidget(m_copy, 0, Qt::AlignTop);
}

void CommandText::setText(const QString &text)
{
    m_text = text;
    m_label->setText(text);
    m_copy->setAccessibleName(tr("Copy the command %1").arg(text));
}

QString CommandText::quoted(const QString &word)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_@%+=:,./-]+$"_s);
    if (plain.match(word).hasMatch())
        return word;
    QString escaped = word;
    return u'\'' + escaped.replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace Inspector
