// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/probestep.h"
#include "inspector/frames/httpbody.h"
#include "inspector/frames/httphead.h"

namespace Inspector {

/// Asks for the WebSocket, and reads the answer.
class UpgradeStep final : public ProbeStep
{
    Q_OBJECT

public:
    explicit UpgradeStep(ProbeContext &context);

private:
    void start() override;
    void onDeadline() override;
    void onReadyRead();
    void onSocketEnd();
    void onBrokenHead(const QByteArray &bytes);
    void onResponse();

    QByteArray m_key;
    HttpHead m_head;
    std::optional<HttpBody> m_body;
};

} // namespace Inspector
