// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtNetwork/QHostAddress>

namespace Inspector {

/// Returns \a problem, why a server cannot listen at \a port of \a addresses, with what to do about it where that is
/// known.
[[nodiscard]] QString withPortAdvice(const QString &problem, const QList<QHostAddress> &addresses, quint16 port);

} // namespace Inspector
