// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/diagnosis.h"
#include "inspector/models/capturefeed.h"
#include "inspector/models/formatting.h"

#include <QtCore/QString>

namespace Inspector {

/// Everything the details pane says about one message, as text.
struct MessageDetails
{
    MessageId id = 0; ///< 0: there is no such message.
    MessageRow row;
    QString number;   ///< "#18,326"
    QString kindText; ///< "offer"
    QString kindToken;
    QString fromTo;   ///< "alpha → beta"
    QString sizeText; ///< "1,259 B, 412 sent" where compression made them differ.
    std::optional<Diagnosis> diagnosis;
    QString sdp;                     ///< The session description, empty where there is none.
    QList<PropertySection> sdpCards; ///< Media, candidates, fingerprints, problems.
    QString raw;                     ///< The payload as text; a sentence where it is none. At most rawLimit characters.
    QString hex;                     ///< Offsets, bytes, characters. At most hexLimit bytes.
    bool shortened = false;          ///< raw or hex do not show everything.
    QList<PropertySection> timing;
    std::optional<MessageId> counterpart; ///< The other message of its exchange.

    static constexpr qsizetype rawLimit = 256 * 1024;
    static constexpr qsizetype hexLimit = 16 * 1024;
};

/// \param redact  hides ice-pwd and ice-ufrag values in sdp, sdpCards, raw and hex.
[[nodiscard]] MessageDetails messageDetails(const CaptureFeed &feed, MessageId id, bool redact);

/// \a payload with the values of ice-pwd and ice-ufrag replaced, byte for byte (as `*`), so that lengths stay.
[[nodiscard]] QByteArray redactedPayload(QByteArray payload);
/// "00000000  7b 22 6d …  |{"m…|" for at most \a limit bytes.
[[nodiscard]] QString hexDump(QByteArrayView bytes, qsizetype limit = MessageDetails::hexLimit);

} // namespace Inspector
