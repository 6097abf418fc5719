// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturewriter.h"
#include "relaycore/protocol/messages.h"

#include <QtCore/QUuid>

#include <memory>
#include <random>
#include <vector>

/// Writes captures in which every key of the filter language has something to find: all kinds of messages, refusals,
/// returned offers, fragments, compressed and truncated messages, binary frames, lost events, names beyond ASCII. The
/// same seed gives the same capture.
class RichCapture
{
public:
    RichCapture(const QString &path, quint32 seed);
    ~RichCapture();

    /// Adds \a count messages and control frames of random clients, and waits until they are in the file.
    void write(int count);

private:
    struct Client
    {
        RelayCore::ConnectionId connection;
        QUuid uuid;
        QString name;
    };

    void observe(RelayCore::ConnectionId connection, RelayCore::WirePayload payload);
    void text(RelayCore::ConnectionId connection, RelayCore::Direction direction, const QByteArray &payload);
    void connectClient(bool refused);
    void talk(const Client &client);
    void sendOffer(const Client &client);
    void sendOddity(const Client &client);
    [[nodiscard]] QByteArray peerMessage(const Client &from, const QUuid &to, RelayCore::DescriptionType type,
                                         bool returned);
    quint32 random(quint32 below) { return quint32(m_random() % below); }

    std::unique_ptr<Inspector::CaptureWriter> m_writer;
    std::mt19937 m_random;
    std::vector<Client> m_clients;
    RelayCore::ConnectionId m_connections = 0;
    qint64 m_timeNs = 1'777'882'530'000'000'000; ///< 2026-05-04T08:15:30Z
};
