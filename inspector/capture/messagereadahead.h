// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Inspector {

class CaptureReader;

/// Reads the metadata of a range of messages in threads of its own, each with a reader of its own, and gives them out
/// in order. What was read and not taken is bounded.
///
/// It ends early where messages cannot be read, or not all of them. The caller then reads on with a CaptureReader,
/// which has the reason.
///
/// \par Threads  one thread calls next().
class MessageReadAhead
{
public:
    /// Returns whether it pays to read \a messages messages of the capture of \a reader with it. The reader of a file
    /// of version 1 names a source once only, so that there may be no second one.
    [[nodiscard]] static bool pays(const CaptureReader &reader, quint32 messages);

    /// Begins to read the messages \a first to \a last.
    /// \param where  what CaptureReader::open() takes.
    /// \param ready  called in any thread when next() may have something to return that returned nothing before, or
    /// when the reading has ended. Not called after the destructor. May be empty.
    MessageReadAhead(const QString &where, MessageId first, MessageId last, std::function<void()> ready = {});
    /// Ends the reading. Waits for the parts that are being read, a few milliseconds.
    ~MessageReadAhead();
    Q_DISABLE_COPY_MOVE(MessageReadAhead)

    /// Returns the next messages as CaptureReader::messageMetadata() does; empty where they are not there yet, and
    /// where nothing more will come.
    [[nodiscard]] std::vector<MessageRow> next();
    /// Waits until next() returns something, or nothing more will come.
    void wait() const;
    /// Returns whether nothing more will come.
    [[nodiscard]] bool hasEnded() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
