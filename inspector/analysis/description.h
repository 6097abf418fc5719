// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Inspector {

/// Returns the session description in \a description, the field of a relay message.
///
/// Endpoints of ProxyStore send what aiortc's object_to_string() writes: a JSON object with the members `sdp` and
/// `type`. Its `sdp` is returned; any other text is returned as it is.
/// \par Source  ProxyStore 1.1.0 p2p/connection.py, send_offer().
[[nodiscard]] QString sessionDescriptionIn(const QString &description);

} // namespace Inspector
