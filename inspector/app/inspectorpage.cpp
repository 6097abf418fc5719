// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/inspectorpage.h"

#include "inspector/analysis/connectionstate.h"
#include "inspector/analysis/diagnosis.h"
#include "inspector/app/capturesession.h"
#include "inspector/app/hiddenrows.h"
#include "inspector/app/messagesearch.h"
#include "inspector/app/panelayout.h"
#include "inspector/app/relayclientwatch.h"
#include "inspector/models/attemptmodel.h"
#include "inspector/models/connectionmodel.h"
#include "inspector/models/laddermodel.h"
#include "inspector/models/messagemodel.h"
#include "inspector/models/pairmodel.h"
#include "inspector/views/columnlayout.h"
#include "inspector/views/connectionfinder.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/densitystrip.h"
#include "inspector/views/detailpane.h"
#include "inspector/views/filterbar.h"
#include "inspector/views/ladderpane.h"
#include "inspector/views/messagetable.h"
#include "inspector/views/pairpane.h"
#include "inspector/views/panetabs.h"
#include "inspector/views/relayclientpane.h"
#include "inspector/views/relayclienttable.h"

#include <QtGui/QAction>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

InspectorPage::InspectorPage(Theme *theme, CaptureSession *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_connectionModel(new ConnectionModel(session->feed(), this))
    , m_messageModel(new MessageModel(session->feed(), this))
    , m_ladderModel(new LadderModel(session->feed(), this))
    , m_pairModel(new PairModel(session->feed(), this))
    , m_attemptModel(new AttemptModel(session->feed(), this))
    , m_relayClients(new RelayClientWatch(theme, this))
    , m_connections(new ConnectionView(theme))
    , m_table(new MessageTable(theme))
    , m_ladder(new LadderPane(theme, m_ladderModel))
    , m_pairs(new PairPane(theme, m_pairModel, m_attemptModel))
    , m_tabs(new PaneTabs)
    , m_details(new DetailPane(theme, session->feed()))
{
    m_connections->setModel(m_connectionModel);
    m_table->setModel(m_messageModel);
    m_hiddenRows = new HiddenRows(m_messageModel, m_connections, this);
    m_search = new MessageSearch(theme, session, m_messageModel, m_table, this);
    layOut();

    connect(m_connections, &ConnectionView::scopeChanged, this, &InspectorPage::onScopeChanged);
    connect(m_connections, &ConnectionView::retryRequested, session, &CaptureSession::retrySource);
    connect(m_connections, &ConnectionView::stopRequested, session, &CaptureSession::stopSource);
    connect(m_connections, &ConnectionView::restartRequested, session, &CaptureSession::restartSource);
    m_connections->setSourceActions([session](quint32 source) {
        ConnectionView::SourceActions can;
        const SourceRow *row = session->feed()->source(source);
        if (!row || !session->canRestart(source))
            return can;
        using State = RelayCore::SourceState;
        const bool ended = hasEnded(*row);
        can.retry = row->state == State::Backoff || row->state == State::WaitingForNetwork;
        can.stop = !ended;
        can.restart = ended;
        return can;
    });
    connect(m_search, &MessageSearch::scopeCleared, m_connections, &ConnectionView::clearSelection);
    connect(m_search, &MessageSearch::changed, this, [this] {
        updateEmptyText();
        Q_EMIT scopeChanged();
    });
    connect(m_table, &MessageTable::connectionRequested, m_connections, &ConnectionView::selectConnection);
    connect(m_relayClients->pane()->table(), &RelayClientTable::connectionChosen, m_connections,
            &ConnectionView::selectConnection);
    connect(m_messageModel, &QAbstractItemModel::modelReset, this, &InspectorPage::dropHiddenSelection);
    connect(m_table, &MessageTable::messageSelected, this, &InspectorPage::onMessageSelected);
    connect(m_ladder, &LadderPane::messageRequested, m_table, &MessageTable::selectMessage);
    connect(m_pairs, &PairPane::messageRequested, m_table, &MessageTable::selectMessage);
    connect(m_details, &DetailPane::messageRequested, m_table, &MessageTable::selectMessage);

    connect(session->feed(), &CaptureFeed::reset, m_table, [this] { m_table->columns()->forgetValues(); });
    connect(session->feed(), &CaptureFeed::structureChanged, this, &InspectorPage::updateEmptyText);
    connect(session->feed(), &CaptureFeed::indexed, this, &InspectorPage::onIndexed);
    connect(session, &CaptureSession::changed, this, &InspectorPage::updateEmptyText);
    connect(session, &CaptureSession::recordingStarted, this, [this] {
        m_relayClients->follow(*m_session->sources());
        m_table->follow();
    });
    connect(session, &CaptureSession::recordingStopped, m_relayClients, &RelayClientWatch::endRelays);
    connect(session, &CaptureSession::recordingClosed, m_relayClients, &RelayClientWatch::clear);
}

InspectorPage::~InspectorPage()
{
    // The views go before their models.
    delete m_columns;
}

QWidget *InspectorPage::makeConnectionPane()
{
    auto *title = new QLabel(tr("CONNECTIONS"));
    title->setObjectName(u"paneTitle"_s);
    title->setBuddy(m_connections);
    auto *pane = new QWidget;
    pane->setObjectName(u"connectionPane"_s);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addWidget(new ConnectionFinder(m_connections));
    layout->addWidget(m_connections, 1);
    layout->addWidget(m_hiddenRows->connectionsLine());
    return pane;
}

QWidget *InspectorPage::makeMessagePane()
{
    auto *pane = new QWidget;
    pane->setObjectName(u"messagePane"_s);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_search->bar());
    layout->addWidget(m_search->strip());
    layout->addWidget(m_table, 1);
    layout->addWidget(m_table->newMessagesRow());
    layout->addWidget(m_hiddenRows->messagesLine());
    return pane;
}

void InspectorPage::layOut()
{
    m_columns = new QSplitter(Qt::Horizontal);
    m_columns->setObjectName(u"columnSplitter"_s);
    m_middle = new QSplitter(Qt::Vertical);
    m_middle->setObjectName(u"middleSplitter"_s);
    for (QSplitter *splitter : {m_columns, m_middle})
        splitter->setHandleWidth(1);

    const auto paneAction = [this](const QString &name, const QString &text) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setChecked(true);
        return action;
    };
    QAction *connections = paneAction(u"connections"_s, tr("&Connections"));
    QAction *exchange = paneAction(u"exchange"_s, tr("&Exchange"));
    QAction *pairs = paneAction(u"pairs"_s, tr("&Pairs"));
    QAction *details = paneAction(u"details"_s, tr("De&tails"));
    m_paneActions = {connections, exchange, pairs, details, m_relayClients->action()};
    RelayClientPane *clients = m_relayClients->pane();

    m_layout = new PaneLayout(this);
    m_layout->addPane(m_columns, makeConnectionPane(), connections, [this] {
        // Wide enough for the address of a source, also with a large font.
        const int address = fontMetrics().horizontalAdvance(u"127.0.0.1:65535"_s) * 115 / 100 + 40;
        return std::clamp(width() * 165 / 1000, std::max(160, address), std::max(260, address));
    });
    m_layout->addMain(m_columns, m_middle);
    m_layout->addPane(m_columns, m_details, details, [this] { return std::clamp(width() * 26 / 100, 284, 420); });
    m_layout->addMain(m_middle, makeMessagePane());
    m_tabs->addPane(m_ladder, exchange, tr("EXCHANGE"));
    m_tabs->addPane(m_pairs, pairs, tr("PAIRS"));
    m_tabs->setSubject(m_ladder, m_ladder->subject());
    m_tabs->setSubject(m_pairs, m_pairs->subject());
    connect(m_ladder, &LadderPane::subjectChanged, m_tabs,
            [this](const QString &subject) { m_tabs->setSubject(m_ladder, subject); });
    connect(m_pairs, &PairPane::subjectChanged, m_tabs,
            [this](const QString &subject) { m_tabs->setSubject(m_pairs, subject); });
    m_layout->addPane(m_middle, m_tabs, m_tabs->action(), [this] { return std::clamp(height() * 36 / 100, 140, 420); });
    m_layout->addPane(m_middle, clients, m_relayClients->action(),
                      [this, clients] { return std::min(clients->sizeHint().height(), height() * 21 / 100); });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_columns);
}

QList<QAction *> InspectorPage::rowActions() const
{
    return m_hiddenRows->actions() + m_search->actions();
}

int InspectorPage::shownMessages() const
{
    return m_messageModel->rowCount();
}

bool InspectorPage::isShown(MessageId id) const
{
    return m_messageModel->hasId(id);
}

void InspectorPage::showPairs()
{
    m_tabs->setCurrentPane(m_pairs);
}

void InspectorPage::selectCounterpart()
{
    const QVariant other = m_table->currentIndex().data(MessageModel::CounterpartRole);
    if (other.isValid())
        m_table->selectMessage(other.value<MessageId>());
}

void InspectorPage::focusPane(int step)
{
    const QList<QWidget *> panes{m_connections, m_table, m_ladder, m_pairs, m_relayClients->pane(), m_details};
    const QWidget *focused = focusWidget();
    const auto current = std::find_if(panes.cbegin(), panes.cend(), [focused](const QWidget *pane) {
        return pane == focused || pane->isAncestorOf(focused);
    });
    const qsizetype count = panes.size();
    // Without a focused pane the first one is next.
    qsizetype index = current == panes.cend() ? (step > 0 ? -1 : count) : current - panes.cbegin();
    for (qsizetype tried = 0; tried < count; ++tried) {
        index = (index + step + count) % count;
        QWidget *pane = panes.at(index);
        if (!pane->isVisible())
            continue;
        if (pane == m_details)
            m_details->tabs()->setFocus(Qt::ShortcutFocusReason);
        else if (pane == m_ladder)
            m_ladder->focusDiagram();
        else if (pane == m_pairs)
            m_pairs->focusPairs();
        else
            pane->setFocus(Qt::ShortcutFocusReason);
        return;
    }
}

void InspectorPage::selectFirstAnswer()
{
    m_awaitingAnswer = true;
}

void InspectorPage::onIndexed(quint32 first, quint32 count)
{
    if (!m_awaitingAnswer)
        return;
    const auto &kinds = m_session->feed()->kinds();
    for (MessageId id = first; id < first + count; ++id) {
        if (kinds[id - 1] != MessageKind::Answer)
            continue;
        m_awaitingAnswer = false;
        if (m_table->selectedMessage() != 0)
            return;
        const bool following = m_table->isFollowing();
        m_table->selectMessage(id);
        if (following)
            m_table->follow();
        return;
    }
}

void InspectorPage::onScopeChanged()
{
    const CaptureScope scope = m_connections->scope();
    const QModelIndexList chosen = m_connections->selectionModel()->selectedRows();
    m_search->setScope(scope, chosen.size() == 1 ? chosen.first().data(ConnectionModel::TitleRole).toString()
                                                 : tr("%n chosen", nullptr, int(chosen.size())));
    showSelection();
    updateEmptyText();
    Q_EMIT scopeChanged();
}

void InspectorPage::dropHiddenSelection()
{
    // Its exchange and its details go with it.
    // A filter leaves the selection alone: it is there again when the filter is gone.
    const MessageId message = m_table->selectedMessage();
    const bool filtered = m_messageModel->matchMode() == MessageModel::MatchMode::Rows;
    if (message != 0 && !filtered && !m_messageModel->hasId(message))
        m_table->selectMessage(0);
    updateEmptyText();
}

bool InspectorPage::isInDetails() const
{
    const QWidget *focused = focusWidget();
    return focused && m_details->isAncestorOf(focused);
}

void InspectorPage::find()
{
    if (isInDetails())
        m_details->openFindBar();
    else
        m_search->focusFilter();
}

void InspectorPage::findAgain(bool backwards)
{
    if (isInDetails())
        m_details->findAgain(backwards);
    else
        m_search->goToMatch(backwards);
}

void InspectorPage::onMessageSelected(MessageId id)
{
    m_ladderModel->setMessage(id);
    if (const auto attempt = m_session->feed()->index().attempts().find(id))
        m_pairs->showAttempt(*attempt);
    showSelection();
}

void InspectorPage::showSelection()
{
    const MessageId message = m_table->selectedMessage();
    const RelayCore::ConnectionId connection = m_connections->selectedConnection();
    if (message != 0)
        m_details->showMessage(message);
    else if (connection != 0)
        m_details->showConnection(connection);
    else
        m_details->showNothing();
}

void InspectorPage::updateEmptyText()
{
    const CaptureFeed *feed = m_session->feed();
    const RelayCore::ConnectionId selected = m_connections->selectedConnection();
    const QList<ConnectionRow> &connections = feed->connections();
    const ConnectionRow *connection = feed->connection(selected);
    if (!connection && !connections.isEmpty())
        connection = &connections.last();
    QString hint;
    if (connection) {
        if (const auto diagnosis = diagnose(*connection))
            hint = diagnosis->sentence;
    }
    if (const QString title = m_search->emptyTitle(); !title.isEmpty()) {
        m_table->setEmptyText(title, tr("Esc in the filter clears it."));
    } else if (m_messageModel->isKeepaliveHidden() && m_messageModel->keepaliveCount() > 0) {
        m_table->setEmptyText(tr("Only pings and pongs, which are hidden"), hint);
    } else if (selected != 0) {
        m_table->setEmptyText(tr("No messages on this connection"), hint);
    } else if (!m_session->isRecording()) {
        m_table->setEmptyText(tr("This capture holds no messages"), hint);
    } else if (connection) {
        m_table->setEmptyText(tr("No messages yet"), hint);
    } else {
        showWaiting();
    }
}

void InspectorPage::showWaiting()
{
    const QList<SourceRow> &sources = m_session->feed()->sources();
    QStringList addresses;
    QString failure;
    qsizetype ended = 0;
    for (const SourceRow &source : sources) {
        // A source that has ended takes no clients, and nothing connects through one whose program does not run.
        if (source.state == RelayCore::SourceState::Stopped || source.state == RelayCore::SourceState::Failed) {
            ++ended;
            if (!source.stateDetail.isEmpty())
                failure = source.stateDetail;
        } else if (!source.listen.isEmpty()) {
            addresses.append(source.listen);
        }
    }
    const bool areOver = ended == sources.size();
    const QString point = addresses.isEmpty() ? QString() : tr("Point a client at %1").arg(addresses.join(u", "_s));
    m_table->setEmptyText(areOver ? tr("No connections") : tr("Waiting for the first connection"),
                          areOver ? failure : point);
}

void InspectorPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_placed)
        m_layout->divide();
}

void InspectorPage::restoreColumns(const Settings &settings)
{
    m_hiddenRows->restore(settings);
    m_search->restore(settings);
    m_table->restoreColumns(settings.state(u"messageColumns"_s));
    m_relayClients->pane()->table()->restoreColumns(settings.state(u"relayClientColumns"_s));
}

void InspectorPage::placePanes(const Settings *settings)
{
    if (std::exchange(m_placed, true))
        return;
    layout()->activate();
    if (!settings) {
        m_layout->divide();
        return;
    }
    const QStringList hidden = settings->hiddenPanes();
    for (QAction *action : std::as_const(m_paneActions)) {
        if (action == m_relayClients->action())
            m_relayClients->setUnwanted(hidden.contains(action->objectName()));
        else
            action->setChecked(!hidden.contains(action->objectName()));
    }
    if (!m_layout->restore(settings->state(u"panes"_s)))
        m_layout->divide();
    for (QWidget *pane : {static_cast<QWidget *>(m_ladder), static_cast<QWidget *>(m_pairs)}) {
        if (pane->objectName().toLatin1() == settings->state(u"currentPane"_s))
            m_tabs->selectPane(pane);
    }
    const int tab = settings->detailTab();
    if (tab >= 0)
        m_details->setCurrentTab(DetailPane::Tab(tab));
}

void InspectorPage::save(Settings *settings) const
{
    m_hiddenRows->save(settings);
    m_search->save(settings);
    settings->setState(u"messageColumns"_s, m_table->saveColumns());
    settings->setState(u"relayClientColumns"_s, m_relayClients->pane()->table()->saveColumns());
    if (!m_placed)
        return;
    settings->setState(u"panes"_s, m_layout->save());
    QStringList hidden;
    for (const QAction *action : m_paneActions) {
        if (action != m_relayClients->action() && !action->isChecked())
            hidden.append(action->objectName());
    }
    if (m_relayClients->isUnwanted())
        hidden.append(m_relayClients->action()->objectName());
    settings->setHiddenPanes(hidden);
    settings->setState(u"currentPane"_s, m_tabs->currentPane()->objectName().toLatin1());
    settings->setDetailTab(m_details->tabs()->currentIndex());
}

} // namespace Inspector
