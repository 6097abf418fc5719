// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/captureindex.h"

#include <array>
#include <optional>

namespace Inspector {

/// A distribution, as its percentiles: the smallest value that is not below that share of all values.
struct Percentiles
{
    quint64 count = 0; ///< 0: the others mean nothing.
    qint64 p50 = 0;
    qint64 p90 = 0;
    qint64 p99 = 0;
    qint64 most = 0;

    [[nodiscard]] static Percentiles of(std::vector<qint64> values);
    bool operator==(const Percentiles &) const = default;
};

/// The figures of a whole capture.
struct CaptureStatistics
{
    struct Connections
    {
        quint32 total = 0;
        quint32 open = 0;       ///< Not closed yet.
        quint32 registered = 0; ///< The relay answered a registration with success.
        quint32 refused = 0;    ///< The upgrade or the registration was refused, also with 4001 or 4002.
        quint32 invalid = 0;    ///< Their bytes could not be read any further.
    };
    struct Exchanges
    {
        quint64 total = 0;
        quint64 answered = 0;
        quint64 failed = 0; ///< Refused, or returned with an error.
        quint64 unanswered = 0;
        Percentiles roundTripNs; ///< Of those that were answered.
    };

    static constexpr std::size_t kindCount = std::size_t(MessageKind::Close) + 1;

    qint64 firstNs = 0; ///< Of the first message and of the last; 0 without messages.
    qint64 lastNs = 0;
    quint64 messages = 0;                   ///< Without those that are missing in the file.
    std::array<quint64, kindCount> kinds{}; ///< By MessageKind.
    quint64 sent = 0;
    quint64 received = 0;
    quint64 compressed = 0;
    quint64 bytes = 0; ///< Of all messages, inflated.
    Percentiles size;  ///< Of the messages that are no control frames, in bytes.
    quint32 peers = 0; ///< UUIDs.
    quint32 namedPeers = 0;
    quint32 capturedPeers = 0; ///< That registered on a connection of the capture.
    Connections connections;
    Exchanges registrations;
    Exchanges offers;

    [[nodiscard]] static CaptureStatistics of(const CaptureIndex &index);
};

} // namespace Inspector
