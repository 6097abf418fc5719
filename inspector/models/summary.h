// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QString>

namespace Inspector {

/// The summary of a message, short enough for a table row.
struct MessageSummary
{
    QString text;
    QString toolTip;    ///< The whole of it, where the text was shortened.
    QString sourceName; ///< Of a registration or a peer connection.
    bool error = false;
};

/// \param message  may be the head of a long message: CaptureFeed::head().
/// \param forwarded  the relay passes this message on: its content was summed up when it was sent.
[[nodiscard]] MessageSummary summarise(const MessageRow &message, bool forwarded);

/// The session description of an offer, an answer or a returned message; empty otherwise.
[[nodiscard]] QString sessionDescription(const MessageRow &message);

/// Code and reason of a close frame's payload. 1005 where it has none. \par Source RFC 6455 section 5.5.1.
struct CloseFrame
{
    quint16 code = 1005;
    QString reason;
};
[[nodiscard]] CloseFrame closeFrame(QByteArrayView payload);

} // namespace Inspector
