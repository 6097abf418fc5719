// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/support/offer.h"

#include "relaycore/protocol/codec.h"

#include <QtCore/QFile>

#include <variant>

namespace RelayBench {

using namespace RelayCore;

QByteArray offerText()
{
    QFile file(QStringLiteral(RELAY_TEST_VECTORS "/offer.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.errorString()));
    return file.readAll().trimmed();
}

PeerConnection offer()
{
    return std::get<PeerConnection>(std::get<RelayMessage>(decode(offerText())));
}

PeerConnection offerToOneself(const QUuid &self)
{
    PeerConnection message = offer();
    message.sourceUuid = message.peerUuid = self;
    return message;
}

} // namespace RelayBench
