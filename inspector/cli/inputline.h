// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/messages.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QUuid>

#include <variant>

namespace Inspector {

/// The source of a `peer_connection` whose line has none.
struct InputIdentity
{
    QUuid uuid;
    QString name;
};

/// Why a line of standard input is not a message: one sentence that never contains the line.
struct InputError
{
    QString text;
};

/// Reads one line of standard input as a relay message. `source_uuid` and `source_name` of a `peer_connection` are
/// filled in from \a self where they are missing; everything else is as strict as on the wire.
/// \par Threads  any.
[[nodiscard]] std::variant<RelayCore::RelayMessage, InputError> readInputLine(QByteArrayView line,
                                                                              const InputIdentity &self);

} // namespace Inspector
