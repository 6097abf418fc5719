// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/wirenames.h"

namespace RelayCore {

namespace {

/// The enumerators end with Other, which also stands for unknown words.
template<typename Enum>
Enum fromName(QStringView name, QLatin1StringView (*nameOf)(Enum))
{
    for (int i = 0; i < int(Enum::Other); ++i) {
        if (name == nameOf(Enum(i)))
            return Enum(i);
    }
    return Enum::Other;
}

} // namespace

QLatin1StringView sourceStateName(SourceState state)
{
    switch (state) {
    case SourceState::Idle:
        return QLatin1StringView("idle");
    case SourceState::Connecting:
        return QLatin1StringView("connecting");
    case SourceState::Registering:
        return QLatin1StringView("registering");
    case SourceState::Ready:
        return QLatin1StringView("ready");
    case SourceState::Backoff:
        return QLatin1StringView("backoff");
    case SourceState::WaitingForNetwork:
        return QLatin1StringView("waiting_for_network");
    case SourceState::Closing:
        return QLatin1StringView("closing");
    case SourceState::Closed:
        return QLatin1StringView("closed");
    case SourceState::Failed:
        return QLatin1StringView("failed");
    case SourceState::Listening:
        return QLatin1StringView("listening");
    case SourceState::Stopped:
        return QLatin1StringView("stopped");
    case SourceState::Other:
        return QLatin1StringView("other");
    }
    Q_UNREACHABLE();
}

SourceState sourceStateFromName(QStringView name)
{
    return fromName(name, sourceStateName);
}

QLatin1StringView closeCategoryName(CloseCategory category)
{
    switch (category) {
    case CloseCategory::None:
        return {};
    case CloseCategory::Dns:
        return QLatin1StringView("dns");
    case CloseCategory::Refused:
        return QLatin1StringView("refused");
    case CloseCategory::Timeout:
        return QLatin1StringView("timeout");
    case CloseCategory::Tls:
        return QLatin1StringView("tls");
    case CloseCategory::Handshake:
        return QLatin1StringView("handshake");
    case CloseCategory::Reset:
        return QLatin1StringView("reset");
    case CloseCategory::Network:
        return QLatin1StringView("network");
    case CloseCategory::Other:
        return QLatin1StringView("other");
    }
    Q_UNREACHABLE();
}

CloseCategory closeCategoryFromName(QStringView name)
{
    return fromName(name, closeCategoryName);
}

} // namespace RelayCore
