// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filtercompletion.h"
#include "inspector/filter/filteredit.h"
#include "inspector/models/messagefilter.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace Inspector {

class CaptureSession;
class DensityStrip;
class FilterBar;
class MessageDensity;
class MessageMarks;
class MessageTable;
class Settings;
class Theme;

/// How messages are found: the filter bar and the strip above the table, marks, and the ways to go to a message.
class MessageSearch final : public QObject
{
    Q_OBJECT

public:
    /// All arguments outlive the object.
    MessageSearch(const Theme *theme, CaptureSession *session, MessageModel *model, MessageTable *table,
                  QObject *parent);

    [[nodiscard]] FilterBar *bar() const { return m_bar; }
    [[nodiscard]] DensityStrip *strip() const { return m_strip; }
    [[nodiscard]] MessageMarks *marks() const { return m_marks; }
    /// Returns the actions for menus and keys.
    [[nodiscard]] QList<QAction *> actions() const { return m_actions; }
    /// Returns the text of the table where the filter leaves no rows; empty without a filter.
    [[nodiscard]] QString emptyTitle() const;

    /// Restricts the table to \a scope, which is called \a name in the bar.
    void setScope(const CaptureScope &scope, const QString &name);
    void focusFilter();
    void goToMatch(bool backwards);
    /// Selects \a id, or the row nearest to where it would be.
    void goTo(MessageId id);

    void restore(const Settings &settings);
    void save(Settings *settings) const;

Q_SIGNALS:
    void scopeCleared();
    /// Emitted when rows or the state of the filter changed.
    void changed();

private:
    void makeActions();
    void connectBar();
    void connectStrip();
    void addTerm(const QString &term);
    void showFigures();
    void showVisibleSpan();
    void toggleMark();
    void showGoTo();
    [[nodiscard]] qint64 startNs() const;
    [[nodiscard]] const FilterVocabulary &vocabulary();

    CaptureSession *m_session;
    MessageModel *m_model;
    MessageTable *m_table;
    MessageFilter m_filter;
    MessageMarks *m_marks;
    MessageDensity *m_density;
    FilterBar *m_bar;
    DensityStrip *m_strip;
    QAction *m_highlight = nullptr;
    QAction *m_stripShown = nullptr;
    QList<QAction *> m_actions;
    QTimer m_spanTimer;
    QElapsedTimer m_running; ///< Since the filter began; invalid while none runs.
    FilterVocabulary m_vocabulary;
    quint64 m_vocabularyRevision = 0;
    bool m_hasVocabulary = false;
};

} // namespace Inspector
