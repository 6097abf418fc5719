// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/verdict.h"
#include "inspector/models/capturefeed.h"
#include "inspector/models/formatting.h"
#include "inspector/models/textlines.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <atomic>
#include <memory>
#include <optional>

namespace Inspector {

struct PayloadTree;

/// What the details of a message are made from.
struct MessageDetailsInput
{
    MessageRow message;
    ConnectionRow connection; ///< Its id is 0 where it is not known.
    std::optional<Exchange> exchange;
    std::optional<MessageRow> counterpart; ///< The other message of the exchange.
    std::optional<AttemptFacts> attempt;   ///< Of a message that belongs to one.
    bool redact = true;                    ///< Hides ice-pwd and ice-ufrag values everywhere.
    qsizetype textLimit = 0;               ///< Characters of raw and sdp; 0: all.
};

/// The tabs of one message and its diagnosis.
struct MessageDetails
{
    MessageId id = 0;                          ///< 0: there is no such message.
    std::optional<Diagnosis> diagnosis;        ///< Of a message of an attempt: its verdict.
    std::shared_ptr<const PayloadTree> tree;   ///< For PayloadModel.
    QString sdp;                               ///< The session description, empty where there is none.
    QList<PropertySection> sdpCards;           ///< Media, candidates, fingerprints, problems.
    QString raw;                               ///< The payload as text; a sentence where it is none.
    std::shared_ptr<const TextLines> sdpLines; ///< sdp and raw, for views.
    std::shared_ptr<const TextLines> rawLines;
    QByteArray payload;     ///< For the Hex tab.
    bool shortened = false; ///< raw or sdp do not show everything.
    QList<PropertySection> timing;

    static constexpr qsizetype rawLimit = 1024 * 1024; ///< A good textLimit.
};

/// What stands above the tabs of a message.
struct MessageHeadline
{
    QString number;   ///< "#18,326"
    QString kindText; ///< "offer"
    QString kindToken;
    QString fromTo;   ///< "alpha → beta"
    QString sizeText; ///< "1,259 B, 412 on the wire" where they differ.
};

[[nodiscard]] MessageHeadline messageHeadline(const CaptureFeed &feed, const MessageRow &message);

/// Reads the message with \a id and what belongs to it. Nothing where there is no such message.
[[nodiscard]] std::optional<MessageDetailsInput> messageDetailsInput(const CaptureFeed &feed, MessageId id,
                                                                     bool redact);
/// Decodes the message: takes as long as the message is large.
/// \param cancelled  looked at between the steps; what is returned then is incomplete.
/// \par Threads  any.
[[nodiscard]] MessageDetails messageDetails(const MessageDetailsInput &input,
                                            const std::atomic_bool *cancelled = nullptr);

/// \a payload with the values of ice-pwd and ice-ufrag replaced, byte for byte (as `*`), so that lengths stay.
[[nodiscard]] QByteArray redactedPayload(QByteArray payload);

} // namespace Inspector
