// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <memory>

namespace Inspector {

/// Reads both directions of one connection: the HTTP upgrade, then RFC 6455 frames. It only looks on: the caller has
/// forwarded the bytes already.
///
/// Any split of the input gives the same payloads. Nothing here touches sockets or clocks.
/// \par Threads  one reader, one thread.
/// \par Source   RFC 9112 (heads), RFC 6455 sections 4 and 5 (handshake, frames), RFC 7692
///               (permessage-deflate).
class WireReader
{
public:
    struct Options
    {
        qsizetype maxHeadBytes = 64 * 1024;           ///< A longer head is a violation.
        qsizetype maxMessageBytes = 64 * 1024 * 1024; ///< A longer message is cut: see WireMessage::truncated.
    };

    WireReader();
    explicit WireReader(const Options &options);
    ~WireReader();
    Q_DISABLE_COPY_MOVE(WireReader)

    /// Takes the next bytes of \a direction and returns what became complete, in order: HandshakeRequest,
    /// HandshakeResponse, WireMessage, ControlFrame, or one ProtocolViolation per direction, after which that direction
    /// is no longer read. (Broken rules that leave no doubt about what follows, such as a missing mask, are one
    /// ProtocolViolation each, too, and the reading goes on: see FrameReader.)
    ///
    /// A connection may carry several requests and responses before the upgrade is accepted. Frames of the client that
    /// arrive before the response was read are kept until it is. A refusal is returned once its body, or 4 KiB of it,
    /// is there. Interim responses (1xx other than 101) are not returned.
    [[nodiscard]] QList<RelayCore::WirePayload> read(RelayCore::Direction direction, QByteArrayView bytes);

    /// The connection ended: returns a refusal whose body had no known length, or was cut short.
    [[nodiscard]] QList<RelayCore::WirePayload> finish();

    /// Whether the upgrade was accepted (101).
    [[nodiscard]] bool upgraded() const;
    /// Whether a whole response head was seen, whatever its status.
    [[nodiscard]] bool responded() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
