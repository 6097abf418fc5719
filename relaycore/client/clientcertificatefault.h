// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtNetwork/QSsl>

namespace RelayCore {

/// What a server reports about the certificate of a client.
/// \since 0.2
enum class ClientCertificateFault {
    None,    ///< Nothing.
    Missing, ///< It requires one.
    Refused, ///< It does not accept the one that was sent.
};

/// Returns what \a alert, received from a server, means for the client's own certificate. With TLS 1.2 a server that
/// gets none often sends an alert that means no more than a failed handshake: None.
///
/// \param alert  what the server has sent.
/// \param sent  whether the client has a certificate.
/// \par Source  RFC 8446 section 6.2.
/// \since 0.2
[[nodiscard]] RELAYCORE_EXPORT ClientCertificateFault clientCertificateFault(QSsl::AlertType alert, bool sent);

} // namespace RelayCore
