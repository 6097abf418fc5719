// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/tap/tapstream.h"

#include <QtCore/QObject>
#include <QtNetwork/QLocalSocket>

#include <optional>

/// Reads a tap as a program of its own would.
class TapReader : public QObject
{
    Q_OBJECT

public:
    explicit TapReader(const QString &socketName);

    QLocalSocket socket;
    std::optional<RelayCore::TapAddress> application;
    QList<RelayCore::WireEvent> events;
    QString error;

    /// Begins to read, or stops.
    void setReading(bool reading);
    /// All payloads of one kind, in order.
    template<typename Payload>
    [[nodiscard]] QList<Payload> all() const
    {
        QList<Payload> payloads;
        for (const RelayCore::WireEvent &event : events) {
            if (const auto *payload = std::get_if<Payload>(&event.payload))
                payloads.append(*payload);
        }
        return payloads;
    }

private:
    void read();

    RelayCore::TapStream m_stream;
    bool m_reading = true;
};
