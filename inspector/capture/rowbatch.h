// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QVariant>

#include <optional>
#include <vector>

namespace Inspector {

/// The rows of one transaction, on their way to a database.
struct RowBatch
{
    quint64 revision = 0;          ///< One more than that of the batch before.
    MessageId lastMessage = 0;     ///< The number of messages in the capture with this batch.
    qint64 lastNs = 0;             ///< The time of the newest message.
    std::optional<qint64> endedNs; ///< When the capture ended: the last batch.
    bool otherRows = false;        ///< For CaptureStoreEvents::published.
    /// Columns in the order of PostgresSchema; one row for each id.
    QList<QVariantList> sources;
    QList<QVariantList> connections;
    QList<QVariantList> states;
    QList<QVariantList> losses;
    std::vector<MessageRow> messages;

    /// Returns about how much memory the batch takes.
    [[nodiscard]] qsizetype size() const;

    [[nodiscard]] QByteArray toBytes() const;
    /// Returns nothing where \a bytes are not a whole batch of this version.
    [[nodiscard]] static std::optional<RowBatch> fromBytes(const QByteArray &bytes);

    bool operator==(const RowBatch &) const = default;
};

} // namespace Inspector
