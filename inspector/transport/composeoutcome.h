// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QMetaType>
#include <QtCore/QString>

namespace Inspector {

/// What became of a message that a person had sent through a client of the inspector.
struct ComposeOutcome
{
    enum class Kind : quint8 {
        Sent,     ///< It was handed to the operating system. A relay acknowledges nothing.
        NotSent,  ///< There is no registered client to send it.
        Returned, ///< After Sent: the relay returned it; text is its error.
        Closed,   ///< After Sent: the connection ended before anything else was received; text is the reason.
    };

    quint64 ticket = 0; ///< As given with the message.
    Kind kind = Kind::Sent;
    QString text;

    bool operator==(const ComposeOutcome &) const = default;
};

} // namespace Inspector

Q_DECLARE_METATYPE(Inspector::ComposeOutcome)
