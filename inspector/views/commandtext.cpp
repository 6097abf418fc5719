// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/commandtext.h"

#include "inspector/theme/theme.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Returns \a text with joiners where a line would end inside of an option or behind the scheme of an address.
QString unbroken(QString text)
{
    static const QRegularExpression places(
        u"(?<=-)(?=\\S)|(?<=:/)(?=/)|(?<=:)(?=//)|(?<=://)(?=\\S)|(?<=\\./)(?=\\S)"_s);
    return text.replace(places, QString(QChar(0x2060)));
}

} // namespace

CommandText::CommandText(QWidget *parent)
    : QWidget(parent)
{
    m_label = new QLabel(this);
    m_label->setObjectName(u"commandText"_s);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setFont(Theme::fixedFont());
    m_label->setProperty("textRole", u"code"_s);
    m_label->setWordWrap(true);
    m_copy = new QToolButton(this);
    m_copy->setObjectName(u"copyCommand"_s);
    m_copy->setText(tr("Copy"));
    m_copy->setAutoRaise(true);
    m_copy->setToolTip(tr("Copy the command"));
    const auto copy = [this] { QGuiApplication::clipboard()->setText(m_text); };
    connect(m_copy, &QToolButton::clicked, this, copy);
    m_label->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *action = new QAction(m_copy->toolTip(), m_label);
    m_label->addAction(action);
    connect(action, &QAction::triggered, this, copy);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_label, 1);
    row->addWidget(m_copy, 0, Qt::AlignTop);
}

void CommandText::setText(const QString &text)
{
    m_text = text;
    m_label->setFocusPolicy(Qt::ClickFocus); // For the key of its context menu.
    // Not selectable: the joiners would be copied with it.
    m_label->setText(unbroken(text));
    m_label->setAccessibleName(text);
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
