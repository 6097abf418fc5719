// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/formats/recordsink.h"

#include <memory>
#include <optional>

namespace Inspector {

/// Passes records on to another sink in a thread of its own, so that a capture is read while what was read before is
/// written.
///
/// The order is kept. A few batches of records wait at most; then the caller waits. Where the other sink fails, one of
/// the next calls fails, and error() returns the reason; nothing is passed on after a failure.
///
/// \par Threads  one. The other sink is used in the other thread alone until finish() or error() has returned or this
/// is destroyed, which leaves out what still waits.
class QueuedSink final : public RecordSink
{
public:
    /// \param sink  outlives this.
    explicit QueuedSink(RecordSink &sink);
    ~QueuedSink() override;

    bool source(const SourceRow &row) override;
    bool state(const StateRow &row) override;
    bool lost(const LostRow &row) override;
    bool opened(const ConnectionRecord &record) override;
    bool message(const MessageRow &row) override;
    bool ended(const ConnectionRecord &record) override;
    /// Waits until everything is passed on.
    bool finish() override;
    [[nodiscard]] QString error() const override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
