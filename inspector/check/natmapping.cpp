// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/natmapping.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

QLatin1StringView natMappingName(NatMapping mapping)
{
    switch (mapping) {
    case NatMapping::None:
        return "none"_L1;
    case NatMapping::EndpointIndependent:
        return "endpoint-independent"_L1;
    case NatMapping::AddressDependent:
        return "address-dependent"_L1;
    case NatMapping::AddressAndPortDependent:
        return "address-and-port-dependent"_L1;
    case NatMapping::Dependent:
        return "dependent"_L1;
    case NatMapping::Unknown:
        return "unknown"_L1;
    }
    Q_UNREACHABLE();
}

NatMapping natMapping(const QList<NatObservation> &observations, const QList<StunAddress> &own)
{
    if (!observations.isEmpty() && std::all_of(observations.cbegin(), observations.cend(), [&own](const auto &each) {
            return own.contains(each.mapped);
        }))
        return NatMapping::None;
    bool severalAddresses = false;
    bool severalPorts = false; // Of one address.
    bool differsByAddress = false;
    bool differsByPort = false;
    for (qsizetype i = 0; i < observations.size(); ++i) {
        for (qsizetype k = i + 1; k < observations.size(); ++k) {
            const NatObservation &one = observations.at(i);
            const NatObservation &other = observations.at(k);
            const bool sameMapping = one.mapped == other.mapped;
            if (one.destination.address != other.destination.address) {
                severalAddresses = true;
                differsByAddress = differsByAddress || !sameMapping;
            } else if (one.destination.port != other.destination.port) {
                severalPorts = true;
                differsByPort = differsByPort || !sameMapping;
            }
        }
    }
    if (differsByPort)
        return NatMapping::AddressAndPortDependent;
    if (differsByAddress)
        return severalPorts ? NatMapping::AddressDependent : NatMapping::Dependent;
    return severalAddresses ? NatMapping::EndpointIndependent : NatMapping::Unknown;
}

} // namespace Inspector
