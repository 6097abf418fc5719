// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QUrl>

#include <functional>
#include <memory>

namespace RelayBench {

/// One registered client, as the tasks drive it. What goes wrong ends the program: there is nothing to measure then.
class Contender
{
public:
    Contender() = default;
    virtual ~Contender() = default;
    Q_DISABLE_COPY_MOVE(Contender)

    /// Connects and registers; onReady follows.
    virtual void open() = 0;
    /// Sends the offer to itself; onReceived follows.
    virtual void send() = 0;
    /// Messages whose sending is known to have ended well; those that do not know it count what they sent.
    [[nodiscard]] virtual quint64 sent() const = 0;

    std::function<void()> onReady;
    std::function<void()> onReceived;
};

/// "relayclient", "signals only", "tap open", "tap stalled", "tap read", "qwebsocket" or "qjsondocument".
[[nodiscard]] std::unique_ptr<Contender> makeContender(const QString &name, const QUrl &relay);

} // namespace RelayBench
