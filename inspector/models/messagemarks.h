// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QObject>

#include <map>
#include <optional>
#include <vector>

namespace Inspector {

class CaptureFeed;

/// The messages that a person has marked in the capture on show. They are kept in a file beside the capture, with the
/// time of each message: marks of another capture under the same name are left out. A file of that name that cannot be
/// read as marks of this version is never replaced.
///
/// \par Threads  the GUI thread.
class MessageMarks final : public QObject
{
    Q_OBJECT

public:
    /// \param feed  outlives the object.
    explicit MessageMarks(const CaptureFeed *feed, QObject *parent = nullptr);

    /// Returns the file that holds the marks of \a capture.
    [[nodiscard]] static QString filePath(const QString &capture) { return capture + QStringLiteral(".marks"); }

    [[nodiscard]] bool contains(MessageId id) const { return m_marks.find(id) != m_marks.cend(); }
    [[nodiscard]] int count() const { return int(m_marks.size()); }
    /// Returns the next marked message after \a id, the previous one where \a backwards, or 0.
    [[nodiscard]] MessageId beside(MessageId id, bool backwards) const;
    static constexpr std::size_t most = 10'000;

    /// Marks \a ids; where all of them are marked, they lose their mark. Marks none where there would be more than
    /// \c most.
    void toggle(const std::vector<MessageId> &ids);
    /// Writes the marks for a copy of the capture, unless there is a file that this version cannot read. Returns why
    /// that failed, or nothing.
    [[nodiscard]] std::optional<QString> saveFor(const QString &capture) const;

Q_SIGNALS:
    void changed();
    /// Emitted when the file of the marks could not be written.
    void failed(const QString &reason);
    /// Emitted when the file of the marks has those that are set.
    void written();

private:
    void load();

    const CaptureFeed *m_feed;
    std::map<MessageId, qint64> m_marks; ///< With the time of each message.
    bool m_isForeign = false;            ///< The file beside the capture is not one of ours, or newer.
};

} // namespace Inspector
