// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/proxydialog.h"

#include "inspector/views/dialogparts.h"
#include "inspector/views/listenfield.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

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
    m_listen = new ListenField(this);
    m_listen->allowAnyPort();

    QFormLayout *form = makeForm();
    addFormRow(form, tr("&Relay"), stackedWidgets({m_upstream, m_upstreamProblem}, this), m_upstream);
    addFormRow(form, tr("&Listen on"), m_listen, m_listen->host());
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
    connect(m_listen, &ListenField::changed, this, revalidate);
    m_upstream->setFocus();
}

void ProxyDialog::setRecentAddresses(const QStringList &addresses)
{
    setAddresses(m_upstream, addresses);
}

ProxyRequest ProxyDialog::request() const
{
    ProxyRequest request;
    request.listen = m_listen->value();
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
        m_listen->host()->setFocus();
}

bool ProxyDialog::validate()
{
    bool valid = showFieldProblem(m_upstreamProblem, addressProblem(m_upstream));
    valid &= m_listen->validate();
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
