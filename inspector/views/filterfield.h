// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filterast.h"
#include "inspector/filter/filtercompletion.h"

#include <QtCore/QPointer>
#include <QtWidgets/QLineEdit>

#include <functional>
#include <optional>

namespace Inspector {

class CompletionList;
class Theme;

/// The field that a filter is written in. It underlines what is no filter, and offers ways to go on: while a word is
/// typed, on Down and on Ctrl+Space; earlier filters where it is empty. Tab takes the first suggestion, or the one
/// chosen with Down and Up.
class FilterField final : public QLineEdit
{
    Q_OBJECT

public:
    /// \param theme  outlives the field.
    explicit FilterField(const Theme *theme, QWidget *parent = nullptr);
    ~FilterField() override;

    /// Sets what returns the words of the capture; it is called when suggestions are needed.
    void setVocabulary(std::function<FilterVocabulary()> vocabulary) { m_vocabulary = std::move(vocabulary); }
    /// Sets the filters that are offered where the field is empty.
    void setEarlierFilters(const QList<FilterSuggestion> &filters) { m_earlier = filters; }
    /// Underlines the place of \a error, or nothing.
    void setError(const std::optional<FilterError> &error);
    [[nodiscard]] CompletionList *completions() const;
    /// Returns whether suggestions are shown.
    [[nodiscard]] bool isOffering() const;

Q_SIGNALS:
    /// Emitted by Return where no suggestion was chosen.
    void accepted();
    /// Emitted by Escape where nothing was offered.
    void escaped();
    /// Emitted when suggestions were shown or hidden.
    void offeringChanged();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    /// Offers ways to go on, also at the beginning of a word where \a always.
    void offer(bool always);
    void take(const FilterSuggestion &suggestion);
    void hideCompletions();
    /// Returns the position of the character at \a position, in pixels.
    [[nodiscard]] int xOf(qsizetype position) const;

    const Theme *m_theme;
    QPointer<CompletionList> m_completions; ///< A child of the window once it was shown.
    std::function<FilterVocabulary()> m_vocabulary;
    QList<FilterSuggestion> m_earlier;
    std::optional<FilterError> m_error;
    qsizetype m_start = 0; ///< The part that a suggestion replaces.
    qsizetype m_length = 0;
};

} // namespace Inspector
