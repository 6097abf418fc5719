// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/captureindex.h"
#include "inspector/analysis/capturescope.h"
#include "inspector/filter/filterast.h"

#include <QtCore/QObject>
#include <QtCore/QReadWriteLock>
#include <QtCore/QString>

#include <memory>
#include <vector>

namespace Inspector {

/// Applies a filter to a capture in a thread of its own, newest messages first, and goes on with what is captured
/// meanwhile.
///
/// The results of a filter are always those of a plain evaluation of the index once upToDate() was emitted:
/// where something becomes known that changes the judgement of messages that were judged before, such as a name,
/// restarted() is emitted and everything is judged again.
///
/// \par Threads  that of the index's owner, who changes the index only while it holds the lock for writing. The worker
/// holds it for reading for a fraction of a millisecond at a time.
class FilterEngine : public QObject
{
    Q_OBJECT

public:
    /// \param index, lock  outlive the engine.
    FilterEngine(const CaptureIndex &index, QReadWriteLock &lock, QObject *parent = nullptr);
    ~FilterEngine() override;

    /// Applies \a filter to the messages of \a scope in the capture in \a path, which is the one of the index, instead
    /// of what was applied before. Does not wait.
    void start(const QString &path, const Filter &filter, const CaptureScope &scope = {});
    /// Ends what start() began. Nothing is emitted any more, and the worker no longer uses the index.
    void cancel();
    /// To be called when the index has grown, or when its connections or losses have changed.
    void extend();
    [[nodiscard]] bool isRunning() const;
    /// Returns whether everything has been judged that was there when start() or extend() was called last.
    [[nodiscard]] bool isUpToDate() const;

Q_SIGNALS:
    /// Emitted with matching messages that are older than all before them, the newest first.
    void foundOlder(const std::vector<Inspector::MessageId> &ids);
    /// Emitted with matching messages that are newer than all before them, the oldest first.
    void foundNewer(const std::vector<Inspector::MessageId> &ids);
    /// Emitted when what was found so far is void.
    void restarted();
    /// Emitted when payloads could not be read: those of \a messages since the filter began. They do not match.
    void unreadable(quint64 messages);
    /// Emitted after each part: \a judged of \a all messages.
    void progressed(quint32 judged, quint32 all);
    /// Emitted when all messages that the index has have been judged.
    void upToDate();
    /// Emitted when the capture cannot be read; nothing follows.
    void failed(const QString &reason);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
