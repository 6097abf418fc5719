// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/sources/source.h"
#include "relaycore/tap/tapdirectory.h"

#include <memory>

namespace Inspector {

/// Reads the tap of another application: the traffic of each RelayClient in it, as it is inside the application.
///
/// Each client becomes a source of its own (SourceKind::Tap), named after the client and the application; ids of the
/// other process are mapped to ids of this one. The TapSource's own id stands for the application: it is Ready while
/// attached and Backoff while the application is gone. The source attaches again as soon as an application of the same
/// name opens a tap.
///
/// While the observer asks for a pause nothing is read; the tap then drops events and reports their number.
class TapSource final : public Source
{
    Q_OBJECT

public:
    /// \param tap  see RelayCore::runningTaps(). Where it is gone before start(), failed() follows.
    TapSource(RelayCore::TapAddress tap, RelayCore::WireObserver &observer, QObject *parent = nullptr);
    ~TapSource() override;

    void start() override;
    void stop() override;
    void resume() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
