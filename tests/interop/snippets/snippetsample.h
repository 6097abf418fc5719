// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"
#include "relaycore/protocol/codec.h"

/// The messages of which the tests of snippets make programs: characters that need an escape somewhere, and secrets.
namespace SnippetSample {

inline constexpr QUuid alpha{0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1};
inline constexpr QUuid beta{0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2};
inline constexpr QByteArrayView password = "qxpFFJ2dFwDj5yEDMNHyPaSecret";
inline constexpr QByteArrayView token = "token-of-the-connection";

inline QString name()
{
    return QStringLiteral("älpha \"quoted\" 'single' \\ %s $HOME `id` 😀");
}

inline QString description()
{
    return QStringLiteral("v=0\r\ns=\"'\\ %d $(id) é\tx\u0001\r\na=ice-pwd:") + QString::fromLatin1(password)
           + QStringLiteral("\r\n");
}

inline RelayCore::PeerConnection offer()
{
    return {alpha, name(), beta, RelayCore::DescriptionType::Offer, description(), {}};
}

inline Inspector::ConnectionRow connection(bool hasToken)
{
    Inspector::ConnectionRow row;
    row.id = 1;
    row.upstream = QStringLiteral("ws://127.0.0.1:1/");
    row.name = name();
    row.uuid = alpha;
    row.request = RelayCore::HandshakeRequest{"GET / HTTP/1.1", {{"Host", "127.0.0.1"}}};
    if (hasToken)
        row.request->headers.append({"Authorization", "Bearer " + token.toByteArray()});
    return row;
}

inline Inspector::MessageRow message(const QByteArray &payload, RelayCore::Opcode opcode = RelayCore::Opcode::Text)
{
    Inspector::MessageRow row;
    row.id = 1;
    row.connection = 1;
    row.opcode = opcode;
    row.payload = payload;
    return row;
}

} // namespace SnippetSample
