// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/probestep.h"

namespace Inspector {

/// A step on the open WebSocket. It fails when the channel ends.
class ChannelStep : public ProbeStep
{
    Q_OBJECT

protected:
    ChannelStep(CheckStep step, ProbeContext &context);

    void start() override;
    /// Called after the channel's signals are connected.
    virtual void startOnChannel() = 0;
    virtual void onText(const QByteArray &utf8) = 0;
    virtual void onBinary(qsizetype /*bytes*/) {}
    virtual void onPong(const QByteArray & /*payload*/) {}

    [[nodiscard]] WebSocketChannel &channel() const { return *context().channel; }
};

} // namespace Inspector
