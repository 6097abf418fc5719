// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/attemptdetails.h"
#include "inspector/models/capturefeed.h"
#include "inspector/models/latestjob.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <optional>

namespace Inspector {

/// One attempt, as the pane of pairs shows it, and its place among those of its pair. It follows the capture.
///
/// Large descriptions are read beside the GUI thread; until they are, only title, time, place and message are known. An
/// attempt that may still change with time alone is judged again at most once a second.
/// \par Threads  the GUI thread; its worker ends before the destructor returns.
class AttemptModel final : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool empty READ isEmpty NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString toolTip READ toolTip NOTIFY changed)
    Q_PROPERTY(QString timeText READ timeText NOTIFY changed)
    Q_PROPERTY(QString place READ place NOTIFY changed)
    Q_PROPERTY(bool hasPrevious READ hasPrevious NOTIFY changed)
    Q_PROPERTY(bool hasNext READ hasNext NOTIFY changed)
    Q_PROPERTY(int message READ message NOTIFY changed)
    Q_PROPERTY(QString token READ token NOTIFY changed)
    Q_PROPERTY(QString glyph READ glyph NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(QString advice READ advice NOTIFY changed)
    Q_PROPERTY(QVariantList others READ others NOTIFY changed)
    Q_PROPERTY(QVariantList facts READ facts NOTIFY changed)
    Q_PROPERTY(QVariantList differences READ differences NOTIFY changed)
    Q_PROPERTY(QVariantMap matrix READ matrix NOTIFY changed)
    Q_PROPERTY(QString offerTitle READ offerTitle NOTIFY changed)
    Q_PROPERTY(QString answerTitle READ answerTitle NOTIFY changed)
    Q_PROPERTY(QString offerRoute READ offerRoute NOTIFY changed)
    Q_PROPERTY(QString answerRoute READ answerRoute NOTIFY changed)
    Q_PROPERTY(QVariantList offerCards READ offerCards NOTIFY changed)
    Q_PROPERTY(QVariantList answerCards READ answerCards NOTIFY changed)

public:
    /// \param feed  outlives the model.
    explicit AttemptModel(CaptureFeed *feed, QObject *parent = nullptr);

    void setAttempt(std::optional<Attempts::Index> attempt);
    [[nodiscard]] std::optional<Attempts::Index> attempt() const { return m_attempt; }
    /// Returns the next attempt of the same pair, or the previous one where \a step is -1; nothing where there is none.
    [[nodiscard]] std::optional<Attempts::Index> neighbour(int step) const;

    [[nodiscard]] bool isEmpty() const { return m_details.message == 0; }
    [[nodiscard]] QString title() const { return m_details.title; }
    [[nodiscard]] QString toolTip() const { return m_details.toolTip; }
    [[nodiscard]] QString timeText() const { return m_details.timeText; }
    /// Returns "attempt 2 of 5".
    [[nodiscard]] QString place() const;
    [[nodiscard]] bool hasPrevious() const { return m_place > 1; }
    [[nodiscard]] bool hasNext() const { return m_place < m_count; }
    /// Returns the offer, 0 for none.
    [[nodiscard]] int message() const { return int(m_details.message); }
    [[nodiscard]] QString token() const { return m_details.token; }
    [[nodiscard]] QString glyph() const { return m_details.glyph; }
    [[nodiscard]] QString sentence() const { return m_details.sentence; }
    [[nodiscard]] QString advice() const { return m_details.advice; }
    [[nodiscard]] QVariantList others() const { return m_details.others; }
    [[nodiscard]] QVariantList facts() const { return m_details.facts; }
    [[nodiscard]] QVariantList differences() const { return m_details.differences; }
    [[nodiscard]] QVariantMap matrix() const { return m_details.matrix; }
    /// Returns "Offer of alpha".
    [[nodiscard]] QString offerTitle() const { return m_details.offerTitle; }
    [[nodiscard]] QString answerTitle() const { return m_details.answerTitle; }
    /// Returns who sent the offer to whom: "alpha → beta".
    [[nodiscard]] QString offerRoute() const { return m_details.title; }
    [[nodiscard]] QString answerRoute() const { return m_details.answerRoute; }
    [[nodiscard]] QVariantList offerCards() const { return m_details.offerCards; }
    [[nodiscard]] QVariantList answerCards() const { return m_details.answerCards; }

Q_SIGNALS:
    /// Emitted when another attempt is on show, or when something about it has changed.
    void changed();
    /// Emitted when another attempt is on show; before changed().
    void attemptChanged();

private:
    void follow();
    void judgeAgain();
    void load();
    void show(const AttemptDetails &details);
    [[nodiscard]] bool countPlace();
    void cancel();

    CaptureFeed *m_feed;
    std::optional<Attempts::Index> m_attempt;
    std::optional<AttemptFacts> m_facts; ///< What the details were made of, without messages.
    AttemptDetails m_details;
    qsizetype m_place = 0; ///< From 1 to m_count.
    qsizetype m_count = 0;
    QTimer m_judgeTimer;
    bool m_isOutdated = false; ///< The work under way is for older facts.
    LatestJob m_job;
};

} // namespace Inspector
