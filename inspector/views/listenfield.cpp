// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/listenfield.h"

#include "inspector/views/dialogparts.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QVBoxLayout>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

ListenField::ListenField(QWidget *parent)
    : QWidget(parent)
{
    m_host = new QLineEdit(u"127.0.0.1"_s, this);
    m_host->setObjectName(u"host"_s);
    m_host->setAccessibleName(tr("Address to listen on"));
    m_problem = makeProblemLabel(u"hostProblem"_s, this);
    m_port = new QSpinBox(this);
    m_port->setObjectName(u"port"_s);
    m_port->setRange(1, 65535);
    m_port->setValue(9700);
    m_port->setAccessibleName(tr("Port to listen on"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(stackedWidgets({fieldWithButton(m_host, m_port, this), m_problem}, this));
    connect(m_host, &QLineEdit::textChanged, this, &ListenField::changed);
    connect(m_port, &QSpinBox::valueChanged, this, &ListenField::changed);
}

void ListenField::allowAnyPort()
{
    m_port->setMinimum(0);
    m_port->setSpecialValueText(tr("any"));
}

HostPort ListenField::value() const
{
    return {m_host->text().trimmed(), quint16(m_port->value())};
}

bool ListenField::validate()
{
    return showFieldProblem(
        m_problem, value().host.isEmpty() ? tr("Enter an address of this machine, such as 127.0.0.1.") : QString());
}

} // namespace Inspector
