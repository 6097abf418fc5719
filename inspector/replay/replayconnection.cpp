// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/replay/replayconnection.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qint64 maxWaitingBytes = 1024 * 1024;

} // namespace

ReplayConnection::ReplayConnection(const ChannelTarget &target, QObject *parent)
    : QObject(parent)
    , m_opener(target)
{
    connect(&m_opener, &ChannelOpener::opened, this, &ReplayConnection::onOpened);
    connect(&m_opener, &ChannelOpener::failed, this, [this](int status, const QString &words) {
        m_status = status;
        m_words = words;
        m_state = State::Ended;
        Q_EMIT moved();
    });
}

ReplayConnection::~ReplayConnection() = default;

void ReplayConnection::onOpened()
{
    m_status = 101;
    m_state = State::Open;
    m_wasOpen = true;
    m_channel = m_opener.takeChannel();
    WebSocketChannel *channel = m_channel.get();
    connect(channel, &WebSocketChannel::textReceived, this, &ReplayConnection::received);
    connect(channel, &WebSocketChannel::binaryReceived, this, &ReplayConnection::received);
    connect(channel, &WebSocketChannel::pongReceived, this, [this] {
        --m_unansweredPings;
        Q_EMIT moved();
    });
    connect(channel, &WebSocketChannel::bytesWritten, this, &ReplayConnection::moved);
    connect(channel, &WebSocketChannel::closed, this, [this](std::optional<quint16> code, const QString &reason) {
        if (m_state == State::Open) {
            m_closeCode = code;
            m_closeReason = reason;
        }
        onEnd();
    });
    connect(channel, &WebSocketChannel::lost, this, [this](const QString &words) {
        m_words = words;
        onEnd();
    });
    connect(channel, &WebSocketChannel::broken, this, [this](const QString &reason) {
        m_words = reason;
        onEnd();
    });
    channel->start(m_opener.firstFrames());
    Q_EMIT moved();
}

void ReplayConnection::onEnd()
{
    m_endedByRelay = m_state == State::Open;
    m_state = State::Ended;
    Q_EMIT moved();
}

bool ReplayConnection::isFull() const
{
    return m_channel && m_channel->bytesToWrite() > maxWaitingBytes;
}

void ReplayConnection::send(const QByteArray &payload, bool isBinary)
{
    if (m_state != State::Open)
        return;
    if (isBinary)
        m_channel->sendBinary(payload);
    else
        m_channel->sendText(payload);
}

void ReplayConnection::ping()
{
    if (m_state != State::Open)
        return;
    ++m_unansweredPings;
    m_channel->ping("replay");
}

void ReplayConnection::close(quint16 code, const QByteArray &reason)
{
    if (m_state != State::Open)
        return;
    m_state = State::Closing;
    m_channel->close(code, reason);
}

void ReplayConnection::abort()
{
    m_opener.abort();
    if (m_channel)
        m_channel->abort();
    m_state = State::Ended;
}

} // namespace Inspector
