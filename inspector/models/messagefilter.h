// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filterengine.h"
#include "inspector/models/messagemodel.h"

#include <QtCore/QTimer>

#include <deque>
#include <optional>
#include <vector>

namespace Inspector {

/// Applies a filter to a MessageModel, and goes on as the capture grows.
///
/// A FilterEngine finds the matches beside the GUI thread; they become rows of the model in portions, so that the table
/// is never busy with them for long. The rows of the filter before stay until the first ones of the new filter are
/// there. With another capture the filter ends.
///
/// \par Threads  the GUI thread.
class MessageFilter final : public QObject
{
    Q_OBJECT

public:
    enum class State : quint8 {
        Off,
        Running,  ///< Messages are left that were not judged.
        UpToDate, ///< All messages were judged; those that arrive are judged as they do.
        Failed,   ///< The capture cannot be read; see failure().
    };

    /// \param model  and its feed outlive the object.
    explicit MessageFilter(MessageModel *model, QObject *parent = nullptr);

    /// Applies \a filter instead of what was applied before; an empty one ends filtering.
    void setFilter(const Filter &filter);
    /// Restricts model and filter to \a scope.
    void setScope(const CaptureScope &scope);
    /// Whether the matches are marked among all messages instead of being the only ones.
    void setHighlightOnly(bool highlight);
    [[nodiscard]] bool isHighlightOnly() const { return m_highlight; }
    /// Judges what is new in the capture; done by itself whenever the feed has something new.
    void extend() { m_engine.extend(); }

    [[nodiscard]] State state() const { return m_state; }
    /// Returns whether the model has the matches among all messages that were there at the last extend(). The state
    /// stays UpToDate while new ones are judged.
    [[nodiscard]] bool isUpToDate() const { return m_engine.isUpToDate() && !isPublishing(); }
    /// Sets how many matches the model is given at once. A capture may have millions, and the model takes
    /// some milliseconds for a hundred thousand.
    void setPortion(std::size_t matches) { m_portion = matches; }
    /// Returns how many matches are known.
    [[nodiscard]] quint32 found() const;
    /// Returns how many of all() messages were judged.
    [[nodiscard]] quint32 judged() const { return m_judged; }
    [[nodiscard]] quint32 all() const { return m_all; }
    /// Returns how many messages could not be judged, because their payload cannot be read.
    [[nodiscard]] quint64 unreadable() const { return m_unreadable; }
    [[nodiscard]] QString failure() const { return m_failure; }

Q_SIGNALS:
    /// Emitted when state or figures changed.
    void changed();

private:
    [[nodiscard]] MessageModel::MatchMode mode() const;
    void start();
    void restart();
    /// What was found and not published, in parts.
    using Parts = std::deque<std::vector<MessageId>>;

    void found(Parts *parts, const std::vector<MessageId> &ids);
    [[nodiscard]] std::vector<MessageId> takePortion(Parts *parts);
    [[nodiscard]] bool isPublishing() const { return !m_older.empty() || !m_newer.empty(); }
    void schedulePublication();
    /// Gives the model a portion of what was found since the last time.
    void publish();
    /// Publishes what is left; then the state is \a state.
    void end(State state);
    void finish();
    void forgetFound();
    void setState(State state);

    MessageModel *m_model;
    CaptureFeed *m_feed;
    FilterEngine m_engine;
    Filter m_filter;
    CaptureScope m_scope;
    State m_state = State::Off;
    bool m_highlight = false;
    bool m_fresh = false;    ///< Nothing of the present filter was published.
    bool m_hasEnded = false; ///< The present filter has once judged all messages that there were.
    quint32 m_judged = 0;
    quint32 m_all = 0;
    quint64 m_unreadable = 0;
    QString m_failure;
    Parts m_older;             ///< The newest first.
    Parts m_newer;             ///< The oldest first.
    quint32 m_unpublished = 0; ///< Matches in both.
    std::size_t m_portion = 524'288;
    std::optional<State> m_end; ///< The state when everything is published.
    QTimer m_publication;
    QTimer m_staleRows;
    int m_intervalMs = 0;
};

} // namespace Inspector
