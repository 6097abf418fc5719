// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QString>

namespace Inspector {

/// Takes what a capture holds, row by row: a writer of another format.
///
/// The calls for one connection are opened(), message() for each of its messages, ended(). A function that returns
/// false has failed; the reason is in error(), and nothing is called after it.
class RecordSink
{
public:
    RecordSink() = default;
    virtual ~RecordSink() = default;
    Q_DISABLE_COPY_MOVE(RecordSink)

    virtual bool source(const SourceRow &) { return true; }
    virtual bool state(const StateRow &) { return true; }
    virtual bool lost(const LostRow &) { return true; }
    /// Called once for each connection, before its messages. The record is complete: it holds what is known at the end.
    virtual bool opened(const ConnectionRecord &record) = 0;
    virtual bool message(const MessageRow &row) = 0;
    /// Called once for each connection, also for those that were not closed.
    virtual bool ended(const ConnectionRecord &record) = 0;
    /// Called once, after everything.
    virtual bool finish() = 0;

    [[nodiscard]] virtual QString error() const = 0;
};

} // namespace Inspector
