// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/support/faults.h"

#include "relaycore/protocol/codec.h"
#include "tests/support/rawserver.h"

namespace TestSupport::Faults {

using namespace Qt::Literals::StringLiterals;

Fault silence()
{
    return [](FaultPeer &) {};
}

Fault freeze()
{
    return [](FaultPeer &peer) { peer.freeze(); };
}

Fault hangUp()
{
    return [](FaultPeer &peer) { peer.hangUp(); };
}

Fault reset()
{
    return [](FaultPeer &peer) { peer.reset(); };
}

Fault send(const QByteArray &bytes)
{
    return [bytes](FaultPeer &peer) { peer.send(bytes); };
}

Fault sendThen(const QByteArray &bytes, const Fault &then)
{
    return [bytes, then](FaultPeer &peer) {
        peer.send(bytes);
        then(peer);
    };
}

Fault drip(const QByteArray &bytes)
{
    return [bytes](FaultPeer &peer) { peer.drip(bytes); };
}

Fault dripForEver(const QByteArray &bytes, char rest)
{
    return [bytes, rest](FaultPeer &peer) { peer.dripForEver(bytes, rest); };
}

Fault status(int code, const QByteArray &header)
{
    QByteArray answer = "HTTP/1.1 " + QByteArray::number(code) + " Some Reason\r\nContent-Length: 0\r\n";
    if (!header.isEmpty())
        answer += header + "\r\n";
    return send(answer + "\r\n");
}

Fault upgradeWith(const QByteArray &part, const QByteArray &by)
{
    return [part, by](FaultPeer &peer) {
        QByteArray answer = peer.acceptance();
        Q_ASSERT(answer.contains(part));
        peer.send(answer.replace(part, by));
    };
}

Fault upgradeForAnotherKey()
{
    return send(RawServer::acceptUpgrade("GET / HTTP/1.1\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
}

Fault upgradeAnd(const QByteArray &bytes)
{
    return [bytes](FaultPeer &peer) { peer.send(peer.acceptance() + bytes); };
}

Fault upgradeThen(const Fault &then)
{
    return [then](FaultPeer &peer) {
        peer.send(peer.acceptance());
        then(peer);
    };
}

Fault dripUpgrade()
{
    return [](FaultPeer &peer) { peer.drip(peer.acceptance()); };
}

QByteArray text(const QByteArray &payload)
{
    return WireBytes::relayText(payload);
}

QByteArray registered()
{
    return text(RelayCore::encode(RelayCore::RelayResponse{}));
}

QByteArray refused(const QString &reason)
{
    return text(RelayCore::encode(RelayCore::RelayResponse{false, reason, true}));
}

QByteArray offer()
{
    RelayCore::PeerConnection offer;
    offer.sourceUuid = QUuid::createUuid();
    offer.sourceName = u"beta"_s;
    offer.peerUuid = QUuid::createUuid();
    offer.description = u"v=0"_s;
    return RelayCore::encode(offer);
}

QByteArray fragments(const QByteArray &payload, qsizetype size, const QByteArray &between)
{
    QByteArray bytes;
    for (qsizetype at = 0; at < payload.size(); at += size) {
        WireBytes::FrameSpec part;
        part.opcode = at == 0 ? 0x1 : 0x0;
        part.payload = payload.mid(at, size);
        part.fin = at + size >= payload.size();
        bytes += (at == 0 ? QByteArray() : between) + WireBytes::frame(part);
    }
    return bytes;
}

QByteArray ping(const QByteArray &payload)
{
    return RawServer::frame(0x9, payload);
}

QByteArray closeFrame(int code, const QByteArray &reason)
{
    return RawServer::closeFrame(static_cast<quint16>(code), reason);
}

QByteArray emptyClose()
{
    return RawServer::frame(0x8, {});
}

QByteArray stuntedClose()
{
    return RawServer::frame(0x8, "\x03");
}

} // namespace TestSupport::Faults
