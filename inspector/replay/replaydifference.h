// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"
#include "inspector/replay/messagedifference.h"

#include <QtCore/QMetaType>

namespace Inspector {

/// Something that went another way than in the capture.
struct ReplayDifference
{
    enum class Kind : quint8 {
        Changed,    ///< A message came with another content.
        Missing,    ///< A message of the capture did not come.
        Additional, ///< A message came that is not in the capture.
        Unsent,     ///< A message could not be sent: the capture does not hold it completely.
        Handshake,  ///< The connection was opened, or refused, unlike in the capture.
        End,        ///< The connection ended in another way.
    };

    Kind kind = Kind::Changed;
    RelayCore::ConnectionId connection = 0; ///< Of the capture.
    QString client;                         ///< Name that the connection registered; may be empty.
    MessageId message = 0;                  ///< Of the capture; 0: none.
    QByteArray captured;                    ///< Payload; empty for Additional, Handshake and End.
    QByteArray received;                    ///< Payload, with the UUIDs of the capture; empty for Missing.
    QList<FieldDifference> fields;          ///< Changed, Handshake, End, and the reason of Unsent.

    bool operator==(const ReplayDifference &) const = default;
};

/// What a replay did.
struct ReplaySummary
{
    quint32 connections = 0;
    quint64 sent = 0;        ///< Data messages.
    quint64 received = 0;    ///< Data messages.
    quint64 equal = 0;       ///< Received messages that equal those of the capture.
    quint64 differences = 0; ///< As emitted, and those that were only counted.
    quint64 missing = 0;     ///< Messages of the capture that did not come.
    quint64 unsent = 0;      ///< Messages of the capture that were not sent.
    bool isCanceled = false;
    QString problem; ///< Why there was no replay: a translated sentence. Empty: there was.

    [[nodiscard]] bool isEqual() const { return problem.isEmpty() && !isCanceled && differences == 0; }

    bool operator==(const ReplaySummary &) const = default;
};

} // namespace Inspector

Q_DECLARE_METATYPE(Inspector::ReplayDifference)
Q_DECLARE_METATYPE(Inspector::ReplaySummary)
