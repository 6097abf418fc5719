// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/closingframes.h"

#include <QtCore/QStringDecoder>
#include <QtCore/QtEndian>

namespace RelayCore {

namespace {

constexpr char finalClose = char(0x88);
constexpr qsizetype maxPayload = 125; // Of a control frame.

std::optional<PeerClose> closeIn(const QByteArray &payload)
{
    if (payload.isEmpty())
        return PeerClose{};
    if (payload.size() < 2)
        return std::nullopt;
    PeerClose close;
    close.code = qFromBigEndian<quint16>(payload.constData());
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    close.reason = utf8(payload.sliced(2));
    if (*close.code < 1000 || *close.code > 4999 || utf8.hasError())
        return std::nullopt;
    return close;
}

} // namespace

std::optional<PeerClose> PeerCloseFinder::add(const QByteArray &bytes)
{
    m_tail = (m_tail + bytes).right(2 + maxPayload);
    for (qsizetype length = 0; length <= m_tail.size() - 2; ++length) {
        const qsizetype start = m_tail.size() - 2 - length;
        if (m_tail.at(start) != finalClose || m_tail.at(start + 1) != char(length))
            continue;
        if (auto close = closeIn(m_tail.sliced(start + 2)))
            return close;
    }
    return std::nullopt;
}

} // namespace RelayCore
