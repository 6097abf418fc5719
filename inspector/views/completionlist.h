// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filtercompletion.h"

#include <QtWidgets/QListView>

#include <optional>

QT_BEGIN_NAMESPACE
class QStandardItemModel;
QT_END_NAMESPACE

namespace Inspector {

class Theme;

/// The list of ways to go on with a filter, below the field that it is written in. The keyboard stays in the field.
class CompletionList final : public QListView
{
    Q_OBJECT

public:
    /// \param field  above the list, in the same window; the list is a child of that window while it is shown.
    CompletionList(const Theme *theme, QWidget *field);

    /// Shows \a suggestions \a x pixels right of the field's left edge; hides where there are none.
    void offer(const QList<FilterSuggestion> &suggestions, int x);
    /// Moves the current suggestion by \a step, around both ends; none is current at first.
    void moveCurrent(int step);
    /// Returns the current suggestion.
    [[nodiscard]] std::optional<FilterSuggestion> current() const;
    [[nodiscard]] FilterSuggestion at(int row) const { return m_suggestions.at(row); }

Q_SIGNALS:
    void chosen(const Inspector::FilterSuggestion &suggestion);

private:
    QWidget *m_field;
    QStandardItemModel *m_model;
    QList<FilterSuggestion> m_suggestions;
};

} // namespace Inspector
