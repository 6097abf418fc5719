// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/closecode.h"

namespace RelayCore {

QLatin1StringView closeCodeName(quint16 code)
{
    switch (static_cast<CloseCode>(code)) {
    case CloseCode::Normal:
        return QLatin1StringView("normal");
    case CloseCode::GoingAway:
        return QLatin1StringView("going away");
    case CloseCode::ProtocolError:
        return QLatin1StringView("protocol error");
    case CloseCode::UnsupportedData:
        return QLatin1StringView("unsupported data");
    case CloseCode::NoStatus:
        return QLatin1StringView("no status");
    case CloseCode::Abnormal:
        return QLatin1StringView("connection lost");
    case CloseCode::InvalidPayload:
        return QLatin1StringView("invalid payload");
    case CloseCode::PolicyViolation:
        return QLatin1StringView("policy violation");
    case CloseCode::MessageTooBig:
        return QLatin1StringView("message too big");
    case CloseCode::InternalError:
        return QLatin1StringView("internal error");
    case CloseCode::ServiceRestart:
        return QLatin1StringView("service restart");
    case CloseCode::TryAgainLater:
        return QLatin1StringView("try again later");
    case CloseCode::TlsHandshake:
        return QLatin1StringView("TLS handshake failed");
    case CloseCode::UndecodableMessage:
        return QLatin1StringView("undecodable message");
    case CloseCode::Unauthorized:
        return QLatin1StringView("unauthorized");
    case CloseCode::Forbidden:
        return QLatin1StringView("forbidden");
    case CloseCode::RelayMessageTooBig:
        return QLatin1StringView("message too big for the relay");
    case CloseCode::DuplicateRegistration:
        return QLatin1StringView("same UUID registered elsewhere");
    }
    return {}; // The code comes from the wire: it need not be one of ours.
}

} // namespace RelayCore
