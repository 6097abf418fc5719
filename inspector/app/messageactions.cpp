// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/messageactions.h"

#include "inspector/analysis/connectionstate.h"
#include "inspector/app/capturesession.h"
#include "inspector/app/settings.h"
#include "inspector/app/sourcehost.h"
#include "inspector/dialogs/composedialog.h"
#include "inspector/dialogs/replaydialog.h"
#include "inspector/views/messagebar.h"
#include "inspector/views/messagetable.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Peers that the composer offers; of thousands a person types the UUID.
constexpr qsizetype mostPeers = 200;

} // namespace

MessageActions::MessageActions(QWidget *window, MessageTable *table, CaptureSession *session, Settings *settings,
                               MessageBar *problems)
    : QObject(window)
    , m_window(window)
    , m_table(table)
    , m_session(session)
    , m_settings(settings)
    , m_problems(problems)
    , m_sendAgain(new QAction(tr("&Send again"), this))
    , m_edit(new QAction(tr("&Edit and send again…"), this))
{
    m_sendAgain->setShortcut(Qt::Key_R);
    m_edit->setShortcut(Qt::Key_E);
    connect(m_sendAgain, &QAction::triggered, this, &MessageActions::sendAgain);
    connect(m_edit, &QAction::triggered, this, &MessageActions::edit);
    connect(table, &MessageTable::menuRequested, this, &MessageActions::fillMenu);
    connect(session->feed(), &CaptureFeed::structureChanged, this, &MessageActions::updateComposer);
    connect(session, &CaptureSession::changed, this, &MessageActions::updateComposer);
    connect(session, &CaptureSession::recordingStarted, this,
            [this] { connect(m_session->sources(), &SourceHost::composed, this, &MessageActions::onOutcome); });
}

void MessageActions::fillMenu(QMenu *menu)
{
    const MessageId id = m_table->selectedMessage();
    const auto message = id == 0 ? std::nullopt : m_session->feed()->row(id);
    const ConnectionRow *connection = message ? m_session->feed()->connection(message->connection) : nullptr;
    const auto add = [&](const QString &text, SnippetLanguage language) {
        QAction *action = menu->addAction(text, this, [this, language] { copyAs(language); });
        action->setEnabled(connection && !messageSnippet(language, *message, *connection).isEmpty());
    };
    add(tr("Copy as &relayctl command"), SnippetLanguage::Relayctl);
    add(tr("Copy as &Python program"), SnippetLanguage::Python);
    add(tr("Copy as C&++ program"), SnippetLanguage::Cpp);
    menu->addSeparator();
    for (QAction *action : {m_sendAgain, m_edit})
        menu->addAction(action);
}

void MessageActions::copyAs(SnippetLanguage language)
{
    const auto message = m_session->feed()->row(m_table->selectedMessage());
    const ConnectionRow *connection = message ? m_session->feed()->connection(message->connection) : nullptr;
    if (connection)
        QGuiApplication::clipboard()->setText(messageSnippet(language, *message, *connection));
}

QList<ComposeClient> MessageActions::clients() const
{
    QList<ComposeClient> clients;
    if (!m_session->isRecording())
        return clients;
    const CaptureFeed *feed = m_session->feed();
    for (const SourceRow &source : feed->sources()) {
        if (source.kind != RelayCore::SourceKind::Client || hasEnded(source) || !m_session->canRestart(source.id))
            continue;
        ComposeClient client;
        client.source = source.id;
        client.title = u"%1 → %2"_s.arg(source.title, source.upstream);
        client.name = source.title;
        client.isRegistered = source.state == RelayCore::SourceState::Ready;
        for (const ConnectionRow &connection : feed->connections()) {
            if (connection.source == source.id && !connection.uuid.isNull()) {
                client.name = connection.name;
                client.uuid = connection.uuid;
            }
        }
        clients.append(client);
    }
    return clients;
}

ComposeDialog *MessageActions::composer()
{
    if (!m_composer) {
        m_composer = new ComposeDialog(m_window);
        connect(m_composer, &ComposeDialog::sendRequested, this,
                [this](quint32 source, quint64 ticket, const QByteArray &payload, bool isBinary) {
                    if (SourceHost *sources = m_session->sources())
                        sources->compose(source, ticket, payload, isBinary);
                });
    }
    updateComposer();
    return m_composer;
}

void MessageActions::updateComposer()
{
    if (!m_composer)
        return;
    m_composer->setClients(clients());
    QList<std::pair<QUuid, QString>> peers;
    for (const ConnectionRow &connection : m_session->feed()->connections()) {
        if (peers.size() >= mostPeers)
            break;
        const std::pair peer(connection.uuid, connection.name);
        if (!connection.uuid.isNull() && !peers.contains(peer))
            peers.append(peer);
    }
    m_composer->setPeers(peers);
}

void MessageActions::compose()
{
    composer()->show();
    m_composer->raise();
    m_composer->activateWindow();
}

bool MessageActions::selected(MessageRow &row)
{
    const MessageId id = m_table->selectedMessage();
    const auto message = id == 0 ? std::nullopt : m_session->feed()->row(id);
    if (!message)
        return false;
    const bool isData = message->opcode == RelayCore::Opcode::Text || message->opcode == RelayCore::Opcode::Binary;
    if (!isData || message->isOpaque() || message->truncated) {
        m_problems->showProblem(isData ? tr("The capture does not hold this message completely.")
                                       : tr("Pings, pongs and close frames cannot be sent again."),
                                u"compose"_s);
        return false;
    }
    row = *message;
    m_problems->clearTopic(u"compose"_s);
    return true;
}

void MessageActions::sendAgain()
{
    MessageRow row;
    if (!selected(row))
        return;
    const QList<ComposeClient> all = clients();
    if (std::ranges::none_of(all, &ComposeClient::isRegistered)) {
        m_problems->showProblem(tr("No client of the inspector is registered. Connect first."), u"compose"_s);
        return;
    }
    const ConnectionRow *connection = m_session->feed()->connection(row.connection);
    quint32 source = connection ? connection->source : 0;
    const auto own = std::ranges::find(all, source, &ComposeClient::source);
    if (own == all.end() || !own->isRegistered)
        source = std::ranges::find_if(all, &ComposeClient::isRegistered)->source;
    composer()->sendAgain(row.payload, row.opcode == RelayCore::Opcode::Binary, source);
}

void MessageActions::edit()
{
    MessageRow row;
    if (!selected(row))
        return;
    const ConnectionRow *connection = m_session->feed()->connection(row.connection);
    composer()->edit(row.payload, row.opcode == RelayCore::Opcode::Binary, connection ? connection->source : 0);
    compose();
}

void MessageActions::onOutcome(const ComposeOutcome &outcome)
{
    if (m_composer)
        m_composer->showOutcome(outcome);
    // Without the composer the outcome would not be seen.
    if (m_composer && m_composer->isVisible())
        return;
    switch (outcome.kind) {
    case ComposeOutcome::Kind::Sent:
        return;
    case ComposeOutcome::Kind::NotSent:
        m_problems->showProblem(tr("The message was not sent: %1").arg(outcome.text), u"compose"_s);
        return;
    case ComposeOutcome::Kind::Returned:
        m_problems->showProblem(tr("The message came back: %1").arg(outcome.text), u"compose"_s);
        return;
    case ComposeOutcome::Kind::Closed:
        m_problems->showProblem(tr("The connection ended after the message: %1").arg(outcome.text), u"compose"_s);
        return;
    }
    Q_UNREACHABLE();
}

void MessageActions::showReplayDialog()
{
    if (!m_session->feed()->isOpen())
        return;
    m_session->flush();
    ReplayDialog dialog(m_session->feed()->path(), m_window);
    dialog.setRecentAddresses(m_settings->recentAddresses());
    connect(&dialog, &ReplayDialog::started, this,
            [this](const QUrl &address) { m_settings->addRecentAddress(address); });
    connect(&dialog, &ReplayDialog::messageChosen, m_table, &MessageTable::selectMessage);
    dialog.exec();
}

} // namespace Inspector
