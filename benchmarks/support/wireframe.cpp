// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/support/wireframe.h"

#include <algorithm>
#include <cstring>

namespace RelayBench {

namespace {

constexpr std::uint8_t finBit = 0x80;
constexpr std::uint8_t compressedBit = 0x40; // RSV1
constexpr std::uint8_t maskBit = 0x80;

} // namespace

std::optional<FrameHead> readFrameHead(std::string_view data)
{
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(data[at]); };
    if (data.size() < 2)
        return std::nullopt;
    FrameHead head{.opcode = static_cast<Opcode>(byte(0) & 0x0F),
                   .bytes = 2,
                   .payloadBytes = byte(1) & 0x7FU,
                   .isCompressed = (byte(0) & compressedBit) != 0};
    const std::size_t extended = head.payloadBytes == 126 ? 2 : head.payloadBytes == 127 ? 8 : 0;
    const bool isMasked = (byte(1) & maskBit) != 0;
    if (data.size() < head.bytes + extended + (isMasked ? MaskingKey().size() : 0))
        return std::nullopt;
    if (extended > 0) {
        head.payloadBytes = 0;
        for (std::size_t i = 0; i < extended; ++i)
            head.payloadBytes = head.payloadBytes << 8 | byte(head.bytes + i);
        head.bytes += extended;
    }
    if (isMasked) {
        head.key.emplace();
        std::copy_n(data.begin() + static_cast<std::ptrdiff_t>(head.bytes), head.key->size(), head.key->begin());
        head.bytes += head.key->size();
    }
    return head;
}

void applyMask(char *payload, std::size_t size, const MaskingKey &key)
{
    // Eight bytes at a time: this process shall not be what the others wait for.
    std::uint64_t word = 0;
    std::memcpy(&word, key.data(), key.size());
    std::memcpy(reinterpret_cast<char *>(&word) + key.size(), key.data(), key.size());
    std::size_t i = 0;
    for (; i + sizeof word <= size; i += sizeof word) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, payload + i, sizeof bytes);
        bytes ^= word;
        std::memcpy(payload + i, &bytes, sizeof bytes);
    }
    for (; i < size; ++i)
        payload[i] = static_cast<char>(payload[i] ^ key[i % key.size()]);
}

void appendFrame(std::string &out, Opcode opcode, std::string_view payload, const std::optional<MaskingKey> &key,
                 bool isCompressed)
{
    const auto second = [&key](std::size_t length) { return static_cast<char>(length | (key ? maskBit : 0U)); };
    out += static_cast<char>(finBit | (isCompressed ? compressedBit : 0) | static_cast<std::uint8_t>(opcode));
    if (payload.size() < 126) {
        out += second(payload.size());
    } else {
        const bool isShort = payload.size() < 65536;
        out += second(isShort ? 126 : 127);
        for (int shift = isShort ? 8 : 56; shift >= 0; shift -= 8)
            out += static_cast<char>(payload.size() >> shift & 0xFF);
    }
    if (key)
        out.append(key->data(), key->size());
    out += payload;
    if (key)
        applyMask(out.data() + (out.size() - payload.size()), payload.size(), *key);
}

} // namespace RelayBench
