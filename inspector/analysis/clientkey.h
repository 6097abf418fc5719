// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QString>

namespace Inspector {

/// Returns what tells the client of \a connection from the other clients of its source: connections with the same key
/// are attempts of one client. Empty while nothing is known: the connection counts as a client of its own.
///
/// The key is the registered UUID; every connection of SourceKind::Client has the same. A connection that ended before
/// it registered is known by its host and its User-Agent only. It joins the other failed attempts from there, which may
/// be those of several clients of one kind on one host.
[[nodiscard]] QString clientKey(const ConnectionRow &connection, RelayCore::SourceKind source);

} // namespace Inspector
