// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/transport/composeoutcome.h"

#include <QtCore/QList>
#include <QtCore/QUuid>
#include <QtWidgets/QDialog>

#include <utility>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace Inspector {

class ComposeForm;
class ComposeHistory;

/// A client of the inspector, through which messages can be sent.
struct ComposeClient
{
    quint32 source = 0;
    QString title; ///< Its name and relay.
    QString name;  ///< As registered.
    QUuid uuid;
    bool isRegistered = false;

    bool operator==(const ComposeClient &) const = default;
};

/// Composes messages and sends them through the clients of the inspector. Stays open beside the window.
class ComposeDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ComposeDialog(QWidget *parent = nullptr);

    void setClients(const QList<ComposeClient> &clients);
    void setPeers(const QList<std::pair<QUuid, QString>> &peers);
    /// Begins with \a payload. \param source  the client that sends it, if it is one; 0: the one that is chosen.
    void edit(const QByteArray &payload, bool isBinary, quint32 source);
    /// Sends \a payload as it is, through the client \a source or, if that is none, through the chosen one.
    void sendAgain(const QByteArray &payload, bool isBinary, quint32 source);
    void showOutcome(const ComposeOutcome &outcome);

Q_SIGNALS:
    void sendRequested(quint32 source, quint64 ticket, const QByteArray &payload, bool isBinary);

private:
    void chooseClient(quint32 source);
    void clientChanged();
    void validate();
    void send();
    void post(const QByteArray &payload, bool isBinary);
    [[nodiscard]] const ComposeClient *client() const;

    QList<ComposeClient> m_clients;
    quint64 m_tickets = 0;
    QComboBox *m_client = nullptr;
    QLabel *m_clientProblem = nullptr;
    ComposeForm *m_form = nullptr;
    QLabel *m_refusal = nullptr;
    QPushButton *m_send = nullptr;
    ComposeHistory *m_history = nullptr;
};

} // namespace Inspector
