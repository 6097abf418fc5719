// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/support/droppingrelay.h"

#include "relaycore/protocol/codec.h"

#include <QtCore/QtEndian>
#include <QtNetwork/QTcpSocket>

#include <sys/socket.h>

#include <optional>
#include <utility>

namespace TestSupport {

namespace {

/// Takes the first complete frame out of \a bytes: a text message in one masked frame, as QWebSocket sends it.
/// \return its payload; empty where the frame is not complete yet. Other frames are taken out as a null array.
std::optional<QByteArray> takeFrame(QByteArray &bytes, qsizetype &at)
{
    const auto *head = reinterpret_cast<const uchar *>(bytes.constData()) + at;
    const qsizetype there = bytes.size() - at;
    if (there < 2)
        return std::nullopt;
    qsizetype length = head[1] & 0x7f;
    qsizetype lengthBytes = 0;
    if (length == 126)
        lengthBytes = 2;
    else if (length == 127)
        lengthBytes = 8;
    const qsizetype headBytes = 2 + lengthBytes + 4;
    if (there < headBytes)
        return std::nullopt;
    if (lengthBytes == 2)
        length = qFromBigEndian<quint16>(head + 2);
    else if (lengthBytes == 8)
        length = static_cast<qsizetype>(qFromBigEndian<quint64>(head + 2));
    if (there < headBytes + length)
        return std::nullopt;
    const bool isText = head[0] == 0x81;
    const bool isMasked = (head[1] & 0x80) != 0;
    QByteArray payload;
    if (isText && isMasked) {
        payload.resize(length);
        const uchar *mask = head + headBytes - 4;
        const uchar *masked = head + headBytes;
        char *clear = payload.data();
        for (qsizetype i = 0; i < length; ++i)
            clear[i] = static_cast<char>(masked[i] ^ mask[i & 3]);
    }
    at += headBytes + length;
    return payload;
}

} // namespace

/// One client, until the end of its TCP connection.
class DroppingRelay::Connection : public QObject
{
public:
    Connection(DroppingRelay *relay, QTcpSocket *socket, int number)
        : QObject(socket)
        , m_relay(relay)
        , m_socket(socket)
        , m_number(number)
        , m_left(relay->m_messagesBeforeDrop())
    {
        ++m_relay->m_open;
        connect(m_socket, &QIODevice::readyRead, this, &Connection::read);
        connect(m_socket, &QAbstractSocket::disconnected, this, [this] {
            --m_relay->m_open;
            m_socket->deleteLater();
        });
    }

private:
    void read()
    {
        m_bytes += m_socket->readAll();
        qsizetype at = 0;
        while (m_socket->state() == QAbstractSocket::ConnectedState || m_relay->m_drop == Drop::AfterReadingAll) {
            const auto text = takeFrame(m_bytes, at);
            if (!text)
                break;
            if (text->isNull()) { // The client says goodbye, in a close frame.
                m_socket->disconnectFromHost();
                break;
            }
            if (!std::exchange(m_registered, true))
                m_socket->write(RawServer::frame(1, RelayCore::encode(RelayCore::RelayResponse{})));
            else
                take(*text);
        }
        m_bytes.remove(0, at);
    }

    void take(const QByteArray &text)
    {
        Q_EMIT m_relay->received(m_number, text);
        if (--m_left != 0)
            return;
        ++m_relay->m_drops;
        const auto descriptor = static_cast<int>(m_socket->socketDescriptor());
        switch (m_relay->m_drop) {
        case Drop::AfterReadingAll:
            ::shutdown(descriptor, SHUT_WR);
            break;
        case Drop::AtOnce: {
            const linger now{1, 0};
            ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now);
            m_socket->abort();
            break;
        }
        }
    }

    DroppingRelay *m_relay;
    QTcpSocket *m_socket;
    QByteArray m_bytes;
    int m_number;
    int m_left;
    bool m_registered = false;
};

DroppingRelay::DroppingRelay(Drop drop, std::function<int()> messagesBeforeDrop)
    : m_messagesBeforeDrop(std::move(messagesBeforeDrop))
    , m_drop(drop)
    , m_server([this](QTcpSocket *socket, const QByteArray &head) {
        new Connection(this, socket, m_server.connections()); // The socket's child.
        socket->write(RawServer::acceptUpgrade(head));
    })
{}

DroppingRelay::~DroppingRelay() = default;

} // namespace TestSupport
