// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QByteArray>

namespace Inspector {

/// One whole frame as a client sends it, masked with \a mask. \a payload may have any size; control frames take at
/// most 125 bytes.
/// \par Source  RFC 6455 sections 5.2 (layout) and 5.3 (masking).
[[nodiscard]] QByteArray clientFrame(RelayCore::Opcode opcode, QByteArrayView payload, quint32 mask);

/// The payload of a close frame. \a reason is cut to what fits. \par Source  RFC 6455 section 5.5.1.
[[nodiscard]] QByteArray closePayload(quint16 code, QByteArrayView reason = {});

} // namespace Inspector
