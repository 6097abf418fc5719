// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/proxydialog.h"

#include "inspector/views/dialogparts.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

ProxyDialog::ProxyDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"proxyDialog"_s);
    setWindowTitle(tr("Start a proxy"));
    setMinimumWidth(520);

    m_upstream = makeAddressField(this);
    m_upstream->setObjectName(u"upstream"_s);
    m_upstream->setAccessibleName(tr("Relay the proxy leads to"));
    m_upstreamProblem = makeProblemLabel(u"upstreamProblem"_s, this);
    m_host = new QLineEdit(u"127.0.0.1"_s, this);
    m_host->setObjectName(u"host"_s);
    m_host->setAccessibleName(tr("Address to listen on"));
    m_hostProblem = makeProblemLabel(u"hostProblem"_s, this);
    m_port = new QSpinBox(this);
    m_port->setObjectName(u"port"_s);
    m_port->setRange(0, 65535);
    m_port->setValue(9700);
    m_port->setSpecialValueText(tr("any"));
    m_port->setAccessibleName(tr("Port to listen on"));

    QFormLayout *form = makeForm();
    addFormRow(form, tr("&Relay"), stackedWidgets({m_upstream, m_upstreamProblem}, this), m_upstream);
    addFormRow(form, tr("&Listen on"), stackedWidgets({fieldWithButton(m_host, m_port, this), m_hostProblem}, this),
               m_host);
    addDialogLayout(this,
                    makeHeading(tr("Start a proxy"),
                                tr("Point any client at the proxy instead of its relay; its traffic goes through "
                                   "unchanged and is shown here."),
                                this),
                    form, tr("Start"));

    const auto revalidate = [this] {
        if (m_tried)
            (void)validate();
    };
    connect(m_upstream, &QComboBox::editTextChanged, this, revalidate);
    connect(m_host, &QLineEdit::textChanged, this, revalidate);
    m_upstream->setFocus();
}

void ProxyDialog::setRecentAddresses(const QStringList &addresses)
{
    setAddresses(m_upstream, addresses);
}

ProxyRequest ProxyDialog::request() const
{
    ProxyRequest request;
    request.listen = {m_host->text().trimmed(), quint16(m_port->value())};
    request.upstream = addressIn(m_upstream);
    return request;
}

void ProxyDialog::accept()
{
    m_tried = true;
    if (validate())
        QDialog::accept();
    else if (!m_upstreamProblem->isHidden())
        m_upstream->setFocus();
    else
        m_host->setFocus();
}

bool ProxyDialog::validate()
{
    bool valid = showFieldProblem(m_upstreamProblem, addressProblem(m_upstream));
    valid &= showFieldProblem(m_hostProblem, m_host->text().trimmed().isEmpty()
                                                 ? tr("Enter an address of this machine, such as 127.0.0.1.")
                                                 : QString());
    if (isVisible())
        fitHeight(this);
    return valid;
}

void ProxyDialog::showEvent(QShowEvent *event)
{
    fitHeight(this);
    QDialog::showEvent(event);
}

} // namespace Inspector
