// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QObject>

QT_BEGIN_NAMESPACE
class QAction;
class QWidget;
QT_END_NAMESPACE

namespace Inspector {

class ConnectionView;
class MessageModel;
class RowsLine;
class Settings;

/// Which rows of the panes are hidden: the actions that switch it, and the lines below the views that count the rows.
class HiddenRows final : public QObject
{
    Q_OBJECT

public:
    HiddenRows(MessageModel *messages, ConnectionView *connections, QObject *parent);

    /// Returns the actions for the menu, checkable.
    [[nodiscard]] QList<QAction *> actions() const { return {m_keepalive, m_ended}; }
    /// Returns the line to be placed below the messages.
    [[nodiscard]] QWidget *messagesLine() const;
    /// Returns the line to be placed below the connections.
    [[nodiscard]] QWidget *connectionsLine() const;

    void restore(const Settings &settings);
    void save(Settings *settings) const;

private:
    void showMessages();
    void showConnections();

    MessageModel *m_messages;
    ConnectionView *m_connections;
    QAction *m_keepalive;
    QAction *m_ended;
    RowsLine *m_messagesLine;
    RowsLine *m_connectionsLine;
};

} // namespace Inspector
