// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturewriter.h"

#include <QtCore/QUuid>

#include <memory>

/// Writes the conversation of alpha, beta and gamma, event by event, as a proxy would have seen it.
class SampleCapture
{
public:
    explicit SampleCapture(const QString &path);

    static const QUuid alpha;
    static const QUuid beta;
    static const QUuid gamma;
    static constexpr int messages = 15;

    Inspector::CaptureWriter *writer() { return m_writer.get(); }
    /// Two clients register, alpha offers, beta answers, an offer to gamma comes back; a ping, a close with 4004, a
    /// binary message, a broken text. 15 messages, three connections and a client's own source.
    void writeAll();
    /// One more text from alpha to the relay.
    void writeOne(const QByteArray &payload);

private:
    void observe(RelayCore::SourceId source, RelayCore::ConnectionId connection, RelayCore::WirePayload payload);
    void open(RelayCore::ConnectionId connection, const QString &address);
    void text(RelayCore::ConnectionId connection, RelayCore::Direction direction, const QByteArray &payload,
              qint64 afterUs);

    std::unique_ptr<Inspector::CaptureWriter> m_writer;
    qint64 m_timeNs = 1'700'000'000'000'000'000;
};
