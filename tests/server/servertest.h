// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/server/relayusers.h"
#include "tests/server/testclient.h"

#include <QtTest/QTest>

/// What the tests of RelayServer share.
namespace ServerTest {

inline const QUuid alpha(0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
inline const QUuid beta(0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2);

inline RelayCore::PeerConnection offer(const QUuid &from, const QUuid &to,
                                       const QString &sdp = QStringLiteral("v=0\r\n"))
{
    return {from, QStringLiteral("alpha"), to, RelayCore::DescriptionType::Offer, sdp, std::nullopt};
}

/// The tokens `one` of anna and `other` of bert.
inline RelayCore::RelayUsers twoUsers()
{
    RelayCore::RelayUsers users;
    users.add("one", QStringLiteral("anna"));
    users.add("other", QStringLiteral("bert"));
    return users;
}

} // namespace ServerTest

/// Registers \a client, and compares the answer.
#define REGISTER(client, uuid, name)                                                                                   \
    QTRY_VERIFY((client)->isOpen());                                                                                   \
    (client)->send(RelayRegistration{name, uuid});                                                                     \
    QTRY_VERIFY(!(client)->received.isEmpty());                                                                        \
    QCOMPARE((client)->message(0), RelayMessage(RelayResponse{}));                                                     \
    (client)->received.clear()
