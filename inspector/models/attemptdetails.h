// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/verdict.h"

#include <QtCore/QString>
#include <QtCore/QVariantList>
#include <QtCore/QVariantMap>

namespace Inspector {

/// An attempt as the pane of pairs shows it. The lists hold maps for QML, with the members that are named here; every
/// text is safe to show, and every list is bounded.
struct AttemptDetails
{
    QString title;    ///< "alpha → beta"
    QString toolTip;  ///< The UUIDs.
    QString timeText; ///< When the offer was first seen.
    quint32 message = 0;
    QString token; ///< Colour of the severity.
    QString glyph;
    QString verdict;          ///< In two or three words.
    QString sentence;         ///< Of the first verdict.
    QString advice;           ///< Empty where there is nothing to do.
    QVariantList others;      ///< Further verdicts: token, glyph, sentence, advice.
    QVariantList facts;       ///< The checklist: token, glyph, state, text, time, message (0 for none).
    QVariantList differences; ///< Offer beside answer: name, offer, answer, token, glyph, state.
    QVariantMap
        matrix; ///< columns: title, toolTip; rows: title, toolTip, cells: token, glyph, text, description; more: text.
    QString offerTitle;       ///< Whose description the offer is: "Offer of alpha".
    QString answerTitle;      ///< Likewise.
    QString answerRoute;      ///< "gamma → alpha"; that of the offer is the title.
    QVariantList offerCards;  ///< title, facts: name, value, token, toolTip.
    QVariantList answerCards; ///< Likewise.

    bool operator==(const AttemptDetails &) const = default;
};

/// Returns what is known of the attempt without its messages: title, toolTip, timeText, message, and
/// whose the descriptions are.
[[nodiscard]] AttemptDetails attemptHeading(const AttemptFacts &facts);

/// Judges the attempt and prepares what is shown of it. Takes as long as its descriptions are large.
/// \param redact  hides ice-pwd and ice-ufrag. \par Threads  any.
[[nodiscard]] AttemptDetails attemptDetails(const AttemptFacts &facts, bool redact);

} // namespace Inspector
