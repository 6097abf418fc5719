// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QTimer>

#include <chrono>

namespace Fuzz {

/// Handles what is waiting, and deletes what is due for it, which processEvents() alone may leave.
inline void handleEvents(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
{
    QCoreApplication::processEvents(flags);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

/// Handles events until \a isTrue, without the pauses of QTest::qWaitFor(). \return whether it became true in time.
template<typename Predicate>
[[nodiscard]] bool waitFor(Predicate isTrue, std::chrono::milliseconds timeout = std::chrono::seconds(60))
{
    QTimer alarm;
    alarm.setSingleShot(true);
    alarm.start(timeout);
    while (!isTrue()) {
        if (!alarm.isActive())
            return false;
        handleEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

} // namespace Fuzz
