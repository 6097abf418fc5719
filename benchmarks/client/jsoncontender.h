// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/messages.h"
#include "socketcontender.h"

#include <optional>

namespace RelayBench {

/// QWebSocket with QJsonDocument, written by hand: the same messages as values, without outcomes of sending.
class JsonContender final : public SocketContender
{
public:
    using SocketContender::SocketContender;

    void send() override;

protected:
    void onText(const QString &text) override;

private:
    std::optional<RelayCore::PeerConnection> m_offer;
};

} // namespace RelayBench
