// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/selfmessage.h"

#include "inspector/transport/randombytes.h"
#include "relaycore/protocol/codec.h"

namespace Inspector {

SelfMessage::SelfMessage(const QString &name, const QUuid &uuid)
    : m_mark(randomBytes(16).toHex())
    , m_message(echoMessage(name, uuid, m_mark))
{}

QByteArray SelfMessage::encoded() const
{
    return RelayCore::encode(m_message);
}

EchoAnswer SelfMessage::validate(QByteArrayView text) const
{
    return validateEcho(text, m_message, m_mark);
}

} // namespace Inspector
