// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/transport/composeoutcome.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtWidgets/QTableWidget>

namespace Inspector {

/// What was sent, the newest first, with the outcome of each.
class ComposeHistory final : public QTableWidget
{
    Q_OBJECT

public:
    explicit ComposeHistory(QWidget *parent = nullptr);

    /// Adds a message that is being sent through \a client.
    void add(quint64 ticket, const QString &client, const QByteArray &payload, bool isBinary);
    void showOutcome(const ComposeOutcome &outcome);

    /// Messages beyond this many are dropped, the oldest first.
    static constexpr int maxMessages = 200;

Q_SIGNALS:
    /// Emitted when an entry was activated: it is to be edited again.
    void chosen(const QByteArray &payload, bool isBinary);

private:
    struct Entry
    {
        quint64 ticket = 0;
        QByteArray payload;
        bool isBinary = false;
    };

    QList<Entry> m_entries; ///< By row.
};

} // namespace Inspector
