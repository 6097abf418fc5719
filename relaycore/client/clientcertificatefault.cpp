// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/clientcertificatefault.h"

namespace RelayCore {

ClientCertificateFault clientCertificateFault(QSsl::AlertType alert, bool sent)
{
    // A number from the wire: most values are about something else, so this is an if chain and not a switch.
    using Alert = QSsl::AlertType;
    if (alert == Alert::CertificateRequired)
        return ClientCertificateFault::Missing;
    const bool isAboutACertificate = alert == Alert::BadCertificate || alert == Alert::UnsupportedCertificate
                                     || alert == Alert::CertificateRevoked || alert == Alert::CertificateExpired
                                     || alert == Alert::CertificateUnknown || alert == Alert::UnknownCa;
    return isAboutACertificate && sent ? ClientCertificateFault::Refused : ClientCertificateFault::None;
}

} // namespace RelayCore
