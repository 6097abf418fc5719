// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/forwardproxydialog.h"

#include "inspector/views/commandtext.h"
#include "inspector/views/dialogparts.h"
#include "inspector/views/listenfield.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

ForwardProxyDialog::ForwardProxyDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"forwardProxyDialog"_s);
    setWindowTitle(tr("Start a forward proxy"));
    setMinimumWidth(560);

    m_listen = new ListenField(this);
    m_bundle = new QLineEdit(QDir::toNativeSeparators(QDir::home().filePath(u"relay-inspector-authority.pem"_s)), this);
    m_bundle->setObjectName(u"bundle"_s);
    m_bundle->setAccessibleName(tr("File for the certificates that clients have to trust"));
    m_bundleProblem = makeProblemLabel(u"bundleProblem"_s, this);
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setAccessibleName(tr("Choose a file"));
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString path =
            QFileDialog::getSaveFileName(this, tr("Certificates that clients have to trust"), m_bundle->text(), {},
                                         nullptr, QFileDialog::DontConfirmOverwrite);
        if (!path.isEmpty())
            m_bundle->setText(QDir::toNativeSeparators(path));
    });
    m_commandText = new CommandText(this);

    QFormLayout *form = makeForm();
    addFormRow(form, tr("&Listen on"), m_listen, m_listen->host());
    addFormRow(form, tr("&Certificates to"),
               stackedWidgets({fieldWithButton(m_bundle, choose, this), m_bundleProblem}, this), m_bundle);
    addFormRow(form, tr("For a client"), m_commandText, m_commandText->button());
    addDialogLayout(
        this,
        makeHeading(tr("Start a forward proxy"),
                    tr("For clients that are configured by hand: they name the relay themselves and trust the "
                       "certificates in this file, because their TLS is taken apart. Each start makes new ones."),
                    this),
        form, tr("Start"));

    const auto changed = [this] {
        updateCommandText();
        if (m_tried)
            (void)validate();
    };
    connect(m_listen, &ListenField::changed, this, changed);
    connect(m_bundle, &QLineEdit::textChanged, this, changed);
    updateCommandText();
    m_listen->host()->setFocus();
}

ForwardProxyRequest ForwardProxyDialog::request() const
{
    ForwardProxyRequest request;
    request.proxy.listen = m_listen->value();
    request.bundleFile = QDir::fromNativeSeparators(m_bundle->text().trimmed());
    return request;
}

void ForwardProxyDialog::updateCommandText()
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(m_listen->value().host);
    url.setPort(m_listen->value().port);
    m_commandText->setText(u"export ws_proxy=%1 wss_proxy=%1 SSL_CERT_FILE=%2"_s.arg(
        url.toString(), CommandText::quoted(QDir::fromNativeSeparators(m_bundle->text().trimmed()))));
}

void ForwardProxyDialog::accept()
{
    m_tried = true;
    if (validate())
        QDialog::accept();
    else if (!m_listen->validate())
        m_listen->host()->setFocus();
    else
        m_bundle->setFocus();
}

bool ForwardProxyDialog::validate()
{
    const QFileInfo bundle(request().bundleFile);
    const bool hasFolder = !bundle.fileName().isEmpty() && !bundle.isDir() && bundle.dir().exists();
    bool valid = m_listen->validate();
    valid &= showFieldProblem(m_bundleProblem,
                              hasFolder ? QString() : tr("Enter the name of a file in a folder that exists."));
    if (isVisible())
        fitHeight(this);
    return valid;
}

void ForwardProxyDialog::showEvent(QShowEvent *event)
{
    fitHeight(this);
    QDialog::showEvent(event);
}

} // namespace Inspector
