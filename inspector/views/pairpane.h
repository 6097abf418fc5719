// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once


#include <QtWidgets/QWidget>

namespace Inspector {

class AttemptModel;
class DiagramView;
class PairModel;
class Theme;

/// The pairs of the capture with their verdicts, and all about one attempt, drawn by the QML module Relay.Inspector.
class PairPane final : public QWidget
{
    Q_OBJECT

public:
    /// \param theme, pairs, attempt  outlive the pane.
    PairPane(Theme *theme, PairModel *pairs, AttemptModel *attempt, QWidget *parent = nullptr);

    [[nodiscard]] bool isLoaded() const;
    /// Returns how many pairs there are and how many have a problem: "3 of 12 with a problem"; empty without pairs.
    [[nodiscard]] QString subject() const;

    /// Shows the attempt \a attempt. Nothing is emitted, and the keyboard stays where it is.
    void showAttempt(quint32 attempt);
    /// Gives the keyboard to the cards.
    void focusPairs();

Q_SIGNALS:
    /// Emitted when an attempt was chosen: \a id is its offer; and when a message of the checklist was.
    void messageRequested(quint32 id);
    void subjectChanged(const QString &subject);

private Q_SLOTS:
    void choosePair(int row);
    void step(int by);
    void activate(int id);

private:
    void choose(quint32 attempt);

    PairModel *m_pairs;
    AttemptModel *m_attempt;
    DiagramView *m_view;
};

} // namespace Inspector
