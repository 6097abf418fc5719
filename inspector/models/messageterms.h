// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/messagemodel.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace Inspector {

/// A condition of a filter that a cell of the message table suggests.
struct MessageTerm
{
    QString label; ///< Translated: "Only this kind: offer".
    QString text;  ///< In the filter language.
    bool operator==(const MessageTerm &) const = default;
};

/// Returns the conditions that the cell of message \a id in \a column suggests; none where the file does not give the
/// message, or the column has none.
[[nodiscard]] QList<MessageTerm> filterTermsOf(const CaptureFeed &feed, MessageId id, MessageModel::Column column);
/// Returns the conditions that the connection of message \a id suggests.
[[nodiscard]] QList<MessageTerm> connectionTermsOf(const CaptureFeed &feed, MessageId id);

} // namespace Inspector
