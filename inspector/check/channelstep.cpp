// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/channelstep.h"

#include "inspector/check/relayanswer.h"

namespace Inspector {

ChannelStep::ChannelStep(CheckStep step, ProbeContext &context)
    : ProbeStep(step, context)
{}

void ChannelStep::start()
{
    const WebSocketChannel *channel = context().channel.get();
    connect(channel, &WebSocketChannel::textReceived, scope(), [this](const QByteArray &utf8) { onText(utf8); });
    connect(channel, &WebSocketChannel::binaryReceived, scope(),
            [this](const QByteArray &payload) { onBinary(payload.size()); });
    connect(channel, &WebSocketChannel::pongReceived, scope(), [this](const QByteArray &payload) { onPong(payload); });
    connect(channel, &WebSocketChannel::closed, scope(), [this](std::optional<quint16> code, const QString &reason) {
        fail(context().completed(validateClose(code, reason)));
    });
    connect(channel, &WebSocketChannel::lost, scope(),
            [this](const QString &words) { fail(context().problem(Kind::ConnectionLost, words)); });
    connect(channel, &WebSocketChannel::broken, scope(),
            [this](const QString &reason) { fail(context().problem(Kind::BrokenFrames, reason)); });
    startOnChannel();
}

} // namespace Inspector
