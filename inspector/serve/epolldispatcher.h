// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QAbstractEventDispatcher>

#include <memory>

namespace Inspector {

/// An event dispatcher whose cost does not grow with the number of idle sockets, for QCoreApplication::
/// setEventDispatcher() or QThread::setEventDispatcher().
///
/// Qt's own hand every socket to poll() whenever they wait, so that a thousand clients that say nothing make each
/// message of another a quarter of a millisecond late. This one leaves them with epoll.
///
/// \return nullptr where there is no epoll (anything but Linux): Qt's own is as good as any, then.
[[nodiscard]] std::unique_ptr<QAbstractEventDispatcher> makeEpollDispatcher();

} // namespace Inspector
