// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/messagenames.h"

#include <array>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using RelayCore::Opcode;

namespace {

/// By the numbers of MessageKind.
constexpr std::array kindNames{"other"_L1,    "registration"_L1, "response"_L1, "offer"_L1, "answer"_L1,
                               "returned"_L1, "ping"_L1,         "pong"_L1,     "close"_L1};
constexpr std::array<std::pair<Opcode, QLatin1StringView>, 5> opcodeNames{{{Opcode::Text, "text"_L1},
                                                                           {Opcode::Binary, "binary"_L1},
                                                                           {Opcode::Close, "close"_L1},
                                                                           {Opcode::Ping, "ping"_L1},
                                                                           {Opcode::Pong, "pong"_L1}}};

bool isEqual(QLatin1StringView name, std::string_view other)
{
    return std::string_view(name.data(), size_t(name.size())) == other;
}

} // namespace

QLatin1StringView messageKindName(MessageKind kind)
{
    return size_t(kind) < kindNames.size() ? kindNames.at(size_t(kind)) : kindNames.front();
}

std::optional<MessageKind> messageKindFromName(std::string_view name)
{
    for (size_t i = 0; i < kindNames.size(); ++i) {
        if (isEqual(kindNames[i], name))
            return MessageKind(i);
    }
    return std::nullopt;
}

QLatin1StringView opcodeName(Opcode opcode)
{
    for (const auto &[value, name] : opcodeNames) {
        if (value == opcode)
            return name;
    }
    return "text"_L1;
}

std::optional<Opcode> opcodeFromName(std::string_view name)
{
    for (const auto &[value, word] : opcodeNames) {
        if (isEqual(word, name))
            return value;
    }
    return std::nullopt;
}

std::optional<Opcode> opcodeFromNumber(qint64 number)
{
    for (const auto &[value, name] : opcodeNames) {
        if (qint64(value) == number)
            return value;
    }
    return std::nullopt;
}

} // namespace Inspector
