// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/stunmessage.h"

#include <QtCore/QLatin1StringView>
#include <QtCore/QList>

namespace Inspector {

/// Which address one socket had for one destination.
struct NatObservation
{
    StunAddress destination;
    StunAddress mapped;
};

/// How a NAT maps one socket for several destinations. \par Source  RFC 4787 section 4.1, RFC 5780 section 4.3.
enum class NatMapping : quint8 {
    None,                    ///< No NAT: the address is one of this computer's.
    EndpointIndependent,     ///< The same for all destinations.
    AddressDependent,        ///< Another for each address.
    AddressAndPortDependent, ///< Another for each address and port ("symmetric").
    Dependent,               ///< One of the last two: one address was asked at one port only.
    Unknown,                 ///< Only one destination answered.
};

/// Returns "endpoint-independent" and so on, as event lines write it.
[[nodiscard]] QLatin1StringView natMappingName(NatMapping mapping);

/// Judges what one socket has seen. Pure. \param own  the addresses of this computer, with the port of the socket.
[[nodiscard]] NatMapping natMapping(const QList<NatObservation> &observations, const QList<StunAddress> &own);

} // namespace Inspector
