// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/detailpane.h"

#include "inspector/models/headermodel.h"
#include "inspector/models/payloadmodel.h"
#include "inspector/models/propertymodel.h"
#include "inspector/theme/theme.h"
#include "inspector/views/detailheader.h"
#include "inspector/views/findbar.h"
#include "inspector/views/payloaddelegate.h"
#include "inspector/views/propertyview.h"
#include "inspector/views/tabfit.h"
#include "inspector/views/textrowsview.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFrame>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

#include <memory>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

PropertySection headerSection(const QString &title, const QByteArray &startLine, const RelayCore::HeaderList &headers)
{
    // Which values are secret is decided by the model.
    HeaderModel model;
    model.setHeaders(startLine, headers);
    PropertySection section;
    section.title = title;
    for (int row = 0; row < model.rowCount(); ++row) {
        section.facts.append({model.index(row, HeaderModel::Name).data().toString(),
                              model.index(row, HeaderModel::Value).data().toString(), QString(), QString()});
    }
    return section;
}

// What a diagnosis depends on; the count of messages changes all the time and is not part of it.
bool sameSituation(const MessageDetailsInput &a, const MessageDetailsInput &b)
{
    ConnectionRow first = a.connection;
    ConnectionRow second = b.connection;
    first.messages = second.messages = 0;
    const auto reply = [](const MessageDetailsInput &input) {
        return input.exchange ? input.exchange->reply : std::optional<MessageId>();
    };
    return first == second && a.exchange.has_value() == b.exchange.has_value() && reply(a) == reply(b);
}

} // namespace

DetailPane::DetailPane(const Theme *theme, CaptureFeed *feed, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_feed(feed)
{
    setObjectName(u"detailPane"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Details"));

    m_header = new DetailHeader(theme, this);
    m_raw = makeTextView(u"rawView"_s, tr("Payload as text"));
    m_hex = makeTextView(u"hexView"_s, tr("Payload in hexadecimal"));
    m_handshake = new PropertyView(theme, this);
    m_handshake->setObjectName(u"handshakeView"_s);
    m_handshake->setAccessibleName(tr("Handshake"));

    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"detailTabs"_s);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setAccessibleName(tr("Views of the message"));
    m_tabs->addTab(makeDecodedTab(), tr("Decoded"));
    m_tabs->addTab(makeSdpTab(), tr("SDP"));
    m_tabs->addTab(m_raw, tr("Raw"));
    m_tabs->addTab(m_hex, tr("Hex"));
    m_tabs->addTab(m_handshake, tr("Handshake"));
    m_tabFit = new TabFit(m_tabs);
    m_shortened = makeShortenedBar();
    m_find = new FindBar(this);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DetailPane::updateFindBar);

    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_header);
    auto *box = new QHBoxLayout;
    box->setContentsMargins(14, 0, 14, 0);
    box->addWidget(m_tabFit->box());
    layout->addLayout(box);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_shortened);
    layout->addWidget(m_find);

    auto *empty = new QLabel(tr("Select a message or a connection to see what is in it."), this);
    empty->setObjectName(u"detailEmpty"_s);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setMargin(24);
    empty->setProperty("textRole", u"muted"_s);

    m_stack = new QStackedWidget(this);
    m_stack->addWidget(empty);
    m_stack->addWidget(page);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);

    connect(&m_loader, &DetailsLoader::loaded, this, &DetailPane::showDetails);
    // An answer or the end of the connection changes the diagnosis.
    connect(feed, &CaptureFeed::structureChanged, this, &DetailPane::refresh);
    connect(feed, &CaptureFeed::indexed, this, &DetailPane::refresh);
    connect(feed, &CaptureFeed::reset, this, &DetailPane::showNothing);
    showNothing();
}

DetailPane::~DetailPane() = default;

TextRowsView *DetailPane::makeTextView(const QString &name, const QString &accessibleName)
{
    auto *view = new TextRowsView(m_theme, this);
    view->setObjectName(name);
    view->setAccessibleName(accessibleName);
    return view;
}

QWidget *DetailPane::makeDecodedTab()
{
    m_payload = new PayloadModel(this);
    m_decoded = new QTreeView(this);
    m_decoded->setObjectName(u"decodedTree"_s);
    m_decoded->setAccessibleName(tr("Decoded message"));
    m_decoded->setModel(m_payload);
    m_decoded->setItemDelegate(new PayloadDelegate(m_theme, m_decoded));
    m_decoded->setHeaderHidden(true);
    m_decoded->setIndentation(14);
    m_decoded->setUniformRowHeights(true);
    m_decoded->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_decoded->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_decoded->setContextMenuPolicy(Qt::CustomContextMenu);
    m_decoded->header()->setStretchLastSection(true);
    m_decoded->header()->setResizeContentsPrecision(100);
    m_decoded->header()->setSectionResizeMode(PayloadModel::Key, QHeaderView::ResizeToContents);
    m_decoded->setColumnHidden(PayloadModel::Type, true);
    const auto copyValue = [this](const QModelIndex &index) {
        const QVariant value = index.siblingAtColumn(PayloadModel::Value).data(PayloadModel::FullValueRole);
        QGuiApplication::clipboard()->setText(value.toString());
    };
    connect(m_decoded, &QWidget::customContextMenuRequested, this, [this, copyValue](const QPoint &position) {
        const QModelIndex index = m_decoded->indexAt(position);
        if (!index.isValid())
            return;
        QMenu menu(this);
        menu.addAction(tr("&Copy value"), this, [copyValue, index] { copyValue(index); });
        menu.exec(m_decoded->viewport()->mapToGlobal(position));
    });
    auto *copy = new QAction(m_decoded);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, [this, copyValue] { copyValue(m_decoded->currentIndex()); });
    m_decoded->addAction(copy);
    return m_decoded;
}

QWidget *DetailPane::makeSdpTab()
{
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setHandleWidth(1);
    m_sdp = new PropertyView(m_theme, splitter);
    m_sdp->setObjectName(u"sdpView"_s);
    m_sdp->setAccessibleName(tr("Session description"));
    m_sdpText = makeTextView(u"sdpText"_s, tr("Text of the session description"));
    splitter->addWidget(m_sdp);
    splitter->addWidget(m_sdpText);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    return splitter;
}

QFrame *DetailPane::makeShortenedBar()
{
    auto *bar = new QFrame(this);
    bar->setObjectName(u"shortenedBar"_s);
    m_shortenedText = new QLabel(tr("Only the first %1 are shown.").arg(bytesText(MessageDetails::rawLimit)), bar);
    m_shortenedText->setProperty("textRole", u"muted"_s);
    auto *all = new QPushButton(tr("Show all"), bar);
    all->setObjectName(u"showAll"_s);
    connect(all, &QPushButton::clicked, this, &DetailPane::showAll);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(14, 4, 8, 6);
    layout->addWidget(m_shortenedText, 1);
    layout->addWidget(all);
    bar->hide();
    return bar;
}

void DetailPane::showMessage(MessageId id)
{
    if (id == m_message && m_input)
        return;
    auto input = messageDetailsInput(*m_feed, id, true);
    if (!input) {
        showNothing();
        return;
    }
    m_message = id;
    m_connection = input->message.connection;
    m_contentShown = false;
    setMessageTabsVisible(true);
    const MessageHeadline headline = messageHeadline(*m_feed, input->message);
    m_header->setHeadline(headline.number, headline.kindText, headline.kindToken, headline.fromTo);
    m_subtitle = tr("%1 · %2", "time · size").arg(timeText(input->message.timeNs), headline.sizeText);
    m_header->setSubtitle(m_subtitle);
    showHandshake(m_feed->connection(m_connection));
    m_stack->setCurrentIndex(1);

    m_input = *input;
    m_input->message.payload.clear();
    m_input->counterpart.reset();
    m_loader.load(*std::move(input));
    if (m_loader.isLoading()) {
        clearTabs();
        m_header->setDiagnosis(std::nullopt);
        m_header->setSubtitle(tr("%1 · decoding…", "time · size").arg(m_subtitle));
    }
}

void DetailPane::showDetails(const MessageDetails &details)
{
    if (details.id != m_message)
        return;
    m_header->setDiagnosis(details.diagnosis);
    if (std::exchange(m_contentShown, true))
        return;
    m_header->setSubtitle(m_subtitle);
    m_payload->setTree(details.tree);
    m_decoded->expandToDepth(2);
    m_sdp->setSections(details.sdpCards, tr("There is no session description in this message."));
    m_sdpText->setVisible(!details.sdp.isEmpty());
    m_sdpText->setRows(std::make_unique<PlainTextRows>(details.sdpLines));
    m_raw->setRows(std::make_unique<PlainTextRows>(details.rawLines));
    m_hex->setRows(std::make_unique<HexRows>(details.payload));
    m_shortened->setVisible(details.shortened);
}

void DetailPane::showAll()
{
    auto input = messageDetailsInput(*m_feed, m_message, true);
    if (!input)
        return;
    input->textLimit = 0;
    m_contentShown = false;
    m_loader.load(*std::move(input));
}

void DetailPane::showConnection(RelayCore::ConnectionId id)
{
    if (!m_feed->connection(id)) {
        showNothing();
        return;
    }
    m_loader.cancel();
    m_message = 0;
    m_input.reset();
    m_connection = id;
    setMessageTabsVisible(false);
    clearTabs();
    refresh();
    m_stack->setCurrentIndex(1);
}

void DetailPane::setMessageTabsVisible(bool visible)
{
    if (m_tabs->isTabVisible(Decoded) == visible)
        return;
    // Only the handshake belongs to the connection itself.
    for (int tab = 0; tab < Handshake; ++tab)
        m_tabs->setTabVisible(tab, visible);
    m_tabFit->update();
}

void DetailPane::showNothing()
{
    m_loader.cancel();
    m_message = 0;
    m_input.reset();
    m_connection = 0;
    m_header->setDiagnosis(std::nullopt);
    clearTabs();
    m_stack->setCurrentIndex(0);
}

void DetailPane::clearTabs()
{
    m_payload->clear();
    m_sdp->setSections({});
    for (TextRowsView *view : {m_sdpText, m_raw, m_hex})
        view->setRows(nullptr);
    m_shortened->hide();
}

void DetailPane::setCurrentTab(Tab tab)
{
    if (m_tabs->isTabVisible(tab))
        m_tabs->setCurrentIndex(tab);
}

QString DetailPane::diagnosisText() const
{
    return m_header->diagnosisText();
}

void DetailPane::openFindBar()
{
    m_find->open();
}

void DetailPane::findAgain(bool backwards)
{
    backwards ? m_find->findPrevious() : m_find->findNext();
}

void DetailPane::updateFindBar()
{
    switch (m_tabs->currentIndex()) {
    case SessionDescription:
        m_find->setView(m_sdpText);
        break;
    case Raw:
        m_find->setView(m_raw);
        break;
    case Hex:
        m_find->setView(m_hex);
        break;
    default:
        m_find->setView(nullptr);
    }
}

void DetailPane::refresh()
{
    if (m_message != 0) {
        refreshMessage();
        return;
    }
    const ConnectionRow *connection = m_feed->connection(m_connection);
    if (!connection)
        return;
    m_header->setHeadline(m_feed->clientName(m_connection), {}, {},
                          connection->upstream.isEmpty() ? QString() : u"→ "_s + connection->upstream);
    m_header->setSubtitle(
        tr("%1 · opened %2", "address · time").arg(connection->clientAddress, timeText(connection->openedNs)));
    m_header->setDiagnosis(diagnose(*connection));
    showHandshake(connection);
}

void DetailPane::refreshMessage()
{
    const MessageHeadline headline = messageHeadline(*m_feed, m_input->message);
    m_header->setHeadline(headline.number, headline.kindText, headline.kindToken, headline.fromTo);
    MessageDetailsInput now;
    if (const ConnectionRow *connection = m_feed->connection(m_connection))
        now.connection = *connection;
    now.exchange = m_feed->exchanges().find(m_message);
    if (sameSituation(now, *m_input))
        return;
    showHandshake(m_feed->connection(m_connection));
    auto input = messageDetailsInput(*m_feed, m_message, true);
    if (!input)
        return;
    m_input->connection = input->connection;
    m_input->exchange = input->exchange;
    m_loader.load(*std::move(input));
}

void DetailPane::showHandshake(const ConnectionRow *connection)
{
    QList<PropertySection> sections;
    if (connection) {
        if (connection->request)
            sections.append(
                headerSection(tr("Request ↑"), connection->request->requestLine, connection->request->headers));
        if (connection->response) {
            sections.append(
                headerSection(tr("Response ↓"), connection->response->statusLine, connection->response->headers));
            if (!connection->response->body.isEmpty()) {
                sections.last().facts.append(
                    {tr("Body"), QString::fromUtf8(connection->response->body), QString(), QString()});
            }
        } else if (connection->request) {
            sections.append(
                {tr("Response ↓"),
                 {{QString(), connection->closedNs ? tr("The relay never answered.") : tr("Not answered yet."),
                   connection->closedNs ? u"error"_s : u"muted"_s, QString()}}});
        }
        QList<PropertySection> tls = tlsFacts(*connection);
        if (tls.isEmpty()) {
            tls.append(
                {tr("TLS"), {{QString(), tr("None: this connection is not encrypted."), u"muted"_s, QString()}}});
        }
        sections += tls;
        sections.append(connectionFacts(*connection));
    }
    // Only what changed is drawn again, so that a reader keeps place and selection.
    if (sections == m_handshakeSections && !sections.isEmpty())
        return;
    m_handshakeSections = sections;
    m_handshake->setSections(sections, tr("The handshake of this connection was not seen."));
}

} // namespace Inspector
