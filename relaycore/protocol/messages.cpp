// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/messages.h"

#include "relaycore/protocol/debugvalue.h"

namespace RelayCore {

QDebug operator<<(QDebug debug, const RelayRegistration &registration)
{
    DebugValue(debug, "RelayRegistration").field("name", registration.name).field("uuid", registration.uuid);
    return debug;
}

QDebug operator<<(QDebug debug, const RelayResponse &response)
{
    DebugValue(debug, "RelayResponse")
        .field("success", response.success)
        .field("message", response.message)
        .field("error", response.error);
    return debug;
}

QDebug operator<<(QDebug debug, const PeerConnection &message)
{
    DebugValue(debug, "PeerConnection")
        .field("sourceUuid", message.sourceUuid)
        .field("sourceName", message.sourceName)
        .field("peerUuid", message.peerUuid)
        .field("descriptionType", descriptionTypeName(message.descriptionType))
        .field("description", message.description)
        .field("error", message.error);
    return debug;
}

QDebug operator<<(QDebug debug, const RelayMessage &message)
{
    std::visit([&debug](const auto &held) { debug << held; }, message);
    return debug;
}

char *toString(const RelayRegistration &registration)
{
    return debugText(registration);
}

char *toString(const RelayResponse &response)
{
    return debugText(response);
}

char *toString(const PeerConnection &message)
{
    return debugText(message);
}

char *toString(const RelayMessage &message)
{
    return debugText(message);
}

size_t qHash(const RelayRegistration &registration, size_t seed) noexcept
{
    return qHashMulti(seed, registration.name, registration.uuid);
}

size_t qHash(const RelayResponse &response, size_t seed) noexcept
{
    return qHashMulti(seed, response.success, response.message.has_value(), response.messageText(), response.error);
}

size_t qHash(const PeerConnection &message, size_t seed) noexcept
{
    return qHashMulti(seed, message.sourceUuid, message.sourceName, message.peerUuid, int(message.descriptionType),
                      message.description, message.isReturned(), message.errorText());
}

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
