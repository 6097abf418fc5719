// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/connectdialog.h"

#include "inspector/setup/headers.h"
#include "inspector/views/dialogparts.h"

#include <QtCore/QSysInfo>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

ConnectDialog::ConnectDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"connectDialog"_s);
    setWindowTitle(tr("Connect to a relay"));
    setMinimumWidth(560);

    m_address = makeAddressField(this);
    m_address->setObjectName(u"address"_s);
    m_address->setAccessibleName(tr("Address of the relay"));
    m_addressProblem = makeProblemLabel(u"addressProblem"_s, this);

    m_name = new QLineEdit(this);
    m_name->setObjectName(u"name"_s);
    m_name->setPlaceholderText(QSysInfo::machineHostName());
    m_name->setAccessibleName(tr("Name to register with"));

    m_uuid = new QLineEdit(this);
    m_uuid->setObjectName(u"uuid"_s);
    m_uuid->setPlaceholderText(tr("a new one for this connection"));
    m_uuid->setAccessibleName(tr("UUID to register with"));
    auto *generate = new QPushButton(tr("&Generate"), this);
    generate->setAutoDefault(false);
    connect(generate, &QPushButton::clicked, this,
            [this] { m_uuid->setText(QUuid::createUuid().toString(QUuid::WithoutBraces)); });
    m_uuidProblem = makeProblemLabel(u"uuidProblem"_s, this);

    m_tokenFile = new QLineEdit(this);
    m_tokenFile->setObjectName(u"tokenFile"_s);
    m_tokenFile->setPlaceholderText(tr("none"));
    m_tokenFile->setAccessibleName(tr("File that holds the bearer token"));
    auto *chooseToken = new QPushButton(tr("Choose…"), this);
    chooseToken->setAutoDefault(false);
    chooseToken->setAccessibleName(tr("Choose the token file"));
    connect(chooseToken, &QPushButton::clicked, this, [this] {
        const QString file = chooseFile(tr("File that holds the bearer token"));
        if (!file.isEmpty())
            m_tokenFile->setText(file);
    });
    m_tokenProblem = makeProblemLabel(u"tokenProblem"_s, this);

    m_headers = new QPlainTextEdit(this);
    m_headers->setObjectName(u"headers"_s);
    m_headers->setPlaceholderText(tr("Name: value, one per line"));
    m_headers->setTabChangesFocus(true);
    m_headers->setFixedHeight(m_headers->fontMetrics().height() * 3 + 16);
    m_headers->setAccessibleName(tr("Further headers of the upgrade request"));
    m_headersProblem = makeProblemLabel(u"headersProblem"_s, this);

    m_certificates = new QComboBox(this);
    m_certificates->setObjectName(u"certificates"_s);
    m_certificates->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_certificates->setAccessibleName(tr("How to check the relay's certificate"));
    m_certificates->addItem(tr("Check with the system's authorities"), int(Certificates::System));
    m_certificates->addItem(tr("Check with an authority from a file"), int(Certificates::AuthorityFile));
    m_certificates->addItem(tr("Accept any certificate (only for tests)"), int(Certificates::AcceptAny));
    m_authorityFile = new QLineEdit(this);
    m_authorityFile->setObjectName(u"authorityFile"_s);
    m_authorityFile->setPlaceholderText(tr("PEM file"));
    m_authorityFile->setAccessibleName(tr("Certificate authority file"));
    auto *chooseAuthority = new QPushButton(tr("Choose…"), this);
    chooseAuthority->setAutoDefault(false);
    chooseAuthority->setAccessibleName(tr("Choose the certificate authority file"));
    connect(chooseAuthority, &QPushButton::clicked, this, [this] {
        const QString file = chooseFile(tr("Certificate authority (PEM)"));
        if (!file.isEmpty())
            m_authorityFile->setText(file);
    });
    m_authorityRow = fieldWithButton(m_authorityFile, chooseAuthority, this);
    m_certificateProblem = makeProblemLabel(u"certificateProblem"_s, this);

    m_reconnect = new QCheckBox(tr("Come &back by itself when the connection is lost"), this);
    m_reconnect->setObjectName(u"reconnect"_s);
    m_reconnect->setChecked(true);

    QFormLayout *form = makeForm();
    addFormRow(form, tr("&Address"), stackedWidgets({m_address, m_addressProblem}, this), m_address);
    form->addRow(tr("&Name"), m_name);
    addFormRow(form, tr("&UUID"), stackedWidgets({fieldWithButton(m_uuid, generate, this), m_uuidProblem}, this),
               m_uuid);
    addFormRow(
        form, tr("&Token file"),
        stackedWidgets({fieldWithButton(m_tokenFile, chooseToken, this), m_tokenProblem,
                        makeHintLabel(tr("Sent as a bearer token. It stays in its file: neither settings nor captures "
                                         "ever hold it."),
                                      this)},
                       this),
        m_tokenFile);
    addFormRow(form, tr("&Headers"), stackedWidgets({m_headers, m_headersProblem}, this), m_headers);
    addFormRow(form, tr("&Certificate"), stackedWidgets({m_certificates, m_authorityRow, m_certificateProblem}, this),
               m_certificates);
    form->addRow(QString(), m_reconnect);
    addDialogLayout(this,
                    makeHeading(tr("Connect to a relay"),
                                tr("The inspector registers as a client and shows everything that goes over the wire."),
                                this),
                    form, tr("Connect"))
        ->setObjectName(u"connectButton"_s);

    connect(m_address, &QComboBox::editTextChanged, this, [this] {
        fillDefaults();
        updateCertificateFields();
        revalidate();
    });
    connect(m_uuid, &QLineEdit::textChanged, this, &ConnectDialog::revalidate);
    connect(m_tokenFile, &QLineEdit::textChanged, this, &ConnectDialog::revalidate);
    connect(m_headers, &QPlainTextEdit::textChanged, this, &ConnectDialog::revalidate);
    connect(m_authorityFile, &QLineEdit::textChanged, this, &ConnectDialog::revalidate);
    connect(m_certificates, &QComboBox::currentIndexChanged, this, [this] {
        updateCertificateFields();
        revalidate();
    });
    updateCertificateFields();
    m_address->setFocus();
}

void ConnectDialog::setRecentAddresses(const QStringList &addresses, DefaultsFor defaults)
{
    m_recent = addresses;
    m_defaultsFor = std::move(defaults);
    setAddresses(m_address, addresses);
    fillDefaults();
    updateCertificateFields();
}

void ConnectDialog::fillDefaults()
{
    const QString address = addressIn(m_address).toString(QUrl::FullyEncoded);
    if (!m_defaultsFor || !m_recent.contains(address))
        return;
    const ConnectDefaults known = m_defaultsFor(address);
    const auto fill = [](QLineEdit *field, const QString &before, const QString &now) {
        if (field->text() == before)
            field->setText(now);
    };
    fill(m_name, m_filled.name, known.name);
    fill(m_tokenFile, m_filled.tokenFile, known.tokenFile);
    if (m_authorityFile->text() == m_filled.authorities) {
        m_authorityFile->setText(known.authorities);
        const auto certificates = known.authorities.isEmpty() ? Certificates::System : Certificates::AuthorityFile;
        m_certificates->setCurrentIndex(m_certificates->findData(int(certificates)));
    }
    if (m_reconnect->isChecked() == m_filled.reconnect)
        m_reconnect->setChecked(known.reconnect);
    m_filled = known;
}

void ConnectDialog::setAddress(const QString &address)
{
    m_address->setEditText(address);
}

ConnectRequest ConnectDialog::request() const
{
    ConnectRequest request;
    request.client.address = addressIn(m_address);
    request.client.name = m_name->text().trimmed();
    request.client.uuid = QUuid(m_uuid->text().trimmed());
    const auto headers = readHeaderLines(m_headers->toPlainText());
    if (const auto *list = std::get_if<RelayCore::HeaderList>(&headers))
        request.client.headers = *list;
    request.client.reconnect = m_reconnect->isChecked();
    request.tokenFile = m_tokenFile->text().trimmed();
    const auto certificates = Certificates(m_certificates->currentData().toInt());
    request.client.verifyCertificate = certificates != Certificates::AcceptAny;
    if (certificates == Certificates::AuthorityFile)
        request.tls.authorities = m_authorityFile->text().trimmed();
    return request;
}

void ConnectDialog::accept()
{
    m_tried = true;
    if (validate()) {
        QDialog::accept();
        return;
    }
    // The cursor goes to the first field that needs attention.
    if (!m_addressProblem->isHidden())
        m_address->setFocus();
    else if (!m_uuidProblem->isHidden())
        m_uuid->setFocus();
    else if (!m_tokenProblem->isHidden())
        m_tokenFile->setFocus();
    else if (!m_headersProblem->isHidden())
        m_headers->setFocus();
    else
        m_authorityFile->setFocus();
}

bool ConnectDialog::validate()
{
    bool valid = showFieldProblem(m_addressProblem, addressProblem(m_address));

    const QString uuid = m_uuid->text().trimmed();
    valid &= showFieldProblem(m_uuidProblem, uuid.isEmpty() || !QUuid(uuid).isNull()
                                                 ? QString()
                                                 : tr("Not a UUID: expected 32 hexadecimal digits in five groups."));

    const QString token = m_tokenFile->text().trimmed();
    valid &= showFieldProblem(m_tokenProblem, token.isEmpty() ? QString() : readableFileProblem(token));

    const auto headers = readHeaderLines(m_headers->toPlainText());
    const auto *headersProblem = std::get_if<QString>(&headers);
    valid &= showFieldProblem(m_headersProblem, headersProblem ? *headersProblem : QString());

    const bool fromFile = !m_authorityRow->isHidden();
    const QString authority = m_authorityFile->text().trimmed();
    QString authorityProblem;
    if (fromFile)
        authorityProblem =
            authority.isEmpty() ? tr("Choose the file of the authority.") : readableFileProblem(authority);
    valid &= showFieldProblem(m_certificateProblem, authorityProblem);
    if (isVisible())
        fitHeight(this);
    return valid;
}

void ConnectDialog::showEvent(QShowEvent *event)
{
    fitHeight(this);
    QDialog::showEvent(event);
}

void ConnectDialog::revalidate()
{
    if (m_tried)
        (void)validate();
}

void ConnectDialog::updateCertificateFields()
{
    const QUrl address = addressIn(m_address);
    const bool tls = address.isEmpty() || address.scheme() == "wss"_L1;
    m_certificates->setEnabled(tls);
    m_certificates->setToolTip(tls ? QString() : tr("ws:// connections are not encrypted and have no certificate."));
    const auto choice = Certificates(m_certificates->currentData().toInt());
    m_authorityRow->setVisible(tls && choice == Certificates::AuthorityFile);
    if (isVisible())
        fitHeight(this);
}

QString ConnectDialog::chooseFile(const QString &title)
{
    return QFileDialog::getOpenFileName(this, title);
}

} // namespace Inspector
