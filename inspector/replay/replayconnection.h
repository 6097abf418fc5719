// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/transport/channelopener.h"

#include <QtCore/QObject>

#include <memory>
#include <optional>

namespace Inspector {

/// The connection of one client of a capture in a replay: opens a WebSocket, sends, receives, closes.
///
/// \par Threads  one. May not be deleted from its slots.
class ReplayConnection final : public QObject
{
    Q_OBJECT

public:
    enum class State : quint8 { Opening, Open, Closing, Ended };

    explicit ReplayConnection(const ChannelTarget &target, QObject *parent = nullptr);
    ~ReplayConnection() override;

    void start() { m_opener.start(); }
    [[nodiscard]] State state() const { return m_state; }
    /// Returns whether the WebSocket was once open.
    [[nodiscard]] bool wasOpen() const { return m_wasOpen; }
    /// Returns whether more than 1 MiB waits for the operating system. moved() is emitted when that changes.
    [[nodiscard]] bool isFull() const;
    void send(const QByteArray &payload, bool isBinary);
    void ping();
    /// Returns how many pings are not answered.
    [[nodiscard]] int unansweredPings() const { return m_unansweredPings; }
    void close(quint16 code, const QByteArray &reason);
    /// Ends the connection at once, without a close frame.
    void abort();

    /// Returns the HTTP status of a refusal, 101 once it was open, 0 where no response came.
    [[nodiscard]] int status() const { return m_status; }
    /// Returns why it could not be opened, or how it ended without a close frame; may be empty.
    [[nodiscard]] QString words() const { return m_words; }
    /// Returns the code of the relay's close frame.
    [[nodiscard]] std::optional<quint16> closeCode() const { return m_closeCode; }
    [[nodiscard]] QString closeReason() const { return m_closeReason; }
    /// Returns whether the relay ended the connection, with or without a close frame.
    [[nodiscard]] bool wasEndedByRelay() const { return m_endedByRelay; }

Q_SIGNALS:
    void received(const QByteArray &payload);
    /// Emitted when the state, the pings or isFull() may have changed.
    void moved();

private:
    void onOpened();
    void onEnd();

    ChannelOpener m_opener;
    std::unique_ptr<WebSocketChannel> m_channel;
    State m_state = State::Opening;
    int m_status = 0;
    int m_unansweredPings = 0;
    QString m_words;
    std::optional<quint16> m_closeCode;
    QString m_closeReason;
    bool m_wasOpen = false;
    bool m_endedByRelay = false;
};

} // namespace Inspector
