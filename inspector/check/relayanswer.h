// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/problem.h"
#include "relaycore/protocol/messages.h"

#include <QtCore/QByteArray>

#include <optional>

/// What a relay says once the WebSocket stands. Pure; texts are as the relay sent them.
namespace Inspector {

/// What is wrong with \a text as the answer to a registration. Empty: we are registered.
[[nodiscard]] std::optional<Problem> validateRegistration(QByteArrayView text);

/// What a close frame means to a client that wanted to stay. Without a code: RFC 6455 section 7.1.5 (1005).
[[nodiscard]] Problem validateClose(std::optional<quint16> code, const QString &reason);

/// The message to ourselves. \a mark makes it unlike any other.
[[nodiscard]] RelayCore::PeerConnection echoMessage(const QString &name, const QUuid &uuid, const QByteArray &mark);

struct EchoAnswer
{
    bool isOurs = false;              ///< Not ours: another sender's message for the same client.
    std::optional<Problem> problem{}; ///< Of ours.
};

[[nodiscard]] EchoAnswer validateEcho(QByteArrayView text, const RelayCore::PeerConnection &sent,
                                      const QByteArray &mark);

} // namespace Inspector
