// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/probestep.h"

#include <QtNetwork/QSslError>

namespace Inspector {

/// Does the TLS handshake, and verifies the certificates.
class TlsStep final : public ProbeStep
{
    Q_OBJECT

public:
    explicit TlsStep(ProbeContext &context);

private:
    void start() override;
    void onDeadline() override;
    void onEncrypted();
    void onError();

    QList<QSslError> m_errors;
};

} // namespace Inspector
