// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "pair.h"

#include "benchmarks/support/offer.h"
#include "relaycore/protocol/codec.h"

#include <algorithm>
#include <variant>

namespace RelayBench {

using namespace RelayCore;

Pair::Pair(std::uint16_t sourcePort, std::uint16_t targetPort)
{
    m_source.openAndWait(sourcePort);
    m_target.openAndWait(targetPort);
    const std::string text = offerBetween(m_source, m_target);
    m_offer = clientFrame(Opcode::Text, text);
    if (m_source.send(m_offer) != m_offer.size())
        qFatal("The kernel does not take an offer.");
    while (m_target.others() == 0)
        m_target.waitAndReceive();
    const auto received = decode(m_target.otherText());
    const auto *message = std::get_if<RelayMessage>(&received);
    if (!message || *message != std::get<RelayMessage>(decode(text)))
        qFatal("The relay forwards something else than the offer: %s", m_target.otherText().c_str());
    // Both relays write JSON anew. All offers are alike, and so is what becomes of them.
    m_target.expectTexts(m_target.otherText().size());
}

void Pair::checkSource() const
{
    if (m_source.texts() + m_source.others() > 0)
        qFatal("The relay returns an offer: %s", m_source.otherText().c_str());
}

std::string offerBetween(const PlainClient &source, const PlainClient &target)
{
    PeerConnection message = offer();
    message.sourceUuid = source.uuid();
    message.peerUuid = target.uuid();
    return encode(message).toStdString();
}

FrameStream::FrameStream(PlainClient &client, const std::string &frame, int atATime)
    : m_client(client)
    , m_frameBytes(static_cast<qint64>(frame.size()))
{
    for (int i = 0; i < atATime; ++i)
        m_frames += frame;
}

bool FrameStream::add(qint64 frames)
{
    m_added += frames;
    return resume();
}

bool FrameStream::resume()
{
    while (const qint64 left = m_added * m_frameBytes - m_sentBytes) {
        const std::string_view rest =
            std::string_view(m_frames).substr(static_cast<std::size_t>(m_sentBytes % m_frameBytes));
        const std::size_t sent = m_client.send(rest.substr(0, static_cast<std::size_t>(left)));
        m_sentBytes += static_cast<qint64>(sent);
        if (sent == 0)
            return false;
    }
    return true;
}

} // namespace RelayBench
