// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/composedialog.h"

#include "inspector/dialogs/composeform.h"
#include "inspector/dialogs/composehistory.h"
#include "inspector/dialogs/composition.h"
#include "inspector/models/formatting.h"
#include "inspector/views/dialogparts.h"

#include <QtCore/QSignalBlocker>
#include <QtGui/QAction>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

ComposeDialog::ComposeDialog(QWidget *parent)
    : QDialog(parent)
    , m_client(new QComboBox)
    , m_clientProblem(makeProblemLabel(u"clientProblem"_s, this))
    , m_refusal(makeProblemLabel(u"refusal"_s, this))
    , m_history(new ComposeHistory)
{
    setObjectName(u"composeDialog"_s);
    setWindowTitle(tr("Compose a message"));
    resize(720, 680);
    m_client->setObjectName(u"client"_s);
    m_client->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    QFormLayout *rows = makeForm();
    addFormRow(rows, tr("C&lient"), stackedWidgets({m_client, m_clientProblem}, this), m_client);
    m_form = new ComposeForm(rows);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_send = buttons->addButton(tr("Send"), QDialogButtonBox::AcceptRole);
    m_send->setObjectName(u"send"_s);
    auto *sendAction = new QAction(this);
    sendAction->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    addAction(sendAction);
    connect(sendAction, &QAction::triggered, this, &ComposeDialog::send);
    m_send->setToolTip(tr("Send (%1)").arg(sendAction->shortcut().toString(QKeySequence::NativeText)));
    m_send->setDefault(true);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);

    auto *upper = new QWidget;
    auto *upperLayout = new QVBoxLayout(upper);
    upperLayout->setContentsMargins(0, 0, 0, 0);
    upperLayout->setSpacing(10);
    upperLayout->addWidget(makeHeading(tr("Compose a message"),
                                       tr("It is sent through a client of the inspector, past its queue and exactly "
                                          "as it stands here."),
                                       this));
    upperLayout->addWidget(m_form, 1);
    upperLayout->addWidget(m_refusal);
    upperLayout->addWidget(buttons);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(u"composeSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(upper);
    splitter->addWidget(m_history);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->addWidget(splitter);

    connect(m_client, &QComboBox::currentIndexChanged, this, &ComposeDialog::clientChanged);
    connect(m_form, &ComposeForm::changed, this, &ComposeDialog::validate);
    connect(m_send, &QPushButton::clicked, this, &ComposeDialog::send);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_history, &ComposeHistory::chosen, this,
            [this](const QByteArray &payload, bool isBinary) { edit(payload, isBinary, 0); });
    validate();
}

const ComposeClient *ComposeDialog::client() const
{
    const int index = m_client->currentIndex();
    return index < 0 || index >= m_clients.size() ? nullptr : &m_clients.at(index);
}

void ComposeDialog::setClients(const QList<ComposeClient> &clients)
{
    if (clients == m_clients)
        return;
    const quint32 chosen = client() ? client()->source : 0;
    m_clients = clients;
    {
        const QSignalBlocker blocker(m_client);
        m_client->clear();
        for (const ComposeClient &each : clients)
            m_client->addItem(each.isRegistered ? singleLine(each.title)
                                                : tr("%1 (not registered)").arg(singleLine(each.title)));
    }
    chooseClient(chosen);
    clientChanged();
}

void ComposeDialog::setPeers(const QList<std::pair<QUuid, QString>> &peers)
{
    m_form->setPeers(peers);
}

void ComposeDialog::chooseClient(quint32 source)
{
    for (int i = 0; i < m_clients.size(); ++i) {
        if (m_clients.at(i).source == source)
            m_client->setCurrentIndex(i);
    }
}

void ComposeDialog::clientChanged()
{
    if (const ComposeClient *chosen = client())
        m_form->setSender(chosen->name, chosen->uuid);
    validate();
}

void ComposeDialog::validate()
{
    const ComposeClient *chosen = client();
    QString problem;
    if (!chosen)
        problem = tr("There is no client of the inspector. Connect first.");
    else if (!chosen->isRegistered)
        problem = tr("This client is not registered, so nothing can be sent.");
    (void)showFieldProblem(m_clientProblem, problem);
    const auto payload = m_form->payload();
    const QString refusal = payload ? refusalOf(*payload, m_form->isBinary()) : QString();
    (void)showFieldProblem(m_refusal, refusal);
    m_send->setEnabled(problem.isEmpty() && payload);
}

void ComposeDialog::send()
{
    if (const auto payload = m_form->payload(); payload && m_send->isEnabled())
        post(*payload, m_form->isBinary());
}

void ComposeDialog::post(const QByteArray &payload, bool isBinary)
{
    const quint64 ticket = ++m_tickets;
    m_history->add(ticket, client()->name, payload, isBinary);
    Q_EMIT sendRequested(client()->source, ticket, payload, isBinary);
}

void ComposeDialog::edit(const QByteArray &payload, bool isBinary, quint32 source)
{
    chooseClient(source);
    m_form->setComposition(compositionOf(payload, isBinary));
}

void ComposeDialog::sendAgain(const QByteArray &payload, bool isBinary, quint32 source)
{
    chooseClient(source);
    if (client())
        post(payload, isBinary);
}

void ComposeDialog::showOutcome(const ComposeOutcome &outcome)
{
    m_history->showOutcome(outcome);
}

} // namespace Inspector
