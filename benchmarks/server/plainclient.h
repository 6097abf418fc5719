// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "benchmarks/support/wireframe.h"

#include <QtCore/QUuid>

#include <chrono>
#include <string>
#include <string_view>

namespace RelayBench {

/// How long a relay may be silent that should say something.
constexpr std::chrono::milliseconds timeout{10'000};

/// Connects a TCP socket to \a port of the loopback interface. \param waits  false: returns before it is connected.
[[nodiscard]] int openSocket(std::uint16_t port, bool waits = true);

/// An upgrade request as every client of the benchmark sends it: no extensions, so nothing is compressed.
[[nodiscard]] std::string upgradeRequest();

/// Masked, with a fixed key.
[[nodiscard]] std::string clientFrame(Opcode opcode, std::string_view payload);

/// A client of a relay that costs a fraction of what any relay does: a plain socket, frames that were built before,
/// and texts that are counted by the heads of their frames. Answers pings. What cannot be ends the process with a
/// reason.
class PlainClient
{
public:
    explicit PlainClient(const QUuid &uuid = QUuid::createUuid());
    ~PlainClient();
    PlainClient(const PlainClient &) = delete;
    PlainClient &operator=(const PlainClient &) = delete;

    /// Connects, and asks for the upgrade; receive() does the rest.
    void open(std::uint16_t port);
    void openAndWait(std::uint16_t port);

    /// Takes what is there, and goes on with the handshake and the registration.
    void receive();
    /// Sleeps until something is there, and takes it.
    void waitAndReceive();
    /// As much of \a bytes as the kernel takes at once. \return how much that is.
    [[nodiscard]] std::size_t send(std::string_view bytes);

    [[nodiscard]] QUuid uuid() const { return m_uuid; }
    [[nodiscard]] int socket() const { return m_socket; }
    [[nodiscard]] bool isRegistered() const { return m_stage == Stage::Registered; }
    /// Texts of so many bytes are counted unread from now on.
    void expectTexts(std::size_t bytes) { m_expectedBytes = bytes; }
    [[nodiscard]] qint64 texts() const { return m_texts; }   ///< Of the expected size, so far.
    [[nodiscard]] qint64 others() const { return m_others; } ///< Of another size.
    /// What was looked at last: a text of another size, or a control frame.
    [[nodiscard]] const std::string &otherText() const { return m_payload; }

private:
    enum class Stage { Closed, Upgrading, Registering, Registered };

    void take(std::string_view bytes);
    /// \return what follows the response to the upgrade.
    [[nodiscard]] std::string_view takeResponse(std::string_view bytes);
    [[nodiscard]] bool isLookedAt() const
    {
        return m_frame.opcode != Opcode::Text || m_frame.payloadBytes != m_expectedBytes;
    }
    void onFrame();
    void sendWhole(const std::string &bytes);

    QUuid m_uuid;
    std::size_t m_expectedBytes = 0;
    int m_socket = -1;
    Stage m_stage = Stage::Closed;
    qint64 m_texts = 0;
    qint64 m_others = 0;
    std::string m_begun;         ///< The response to the upgrade, later the head of a frame, as far as it is there.
    std::string m_payload;       ///< Of the last frame that was looked at.
    FrameHead m_frame;           ///< The one that is being received.
    std::uint64_t m_missing = 0; ///< Of its payload.
    bool m_isInFrame = false;
};

} // namespace RelayBench
