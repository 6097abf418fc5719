// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/verdict.h"
#include "inspector/models/capturefeed.h"

#include <QtCore/QAbstractListModel>

#include <memory>
#include <optional>

namespace Inspector {

/// The pairs of a capture, each with the verdict of its newest attempt, the most troubled first.
///
/// Pairs are judged beside the GUI thread once the index has caught up with the capture; until then they are at the
/// end. What may still change (an offer that waits for its answer) is judged again at most once a second.
///
/// \par Threads  the GUI thread.
class PairModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ pairCount NOTIFY countChanged)
    Q_PROPERTY(int currentRow READ currentRow NOTIFY currentChanged)

public:
    enum Role {
        TitleRole = Qt::UserRole + 1, ///< "alpha → beta", in the direction of the newest attempt.
        VerdictRole,                  ///< In two or three words; empty while it is not known.
        TokenRole,                    ///< Colour of the severity; "muted" while it is not known.
        GlyphRole,                    ///< "✕", "!", "✓" or "…".
        SubtitleRole,                 ///< How many attempts, and when the newest one began.
        CurrentRole,
    };
    Q_ENUM(Role)

    /// \param feed  outlives the model.
    explicit PairModel(CaptureFeed *feed, QObject *parent = nullptr);
    ~PairModel() override;

    [[nodiscard]] int pairCount() const;
    /// Returns how many pairs have a problem, of those that are judged.
    [[nodiscard]] int problemCount() const;
    /// Returns how many pairs are not judged yet.
    [[nodiscard]] int pendingCount() const;
    [[nodiscard]] int currentRow() const; ///< -1 for none.
    /// Makes the pair that \a attempt belongs to the current one.
    void setCurrentAttempt(std::optional<Attempts::Index> attempt);
    /// Returns the newest attempt of the pair in \a row.
    [[nodiscard]] std::optional<Attempts::Index> newestAttempt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();
    void currentChanged();
    /// Emitted when problemCount() or pendingCount() may have changed.
    void judgementChanged();

private:
    void onIndexed(quint32 first, quint32 count);
    void takeNewAttempts();
    void judgeOpen();
    void onJudged(const std::vector<AttemptRank> &ranks);
    void sort();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
