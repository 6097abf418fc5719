// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QByteArray>
#include <QtNetwork/QHostAddress>

#include <array>

namespace Inspector {

/// Makes IP packets of the bytes of one connection, as TCP would carry them: numbers and checksums are right, nothing
/// is lost, and everything is acknowledged by the next packet of the other side.
class TcpConversation
{
public:
    struct Endpoint
    {
        QHostAddress address;
        quint16 port = 0;
    };
    enum Flag : quint8 { Fin = 0x01, Syn = 0x02, Push = 0x08, Acknowledge = 0x10 };

    /// The most bytes that packet() takes: with its heads, a packet stays below 64 KiB.
    static constexpr qsizetype maxSegmentBytes = 60'000;

    /// Both addresses become IPv6 where one of them is.
    TcpConversation(Endpoint client, Endpoint server);

    /// Returns a packet with \a payload, and moves on behind it.
    [[nodiscard]] QByteArray packet(RelayCore::Direction direction, quint8 flags, QByteArrayView payload = {});

private:
    struct Side
    {
        Endpoint endpoint;
        quint32 sequence = 0;
    };

    std::array<Side, 2> m_sides; ///< By Direction: the client's is the first.
    bool m_isIpv6 = false;
};

} // namespace Inspector
