// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// WebSocket frames (RFC 6455 section 5.2) for programs that must cost next to nothing.
namespace RelayBench {

enum class Opcode : std::uint8_t {
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10
}; // section 11.8

using MaskingKey = std::array<char, 4>;

struct FrameHead
{
    Opcode opcode = Opcode::Text;
    std::optional<MaskingKey> key{};
    std::size_t bytes = 0; ///< Of the head alone.
    std::uint64_t payloadBytes = 0;
    bool isCompressed = false; ///< RSV1, see RFC 7692.
};

/// The head that \a data begins with; empty where it is not complete.
[[nodiscard]] std::optional<FrameHead> readFrameHead(std::string_view data);

/// Masks or unmasks in place.
void applyMask(char *payload, std::size_t size, const MaskingKey &key);

/// As a server sends it without \a key, as a client with one.
void appendFrame(std::string &out, Opcode opcode, std::string_view payload,
                 const std::optional<MaskingKey> &key = std::nullopt, bool isCompressed = false);

} // namespace RelayBench
