// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/messages.h"

namespace RelayCore {

QLatin1StringView messageTypeName(const RelayMessage &message)
{
    struct Name
    {
        QLatin1StringView operator()(const RelayRegistration &) const
        {
            return QLatin1StringView("relay_registration");
        }
        QLatin1StringView operator()(const RelayResponse &) const { return QLatin1StringView("relay_response"); }
        QLatin1StringView operator()(const PeerConnection &) const { return QLatin1StringView("peer_connection"); }
    };
    return std::visit(Name{}, message);
}

QLatin1StringView descriptionTypeName(DescriptionType type)
{
    switch (type) {
    case DescriptionType::Offer:
        return QLatin1StringView("offer");
    case DescriptionType::Answer:
        return QLatin1StringView("answer");
    }
    Q_UNREACHABLE();
}

} // namespace RelayCore
