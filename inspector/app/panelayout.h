// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QObject>

#include <functional>
#include <vector>

QT_BEGIN_NAMESPACE
class QAction;
class QSplitter;
QT_END_NAMESPACE

namespace Inspector {

/// Sizes and visibility of the panes in splitters.
///
/// A pane that is shown has a size: dragging it to nothing hides it and unchecks its action, checking the action gives
/// it its default size back. The default sizes follow the window until a handle is moved.
class PaneLayout final : public QObject
{
    Q_OBJECT

public:
    /// Returns a default width or height, computed when it is needed.
    using DefaultSize = std::function<int()>;

    explicit PaneLayout(QObject *parent);

    /// Adds the pane that takes the space of a splitter that no other pane uses; it cannot be hidden.
    void addMain(QSplitter *splitter, QWidget *pane);
    /// \param action  checkable; shows and hides \a pane.
    void addPane(QSplitter *splitter, QWidget *pane, QAction *action, DefaultSize defaultSize);

    /// Gives every pane its default size, unless a handle was moved.
    void divide();
    /// Returns the sizes for restore(); empty while no handle was moved.
    [[nodiscard]] QByteArray save() const;
    /// \return whether \a state could be used.
    bool restore(const QByteArray &state);

private:
    struct Pane
    {
        QSplitter *splitter;
        QWidget *widget;
        QAction *action; ///< Null for the main pane.
        DefaultSize defaultSize;
    };

    void addSplitter(QSplitter *splitter);
    void hideCollapsed(const QSplitter *splitter);
    void giveSize(const Pane &pane);

    std::vector<QSplitter *> m_splitters;
    std::vector<Pane> m_panes;
    bool m_moved = false;
};

} // namespace Inspector
