// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace Fuzz {

/// Gives a forward proxy a client that sends \a input and then ends its direction: at once, and in pieces. The first
/// byte of \a input gives the size of the pieces, the rest is what is sent.
///
/// Both must come to the same end; the answer must be one that the proxy gives; and every byte that is not for the
/// proxy must be left to be read. \return what went wrong; empty: nothing. \par Threads  the main thread, with an
/// application object.
[[nodiscard]] QString tryConnect(QByteArrayView input);

} // namespace Fuzz
