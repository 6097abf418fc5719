// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"
#include "tests/support/wirebytes.h"

#include <QtTest/QTest>

/// What the tests of the readers share.
namespace FrameTest {

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using WireBytes::FrameSpec;

using Payloads = QList<WirePayload>;

inline const QByteArray mask = QByteArray::fromHex("01020304");

inline QByteArray frameOf(quint8 opcode, const QByteArray &payload, bool fin, bool masked)
{
    FrameSpec spec;
    spec.opcode = opcode;
    spec.payload = payload;
    spec.fin = fin;
    if (masked)
        spec.mask = mask;
    return WireBytes::frame(spec);
}

inline QString describe(const WirePayload &payload)
{
    if (const auto *violation = std::get_if<ProtocolViolation>(&payload))
        return u"violation: "_s + violation->reason;
    if (const auto *message = std::get_if<WireMessage>(&payload))
        return u"message of %1 bytes in %2 frames, %3 bytes on the wire"_s.arg(message->payload.size())
            .arg(message->frames)
            .arg(message->wireBytes);
    return u"payload %1"_s.arg(payload.index());
}

/// QCOMPARE of whole lists would not say which element differs.
inline void compare(const Payloads &actual, const Payloads &expected)
{
    for (qsizetype i = 0; i < std::min(actual.size(), expected.size()); ++i) {
        QVERIFY2(actual.at(i) == expected.at(i), qPrintable(u"element %1 is %2, not %3"_s.arg(i).arg(
                                                     describe(actual.at(i)), describe(expected.at(i)))));
    }
    QCOMPARE(actual.size(), expected.size());
}

} // namespace FrameTest
