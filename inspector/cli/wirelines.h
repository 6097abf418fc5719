// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"
#include "relaycore/wire/wireobserver.h"

#include <QtCore/QByteArray>

#include <functional>
#include <utility>

namespace Inspector {

/// \a event as the line that `relayctl proxy --print` writes; empty for a source's announcement of itself.
///
/// Keys: `event`, `connection` (null where it concerns the source), what the event holds, `time`. `direction` is the
/// client's point of view. Headers are `[["name","value"], ...]` in the order of the wire.
/// \par Threads  any. \par Source  docs/relayctl.md, "proxy".
[[nodiscard]] QByteArray wireLine(const RelayCore::WireEvent &event);

/// Shows every event to a function and hands it on to \a next, if there is one.
/// \par Threads  those of the sources it observes; relayctl runs its sources in the main thread.
class TeeObserver final : public RelayCore::WireObserver
{
public:
    using See = std::function<void(const RelayCore::WireEvent &)>;

    TeeObserver(RelayCore::WireObserver *next, See see)
        : m_next(next)
        , m_see(std::move(see))
    {}

    FlowControl observe(RelayCore::WireEvent event) override;

private:
    RelayCore::WireObserver *m_next;
    See m_see;
};

} // namespace Inspector
