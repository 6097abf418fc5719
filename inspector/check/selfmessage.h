// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/relayanswer.h"

namespace Inspector {

/// A message from a client to itself, unlike any other.
///
/// \par Threads  a plain value.
class SelfMessage
{
public:
    SelfMessage(const QString &name, const QUuid &uuid);

    [[nodiscard]] QByteArray encoded() const;
    /// Returns whether \a text is this message as the relay delivered it, and what is wrong with it.
    [[nodiscard]] EchoAnswer validate(QByteArrayView text) const;

private:
    QByteArray m_mark;
    RelayCore::PeerConnection m_message;
};

} // namespace Inspector
