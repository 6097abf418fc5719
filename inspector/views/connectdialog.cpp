// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/connectdialog.h"

#include <QtCore/QFileInfo>
#include <QtCore/QSignalBlocker>
#include <QtCore/QSysInfo>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QVBoxLayout>

#include <initializer_list>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

QLabel *heading(const QString &title, const QString &text, QWidget *parent)
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

// A line below a field that says what is wrong with it; it takes no room while there is nothing to say.
QLabel *problemLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setProperty("textRole", u"error"_s);
    label->setWordWrap(true);
    label->hide();
    return label;
}

QLabel *hintLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("textRole", u"muted"_s);
    label->setWordWrap(true);
    return label;
}

QWidget *column(std::initializer_list<QWidget *> widgets, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    return box;
}

QWidget *row(QWidget *field, QWidget *button, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(field, 1);
    layout->addWidget(button);
    return box;
}

bool say(QLabel *label, const QString &problem)
{
    // The glyph says "error" without the colour.
    label->setText(problem.isEmpty() ? QString() : u"✕ "_s + problem);
    label->setVisible(!problem.isEmpty());
    return problem.isEmpty();
}

QString readableFileProblem(const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists())
        return ConnectDialog::tr("There is no file %1.").arg(path);
    if (!file.isFile() || !file.isReadable())
        return ConnectDialog::tr("%1 cannot be read.").arg(path);
    if (file.size() == 0)
        return ConnectDialog::tr("%1 is empty.").arg(path);
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

QComboBox *addressField(QWidget *parent)
{
    auto *field = new QComboBox(parent);
    field->setEditable(true);
    field->setInsertPolicy(QComboBox::NoInsert);
    field->setMinimumContentsLength(36);
    field->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    field->lineEdit()->setPlaceholderText(u"wss://relay.example.org"_s);
    return field;
}

void offer(QComboBox *field, const QStringList &addresses)
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

// Sentences wrap, so the height a dialog needs depends on its width; Qt does not see to that by itself.
void fit(QDialog *dialog)
{
    QLayout *layout = dialog->layout();
    layout->invalidate();
    layout->activate();
    const int needed =
        layout->hasHeightForWidth() ? layout->totalHeightForWidth(dialog->width()) : layout->totalSizeHint().height();
    if (dialog->height() < needed)
        dialog->resize(dialog->width(), needed);
}

} // namespace

ConnectDialog::ConnectDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"connectDialog"_s);
    setWindowTitle(tr("Connect to a relay"));
    setMinimumWidth(560);

    m_address = addressField(this);
    m_address->setObjectName(u"address"_s);
    m_address->setAccessibleName(tr("Address of the relay"));
    m_addressProblem = problemLabel(u"addressProblem"_s, this);

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
    m_uuidProblem = problemLabel(u"uuidProblem"_s, this);

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
    m_tokenProblem = problemLabel(u"tokenProblem"_s, this);

    m_headers = new QPlainTextEdit(this);
    m_headers->setObjectName(u"headers"_s);
    m_headers->setPlaceholderText(tr("Name: value, one per line"));
    m_headers->setTabChangesFocus(true);
    m_headers->setFixedHeight(m_headers->fontMetrics().height() * 3 + 16);
    m_headers->setAccessibleName(tr("Further headers of the upgrade request"));
    m_headersProblem = problemLabel(u"headersProblem"_s, this);

    m_certificates = new QComboBox(this);
    m_certificates->setObjectName(u"certificates"_s);
    m_certificates->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_certificates->setAccessibleName(tr("How to check the relay's certificate"));
    m_certificates->addItem(tr("Check with the system's authorities"), int(ConnectRequest::Certificates::System));
    m_certificates->addItem(tr("Check with an authority from a file"),
                            int(ConnectRequest::Certificates::AuthorityFile));
    m_certificates->addItem(tr("Accept any certificate (only for tests)"),
                            int(ConnectRequest::Certificates::AcceptAny));
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
    m_authorityRow = row(m_authorityFile, chooseAuthority, this);
    m_certificateProblem = problemLabel(u"certificateProblem"_s, this);

    m_reconnect = new QCheckBox(tr("Come &back by itself when the connection is lost"), this);
    m_reconnect->setObjectName(u"reconnect"_s);
    m_reconnect->setChecked(true);

    QFormLayout *form = makeForm();
    form->addRow(tr("&Address"), column({m_address, m_addressProblem}, this));
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&UUID"), column({row(m_uuid, generate, this), m_uuidProblem}, this));
    form->addRow(tr("&Token file"),
                 column({row(m_tokenFile, chooseToken, this), m_tokenProblem,
                         hintLabel(tr("Sent as a bearer token. It stays in its file: neither settings nor captures "
                                      "ever hold it."),
                                   this)},
                        this));
    form->addRow(tr("&Headers"), column({m_headers, m_headersProblem}, this));
    form->addRow(tr("&Certificate"), column({m_certificates, m_authorityRow, m_certificateProblem}, this));
    form->addRow(QString(), m_reconnect);
    // The buddies that QFormLayout cannot guess, because the field is a column.
    static_cast<QLabel *>(form->itemAt(0, QFormLayout::LabelRole)->widget())->setBuddy(m_address);
    static_cast<QLabel *>(form->itemAt(2, QFormLayout::LabelRole)->widget())->setBuddy(m_uuid);
    static_cast<QLabel *>(form->itemAt(3, QFormLayout::LabelRole)->widget())->setBuddy(m_tokenFile);
    static_cast<QLabel *>(form->itemAt(4, QFormLayout::LabelRole)->widget())->setBuddy(m_headers);
    static_cast<QLabel *>(form->itemAt(5, QFormLayout::LabelRole)->widget())->setBuddy(m_certificates);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel")); // Qt's own translation may not be installed
    QPushButton *connectButton = buttons->addButton(tr("Connect"), QDialogButtonBox::AcceptRole);
    connectButton->setObjectName(u"connectButton"_s);
    connectButton->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ConnectDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(heading(tr("Connect to a relay"),
                              tr("The inspector registers as a client and shows everything that goes over the wire."),
                              this));
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(buttons);

    connect(m_address, &QComboBox::editTextChanged, this, [this] {
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

void ConnectDialog::setRecentAddresses(const QStringList &addresses)
{
    offer(m_address, addresses);
    updateCertificateFields();
}

void ConnectDialog::setAddress(const QString &address)
{
    m_address->setEditText(address);
}

ConnectRequest ConnectDialog::request() const
{
    ConnectRequest request;
    request.address = relayAddress(m_address->currentText());
    request.name = m_name->text().trimmed();
    request.uuid = QUuid(m_uuid->text().trimmed());
    request.headers = readHeaderLines(m_headers->toPlainText(), nullptr);
    request.tokenFile = m_tokenFile->text().trimmed();
    request.certificates = ConnectRequest::Certificates(m_certificates->currentData().toInt());
    request.authorityFile = m_authorityFile->text().trimmed();
    request.reconnect = m_reconnect->isChecked();
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
    bool valid = say(m_addressProblem, relayAddressProblem(m_address->currentText()));

    const QString uuid = m_uuid->text().trimmed();
    valid &= say(m_uuidProblem, uuid.isEmpty() || !QUuid(uuid).isNull()
                                    ? QString()
                                    : tr("Not a UUID: expected 32 hexadecimal digits in five groups."));

    const QString token = m_tokenFile->text().trimmed();
    valid &= say(m_tokenProblem, token.isEmpty() ? QString() : readableFileProblem(token));

    QString headersProblem;
    (void)readHeaderLines(m_headers->toPlainText(), &headersProblem);
    valid &= say(m_headersProblem, headersProblem);

    const bool fromFile = !m_authorityRow->isHidden();
    const QString authority = m_authorityFile->text().trimmed();
    QString authorityProblem;
    if (fromFile)
        authorityProblem =
            authority.isEmpty() ? tr("Choose the file of the authority.") : readableFileProblem(authority);
    valid &= say(m_certificateProblem, authorityProblem);
    if (isVisible())
        fit(this);
    return valid;
}

void ConnectDialog::showEvent(QShowEvent *event)
{
    fit(this);
    QDialog::showEvent(event);
}

void ConnectDialog::revalidate()
{
    if (m_tried)
        (void)validate();
}

void ConnectDialog::updateCertificateFields()
{
    const QUrl address = relayAddress(m_address->currentText());
    const bool tls = address.isEmpty() || address.scheme() == "wss"_L1;
    m_certificates->setEnabled(tls);
    m_certificates->setToolTip(tls ? QString() : tr("ws:// connections are not encrypted and have no certificate."));
    const auto choice = ConnectRequest::Certificates(m_certificates->currentData().toInt());
    m_authorityRow->setVisible(tls && choice == ConnectRequest::Certificates::AuthorityFile);
    if (isVisible())
        fit(this);
}

QString ConnectDialog::chooseFile(const QString &title)
{
    return QFileDialog::getOpenFileName(this, title);
}

ProxyDialog::ProxyDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"proxyDialog"_s);
    setWindowTitle(tr("Start a proxy"));
    setMinimumWidth(520);

    m_upstream = addressField(this);
    m_upstream->setObjectName(u"upstream"_s);
    m_upstream->setAccessibleName(tr("Relay the proxy leads to"));
    m_upstreamProblem = problemLabel(u"upstreamProblem"_s, this);
    m_host = new QLineEdit(u"127.0.0.1"_s, this);
    m_host->setObjectName(u"host"_s);
    m_host->setAccessibleName(tr("Address to listen on"));
    m_hostProblem = problemLabel(u"hostProblem"_s, this);
    m_port = new QSpinBox(this);
    m_port->setObjectName(u"port"_s);
    m_port->setRange(0, 65535);
    m_port->setValue(9700);
    m_port->setSpecialValueText(tr("any"));
    m_port->setAccessibleName(tr("Port to listen on"));

    QFormLayout *form = makeForm();
    form->addRow(tr("&Relay"), column({m_upstream, m_upstreamProblem}, this));
    form->addRow(tr("&Listen on"), column({row(m_host, m_port, this), m_hostProblem}, this));
    static_cast<QLabel *>(form->itemAt(0, QFormLayout::LabelRole)->widget())->setBuddy(m_upstream);
    static_cast<QLabel *>(form->itemAt(1, QFormLayout::LabelRole)->widget())->setBuddy(m_host);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel")); // Qt's own translation may not be installed
    QPushButton *start = buttons->addButton(tr("Start"), QDialogButtonBox::AcceptRole);
    start->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ProxyDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ProxyDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(heading(tr("Start a proxy"),
                              tr("Point any client at the proxy instead of its relay; its traffic goes through "
                                 "unchanged and is shown here."),
                              this));
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(buttons);

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
    offer(m_upstream, addresses);
}

ProxyRequest ProxyDialog::request() const
{
    return {m_host->text().trimmed(), quint16(m_port->value()), relayAddress(m_upstream->currentText())};
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
    bool valid = say(m_upstreamProblem, relayAddressProblem(m_upstream->currentText()));
    valid &= say(m_hostProblem, m_host->text().trimmed().isEmpty()
                                    ? tr("Enter an address of this machine, such as 127.0.0.1.")
                                    : QString());
    if (isVisible())
        fit(this);
    return valid;
}

void ProxyDialog::showEvent(QShowEvent *event)
{
    fit(this);
    QDialog::showEvent(event);
}

} // namespace Inspector
