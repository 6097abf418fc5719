// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>

#include <optional>

/// Writes what a peer would put on the wire, right or wrong.
namespace WireBytes {

struct FrameSpec
{
    quint8 opcode = 0x1;
    QByteArray payload{};
    bool fin = true;
    quint8 reserved = 0;              ///< The three reserved bits as they stand in the first byte (0x40, 0x20, 0x10).
    std::optional<QByteArray> mask{}; ///< Four bytes.
    std::optional<quint64> claimedLength{}; ///< Written instead of the payload's size.
    int lengthBytes = 0;                    ///< 0: the shortest form; otherwise 2 or 8.
};

[[nodiscard]] QByteArray frame(const FrameSpec &spec);
/// A masked text frame of the client.
[[nodiscard]] QByteArray clientText(const QByteArray &payload);
/// A text frame of the relay.
[[nodiscard]] QByteArray relayText(const QByteArray &payload);
[[nodiscard]] QByteArray close(quint16 code, const QByteArray &reason, bool masked);
/// An upgrade request with a token in it. \param extensions  value of Sec-WebSocket-Extensions, left out where empty.
[[nodiscard]] QByteArray request(const QByteArray &extensions = {});
/// Its acceptance. \param extensions  value of Sec-WebSocket-Extensions, left out where empty.
[[nodiscard]] QByteArray accepted(const QByteArray &extensions = {});

} // namespace WireBytes
