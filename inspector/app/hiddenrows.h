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

class MessageModel;
class RowsLine;
class Settings;

/// Which rows of the panes are hidden: the actions that switch it, and the lines below the views that count the rows.
class HiddenRows final : public QObject
{
    Q_OBJECT

public:
    HiddenRows(MessageModel *messages, QObject *parent);

    /// Returns the actions for the menu, checkable.
    [[nodiscard]] QList<QAction *> actions() const { return {m_keepalive}; }
    /// Returns the line to be placed below the messages.
    [[nodiscard]] QWidget *messagesLine() const;

    void restore(const Settings &settings);
    void save(Settings *settings) const;

private:
    void showMessages();

    MessageModel *m_messages;
    QAction *m_keepalive;
    RowsLine *m_messagesLine;
};

} // namespace Inspector
