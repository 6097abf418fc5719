// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireobserver.h"

#include <functional>
#include <utility>

namespace Inspector {

/// Passes the events of an inner proxy on as those of the source that runs it.
class SourceRewriter final : public RelayCore::WireObserver
{
public:
    /// Called with every event before it is passed on; may change it. \return whether to pass it on.
    using Look = std::function<bool(RelayCore::WireEvent &event)>;

    SourceRewriter(RelayCore::WireObserver &target, RelayCore::SourceId source, Look look = {})
        : m_target(target)
        , m_look(std::move(look))
        , m_source(source)
    {}

    FlowControl observe(RelayCore::WireEvent event) override
    {
        event.source = m_source;
        if (m_look && !m_look(event))
            return FlowControl::Continue;
        return m_target.observe(std::move(event));
    }

private:
    RelayCore::WireObserver &m_target;
    Look m_look;
    RelayCore::SourceId m_source;
};

} // namespace Inspector
