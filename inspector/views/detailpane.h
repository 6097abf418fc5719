// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/capturefeed.h"
#include "inspector/models/detailsloader.h"
#include "inspector/models/formatting.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QFrame;
class QLabel;
class QStackedWidget;
class QTabWidget;
class QTreeView;
QT_END_NAMESPACE

namespace Inspector {

class DetailHeader;
class FindBar;
class PayloadModel;
class PropertyView;
class TabFit;
class TextRowsView;
class Theme;

/// The details of the selected message, or of a connection where no message is selected.
///
/// Large messages are decoded beside the GUI thread. What is selected stays as it is while other messages arrive.
class DetailPane final : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Decoded, SessionDescription, Raw, Hex, Handshake, TabCount };
    Q_ENUM(Tab)

    /// \param theme, feed  outlive the pane.
    DetailPane(const Theme *theme, CaptureFeed *feed, QWidget *parent = nullptr);
    ~DetailPane() override;

    void showMessage(MessageId id);
    void showConnection(RelayCore::ConnectionId id);
    void showNothing();

    [[nodiscard]] MessageId message() const { return m_message; }
    [[nodiscard]] RelayCore::ConnectionId connection() const { return m_connection; }
    /// Returns whether the details of the message are still being made.
    [[nodiscard]] bool isLoading() const { return m_loader.isLoading(); }
    void setCurrentTab(Tab tab);
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }
    /// Returns the sentence in the box; empty where there is none.
    [[nodiscard]] QString diagnosisText() const;
    /// Searches the text of the current tab, if it has one.
    void openFindBar();
    void findAgain(bool backwards);

Q_SIGNALS:
    /// Emitted when the other message of the exchange was requested.
    void messageRequested(quint32 id);

private:
    [[nodiscard]] QWidget *makeDecodedTab();
    [[nodiscard]] QWidget *makeSdpTab();
    [[nodiscard]] TextRowsView *makeTextView(const QString &name, const QString &accessibleName);
    [[nodiscard]] QFrame *makeShortenedBar();
    void clearTabs();
    void showDetails(const MessageDetails &details);
    void showAll();
    /// Shows the views of a message, or only the one that a connection has.
    void setMessageTabsVisible(bool visible);
    void showHandshake(const ConnectionRow *connection);
    void refresh();
    void refreshMessage();
    void updateFindBar();

    const Theme *m_theme;
    CaptureFeed *m_feed;
    DetailsLoader m_loader;
    MessageId m_message = 0;
    RelayCore::ConnectionId m_connection = 0;
    std::optional<MessageDetailsInput> m_input; ///< Of the message on show, without its payload.
    QString m_subtitle;                         ///< Of the message.
    bool m_contentShown = false;                ///< The tabs hold the message; only the diagnosis may change.
    QList<PropertySection> m_handshakeSections;

    QStackedWidget *m_stack = nullptr;
    DetailHeader *m_header = nullptr;
    QTabWidget *m_tabs = nullptr;
    TabFit *m_tabFit = nullptr;
    PayloadModel *m_payload = nullptr;
    QTreeView *m_decoded = nullptr;
    PropertyView *m_sdp = nullptr;
    TextRowsView *m_sdpText = nullptr;
    TextRowsView *m_raw = nullptr;
    TextRowsView *m_hex = nullptr;
    PropertyView *m_handshake = nullptr;
    QFrame *m_shortened = nullptr;
    QLabel *m_shortenedText = nullptr;
    FindBar *m_find = nullptr;
};

} // namespace Inspector
