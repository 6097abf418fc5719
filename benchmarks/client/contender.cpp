// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "contender.h"

#include "jsoncontender.h"
#include "relaycontender.h"
#include "socketcontender.h"

namespace RelayBench {

using namespace Qt::StringLiterals;

std::unique_ptr<Contender> makeContender(const QString &name, const QUrl &relay)
{
    if (name == "relayclient"_L1)
        return std::make_unique<RelayContender>(relay);
    if (name == "signals only"_L1) {
        return std::make_unique<RelayContender>(relay, RelayContender::TapState::Closed,
                                                RelayContender::Outcomes::Signals);
    }
    if (name == "tap open"_L1)
        return std::make_unique<RelayContender>(relay, RelayContender::TapState::Open);
    if (name == "tap stalled"_L1)
        return std::make_unique<RelayContender>(relay, RelayContender::TapState::Stalled);
    if (name == "tap read"_L1)
        return std::make_unique<RelayContender>(relay, RelayContender::TapState::Read);
    if (name == "qwebsocket"_L1)
        return std::make_unique<SocketContender>(relay);
    if (name == "qjsondocument"_L1)
        return std::make_unique<JsonContender>(relay);
    qFatal("No such contender: %s", qPrintable(name));
}

} // namespace RelayBench
