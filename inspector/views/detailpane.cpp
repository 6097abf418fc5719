// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/detailpane.h"

#include "inspector/models/headermodel.h"
#include "inspector/models/payloadmodel.h"
#include "inspector/models/propertymodel.h"
#include "inspector/theme/theme.h"
#include "inspector/views/elidedlabel.h"
#include "inspector/views/hexview.h"
#include "inspector/views/payloaddelegate.h"
#include "inspector/views/propertyview.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QFrame>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStyle>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

PropertySection headerSection(const QString &title, const QByteArray &startLine, const RelayCore::HeaderList &headers)
{
    // The model knows which values are secret.
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

} // namespace

DetailPane::DetailPane(const Theme *theme, CaptureFeed *feed, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_feed(feed)
{
    setObjectName(u"detailPane"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Details"));

    m_number = new QLabel(this);
    QFont bold = m_number->font();
    bold.setPointSizeF(bold.pointSizeF() * 1.2);
    bold.setWeight(QFont::DemiBold);
    m_number->setFont(bold);
    m_number->setTextFormat(Qt::PlainText);
    m_number->setObjectName(u"detailNumber"_s);
    m_kind = new QLabel(this);
    QFont kindFont = m_kind->font();
    kindFont.setWeight(QFont::DemiBold);
    m_kind->setFont(kindFont);
    m_kind->setTextFormat(Qt::PlainText);
    m_fromTo = new ElidedLabel(Qt::ElideMiddle, this);
    m_subtitle = new ElidedLabel(Qt::ElideRight, this);
    m_subtitle->setProperty("textRole", u"muted"_s);
    auto *headline = new QHBoxLayout;
    headline->setSpacing(8);
    headline->addWidget(m_number);
    headline->addWidget(m_kind);
    headline->addWidget(m_fromTo, 1);

    m_diagnosis = new QFrame(this);
    m_diagnosis->setObjectName(u"diagnosis"_s);
    m_diagnosisText = new QLabel(m_diagnosis);
    m_diagnosisText->setObjectName(u"diagnosisText"_s);
    m_diagnosisText->setWordWrap(true);
    m_diagnosisText->setTextFormat(Qt::PlainText);
    m_diagnosisText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *diagnosisLayout = new QVBoxLayout(m_diagnosis);
    diagnosisLayout->setContentsMargins(10, 7, 10, 7);
    diagnosisLayout->addWidget(m_diagnosisText);

    m_payload = new PayloadModel(this);
    m_decoded = new QTreeView(this);
    m_decoded->setObjectName(u"decodedTree"_s);
    m_decoded->setAccessibleName(tr("Decoded message"));
    m_decoded->setModel(m_payload);
    m_decoded->setItemDelegate(new PayloadDelegate(theme, m_decoded));
    m_decoded->setHeaderHidden(true);
    m_decoded->setIndentation(14);
    m_decoded->setUniformRowHeights(true);
    m_decoded->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_decoded->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_decoded->setContextMenuPolicy(Qt::CustomContextMenu);
    m_decoded->header()->setStretchLastSection(true);
    m_decoded->header()->setSectionResizeMode(PayloadModel::Key, QHeaderView::ResizeToContents);
    m_decoded->setColumnHidden(PayloadModel::Type, true);
    connect(m_decoded, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        const QModelIndex index = m_decoded->indexAt(position);
        if (!index.isValid())
            return;
        const QString value = index.siblingAtColumn(PayloadModel::Value).data(PayloadModel::FullValueRole).toString();
        QMenu menu(this);
        menu.addAction(tr("&Copy value"), this, [value] { QGuiApplication::clipboard()->setText(value); });
        menu.exec(m_decoded->viewport()->mapToGlobal(position));
    });

    m_sdp = new PropertyView(theme, this);
    m_sdp->setObjectName(u"sdpView"_s);
    m_sdp->setAccessibleName(tr("Session description"));
    m_raw = new QPlainTextEdit(this);
    m_raw->setObjectName(u"rawView"_s);
    m_raw->setAccessibleName(tr("Payload as text"));
    m_raw->setReadOnly(true);
    m_raw->setTabChangesFocus(true);
    m_raw->setWordWrapMode(QTextOption::WrapAnywhere);
    m_raw->setFont(Theme::fixedFont(0.92));
    m_raw->document()->setDocumentMargin(10);
    m_hex = new HexView(this);
    m_hex->setObjectName(u"hexView"_s);
    m_hex->setAccessibleName(tr("Payload in hexadecimal"));
    m_hex->document()->setDocumentMargin(10);
    m_handshake = new PropertyView(theme, this);
    m_handshake->setObjectName(u"handshakeView"_s);
    m_handshake->setAccessibleName(tr("Handshake"));

    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"detailTabs"_s);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setAccessibleName(tr("Views of the message"));
    m_tabs->addTab(m_decoded, tr("Decoded"));
    m_tabs->addTab(m_sdp, tr("SDP"));
    m_tabs->addTab(m_raw, tr("Raw"));
    m_tabs->addTab(m_hex, tr("Hex"));
    m_tabs->addTab(m_handshake, tr("Handshake"));

    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->setSpacing(6);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(14, 0, 14, 2);
    head->setSpacing(5);
    head->addLayout(headline);
    head->addWidget(m_subtitle);
    head->addWidget(m_diagnosis);
    layout->addLayout(head);
    layout->addWidget(m_tabs, 1);

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

    connect(theme, &Theme::changed, this, &DetailPane::recolour);
    // An answer or the end of the connection changes what there is to say.
    connect(feed, &CaptureFeed::structureChanged, this, &DetailPane::refresh);
    connect(feed, &CaptureFeed::indexed, this, &DetailPane::refresh);
    connect(feed, &CaptureFeed::reset, this, &DetailPane::showNothing);
    showNothing();
}

DetailPane::~DetailPane() = default;

void DetailPane::showMessage(MessageId id)
{
    const MessageDetails details = messageDetails(*m_feed, id, true);
    if (details.id == 0) {
        showNothing();
        return;
    }
    m_message = id;
    m_connection = details.row.connection;
    for (int tab = 0; tab < Handshake; ++tab)
        m_tabs->setTabVisible(tab, true);
    m_payload->setMessage(details.row, true);
    m_decoded->expandAll();
    m_sdp->setSections(details.sdpCards, details.sdp.isEmpty() ? QString() : tr("Session description"), details.sdp,
                       tr("There is no session description in this message."));
    m_raw->setPlainText(details.raw);
    m_hex->setBytes(redactedPayload(details.row.payload));
    refresh();
    m_stack->setCurrentIndex(1);
}

void DetailPane::showConnection(RelayCore::ConnectionId id)
{
    if (!m_feed->connection(id)) {
        showNothing();
        return;
    }
    m_message = 0;
    m_connection = id;
    // Only the handshake belongs to the connection itself.
    for (int tab = 0; tab < Handshake; ++tab)
        m_tabs->setTabVisible(tab, false);
    refresh();
    m_stack->setCurrentIndex(1);
}

void DetailPane::showNothing()
{
    m_message = 0;
    m_connection = 0;
    m_payload->clear();
    m_stack->setCurrentIndex(0);
}

void DetailPane::setCurrentTab(Tab tab)
{
    if (m_tabs->isTabVisible(tab))
        m_tabs->setCurrentIndex(tab);
}

QString DetailPane::diagnosisText() const
{
    return m_diagnosis->isHidden() ? QString() : m_diagnosisText->text();
}

void DetailPane::refresh()
{
    const ConnectionRow *connection = m_feed->connection(m_connection);
    if (m_message != 0) {
        const MessageDetails details = messageDetails(*m_feed, m_message, true);
        if (details.id == 0)
            return;
        showHeadline(details.number, details.kindText, details.kindToken, details.fromTo,
                     tr("%1 · %2", "time · size").arg(timeText(details.row.timeNs), details.sizeText));
        showDiagnosis(details.diagnosis);
    } else if (connection) {
        showHeadline(
            m_feed->clientName(m_connection), QString(), QString(),
            connection->upstream.isEmpty() ? QString() : u"→ "_s + connection->upstream,
            tr("%1 · opened %2", "address · time").arg(connection->clientAddress, timeText(connection->openedNs)));
        showDiagnosis(diagnose(*connection));
    } else {
        return;
    }
    showHandshake(connection);
}

void DetailPane::showHeadline(const QString &title, const QString &kind, const QString &token, const QString &rest,
                              const QString &subtitle)
{
    m_kindToken = token;
    m_number->setText(title);
    m_kind->setText(kind);
    m_kind->setVisible(!kind.isEmpty());
    m_fromTo->setText(rest);
    m_subtitle->setText(subtitle);
    recolour();
}

void DetailPane::showDiagnosis(const std::optional<Diagnosis> &diagnosis)
{
    m_diagnosis->setVisible(diagnosis.has_value());
    if (!diagnosis)
        return;
    QString notice;
    QString glyph;
    switch (diagnosis->severity) {
    case Severity::Good:
        notice = u"good"_s;
        break;
    case Severity::Note:
        notice = u"note"_s;
        break;
    case Severity::Problem:
        notice = u"problem"_s;
        glyph = u"✕ "_s;
        break;
    }
    m_diagnosisText->setText(glyph + diagnosis->sentence);
    if (m_diagnosis->property("notice").toString() != notice) {
        m_diagnosis->setProperty("notice", notice);
        m_diagnosis->style()->unpolish(m_diagnosis);
        m_diagnosis->style()->polish(m_diagnosis);
    }
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
        PropertySection tls = tlsFacts(*connection);
        if (tls.facts.isEmpty()) {
            tls.title = tr("TLS");
            tls.facts.append({QString(), tr("None: this connection is not encrypted."), u"muted"_s, QString()});
        }
        sections.append(tls);
        sections.append(connectionFacts(*connection));
    }
    // Only what changed is drawn again, so that a reader keeps place and selection.
    if (sections == m_handshakeSections && !sections.isEmpty())
        return;
    m_handshakeSections = sections;
    m_handshake->setSections(sections, QString(), QString(), tr("The handshake of this connection was not seen."));
}

void DetailPane::recolour()
{
    // The application's style sheet overrules the palettes of single widgets.
    const QColor colour = m_kindToken.isEmpty() ? m_theme->text() : m_theme->colour(m_kindToken);
    const QString sheet = u"color: %1"_s.arg(colour.name());
    if (m_kind->styleSheet() != sheet)
        m_kind->setStyleSheet(sheet);
}

} // namespace Inspector
