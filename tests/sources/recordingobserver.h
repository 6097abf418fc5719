// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireobserver.h"

#include <QtCore/QList>

#include <functional>

/// Keeps every event, and returns Pause when the test asks for it.
class RecordingObserver final : public RelayCore::WireObserver
{
public:
    FlowControl observe(RelayCore::WireEvent event) override;

    /// The payloads of type T, in order.
    template<typename T>
    [[nodiscard]] QList<T> all() const
    {
        QList<T> found;
        for (const RelayCore::WireEvent &event : events) {
            if (const T *payload = std::get_if<T>(&event.payload))
                found.append(*payload);
        }
        return found;
    }

    template<typename T>
    [[nodiscard]] qsizetype count() const
    {
        return all<T>().size();
    }

    QList<RelayCore::WireEvent> events;
    int waitEvery = 0;            ///< Say Wait to every so manieth event; 0: never.
    std::function<void()> waited; ///< Called after Wait was decided.
};
