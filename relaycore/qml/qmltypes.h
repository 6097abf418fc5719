// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/closeresult.h"
#include "relaycore/client/connectresult.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/client/relayerror.h"
#include "relaycore/client/relaymetrics.h"
#include "relaycore/client/sendresult.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/messages.h"

#include <QtQml/qqml.h>

// The values of the library under their names in QML: a value type begins with a lower-case letter, and its enumerators
// belong to the same name with an upper-case one.
namespace RelayCore::QmlTypes {

struct PeerConnectionType
{
    Q_GADGET
    QML_FOREIGN(RelayCore::PeerConnection)
    QML_VALUE_TYPE(peerConnection)
};

struct RelayErrorType
{
    Q_GADGET
    QML_FOREIGN(RelayCore::RelayError)
    QML_VALUE_TYPE(relayError)
};

struct RelayMetricsType
{
    Q_GADGET
    QML_FOREIGN(RelayCore::RelayMetrics)
    QML_VALUE_TYPE(relayMetrics)
};

struct ConnectResultType
{
    Q_GADGET
    QML_FOREIGN(RelayCore::ConnectResult)
    QML_VALUE_TYPE(connectResult)
};

struct SendResultType
{
    Q_GADGET
    QML_FOREIGN(RelayCore::SendResult)
    QML_VALUE_TYPE(sendResult)
};

struct CloseResultType
{
    Q_GADGET
    QML_FOREIGN(RelayCore::CloseResult)
    QML_VALUE_TYPE(closeResult)
};

/// A client that C++ made, for a property of that type.
struct ClientOfCpp
{
    Q_GADGET
    QML_FOREIGN(RelayCore::RelayClient)
    QML_NAMED_ELEMENT(CppRelayClient)
    QML_UNCREATABLE("Made in C++. The type for QML is RelayClient.")
};

namespace PeerConnectionEnums {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(RelayCore::PeerConnection)
QML_NAMED_ELEMENT(PeerConnection)
} // namespace PeerConnectionEnums

namespace RelayErrorEnums {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(RelayCore::RelayError)
QML_NAMED_ELEMENT(RelayError)
} // namespace RelayErrorEnums

namespace RelayPhaseEnums {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(RelayCore::RelayPhase)
QML_NAMED_ELEMENT(RelayPhase)
} // namespace RelayPhaseEnums

namespace SendResultEnums {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(RelayCore::SendResult)
QML_NAMED_ELEMENT(SendResult)
} // namespace SendResultEnums

namespace CloseCodeEnums {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(RelayCore)
QML_NAMED_ELEMENT(CloseCode)
} // namespace CloseCodeEnums

} // namespace RelayCore::QmlTypes
