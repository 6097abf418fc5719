// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filterast.h"

#include <QtCore/QMap>
#include <QtCore/QStringList>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QMenu;
class QProgressBar;
class QToolButton;
QT_END_NAMESPACE

namespace Inspector {

class ElidedLabel;
class FilterField;
class Theme;
class WrappedLabel;

/// The filters that a person has used or named.
struct StoredFilters
{
    QStringList history;          ///< The newest first.
    QMap<QString, QString> saved; ///< By name.
    static constexpr qsizetype mostHistory = 30;
    bool operator==(const StoredFilters &) const = default;
};

/// The line above the messages in which a filter is written: the scope that it is restricted to, the field, what was
/// found, the switch between filtering and highlighting, and the menu of earlier and saved filters. A mistake is named
/// below the field, when typing pauses and no suggestions are shown. In a narrow window, what was found and the switch
/// have a line below the field while there is a filter.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    /// \param theme  outlives the bar.
    explicit FilterBar(const Theme *theme, QWidget *parent = nullptr);
    ~FilterBar() override;

    [[nodiscard]] FilterField *field() const { return m_field; }
    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    /// Returns the filter in force: the last text that is one.
    [[nodiscard]] const Filter &filter() const { return m_filter; }
    [[nodiscard]] const std::optional<FilterError> &error() const { return m_error; }

    /// Shows which sources or connections are chosen; nothing for all.
    void setScopeText(const QString &text);
    /// Shows what was found. \param percent  of the messages that were judged; nothing while all are.
    void setFigures(const QString &text, std::optional<int> percent);
    [[nodiscard]] QString figures() const;
    void setHighlightOnly(bool highlight);

    [[nodiscard]] const StoredFilters &stored() const { return m_stored; }
    void setStored(const StoredFilters &stored);
    /// Puts the filter in force first in the history.
    void remember();

Q_SIGNALS:
    void filterChanged(const Inspector::Filter &filter);
    void highlightOnlyChanged(bool highlight);
    void scopeCleared();
    /// Emitted when the keyboard should return to the messages.
    void left();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Returns whether the field has room enough with everything else beside it.
    [[nodiscard]] bool fitsOneLine() const;
    /// Gives the figures and the switch their line.
    void arrange();
    void onTextChanged();
    /// Puts the text in force, if it is a filter.
    void apply();
    /// Returns whether a key may be being typed at the end of the text.
    [[nodiscard]] bool mayBecomeKey() const;
    void onEscaped();
    void showError();
    void fillMenu();
    void saveFilter();
    void offerStored();

    FilterField *m_field = nullptr;
    QToolButton *m_scope = nullptr;
    ElidedLabel *m_figures = nullptr;
    QToolButton *m_highlight = nullptr;
    QHBoxLayout *m_firstLine = nullptr;
    QHBoxLayout *m_secondLine = nullptr;
    bool m_isNarrow = false;
    QMenu *m_menu = nullptr;
    QMenu *m_remove = nullptr; ///< Part of m_menu while there are saved filters.
    QProgressBar *m_progress = nullptr;
    WrappedLabel *m_errorText = nullptr;
    QTimer m_errorTimer;
    QTimer m_applyTimer;
    Filter m_filter;
    std::optional<FilterError> m_error;
    StoredFilters m_stored;
};

} // namespace Inspector
