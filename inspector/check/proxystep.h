// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/probestep.h"
#include "inspector/frames/httphead.h"

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace Inspector {

/// Connects through the proxy that a RelayClient would use, in the same way: with Qt's implementation of the proxy's
/// protocol. Not needed without a proxy.
///
/// Qt maps different answers of an HTTP proxy to one error, so a failure is followed by a request that reads the
/// answer.
class ProxyStep final : public ProbeStep
{
    Q_OBJECT

public:
    explicit ProxyStep(ProbeContext &context);
    ~ProxyStep() override;

private:
    void start() override;
    void onDeadline() override;
    void onConnected();
    void onError();
    void askForReason();
    void readReason();

    std::unique_ptr<QSslSocket> m_socket;
    std::unique_ptr<QTcpSocket> m_question;
    HttpHead m_answer;
    Problem m_found; ///< The failure, as far as Qt shows it.
};

} // namespace Inspector
