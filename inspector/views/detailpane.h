// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/capturefeed.h"
#include "inspector/models/messagedetails.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QFrame;
class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QTabWidget;
class QTreeView;
QT_END_NAMESPACE

namespace Inspector {

class ElidedLabel;
class PropertyView;
class HexView;
class PayloadModel;
class Theme;

/// Everything about the selected message, or about a connection where no message is selected. A sentence that a person
/// can act on comes first.
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
    void setCurrentTab(Tab tab);
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }
    /// The sentence in the box; empty where there is none.
    [[nodiscard]] QString diagnosisText() const;

Q_SIGNALS:
    /// The other message of the exchange was asked for.
    void messageRequested(quint32 id);

private:
    void showHeadline(const QString &title, const QString &kind, const QString &token, const QString &rest,
                      const QString &subtitle);
    void showDiagnosis(const std::optional<Diagnosis> &diagnosis);
    void showHandshake(const ConnectionRow *connection);
    void refresh();
    void recolour();

    const Theme *m_theme;
    CaptureFeed *m_feed;
    MessageId m_message = 0;
    RelayCore::ConnectionId m_connection = 0;
    QString m_kindToken;
    QList<PropertySection> m_handshakeSections;

    QStackedWidget *m_stack = nullptr;
    QLabel *m_number = nullptr;
    QLabel *m_kind = nullptr;
    ElidedLabel *m_fromTo = nullptr;
    ElidedLabel *m_subtitle = nullptr;
    QFrame *m_diagnosis = nullptr;
    QLabel *m_diagnosisText = nullptr;
    QTabWidget *m_tabs = nullptr;
    PayloadModel *m_payload = nullptr;
    QTreeView *m_decoded = nullptr;
    PropertyView *m_sdp = nullptr;
    QPlainTextEdit *m_raw = nullptr;
    HexView *m_hex = nullptr;
    PropertyView *m_handshake = nullptr;
};

} // namespace Inspector
