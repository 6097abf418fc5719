// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/frames/httphead.h"
#include "inspector/sources/bytestream.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QTimer>
#include <QtCore/QUrl>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QSslSocket;
QT_END_NAMESPACE

namespace Inspector {

class PlainStream;
class RunAuthority;

/// The client's side of a forward proxy: finds out the target of a client, and takes its TLS apart.
///
/// A request in absolute form names the host, and can be read from the stream again. CONNECT is answered with 200 at
/// once; then the client's first byte tells whether it begins with TLS, for which it gets a certificate of the host
/// that it asked for. A client that stays silent for a second is taken for one without TLS, whose server speaks first.
/// \par Threads  used in the thread it lives in.
/// \par Source   RFC 9110 section 9.3.6 (CONNECT), RFC 9112 section 3.2 (request target).
class ForwardFront final : public QObject
{
    Q_OBJECT

public:
    /// \param authority  outlives the front.
    ForwardFront(std::unique_ptr<PlainStream> client, RunAuthority &authority, std::chrono::milliseconds timeout,
                 QObject *parent = nullptr);
    ~ForwardFront() override;

    /// Begins. ready() or failed() follows, never before start() has returned.
    void start();
    /// Returns the client's stream: of what is inside of TLS, or the socket itself. To be called once, after ready() or
    /// failed(); null where nothing is left of it.
    [[nodiscard]] std::unique_ptr<ByteStream> takeStream();
    /// Returns the client's target, `ws://` or `wss://`; empty before it is known.
    [[nodiscard]] QUrl target() const { return m_target; }
    /// Returns whether the client asked with CONNECT, so that what follows is anything.
    [[nodiscard]] bool isTunnel() const { return m_tunnel; }
    /// Returns what TLS negotiated with the client; empty without TLS.
    [[nodiscard]] std::optional<RelayCore::TlsEstablished> tls() const { return m_facts; }

Q_SIGNALS:
    void ready();
    /// \a text is an English sentence about the client. A client that can be answered was.
    void failed(RelayCore::CloseCategory category, const QString &text);

private:
    void advance();
    void readHead();
    void connectRequested();
    void sniff();
    void beginTls();
    /// Ends the front; false if it has ended before.
    bool end();
    void succeed();
    void refuse(const QByteArray &status, const QString &text);
    void fail(RelayCore::CloseCategory category, const QString &text);

    std::unique_ptr<PlainStream> m_plain;
    std::unique_ptr<QSslSocket> m_tls;
    RunAuthority &m_authority;
    std::optional<RelayCore::TlsEstablished> m_facts;
    QTimer m_timer; ///< For the head or the TLS handshake, and for a client that stays silent.
    HttpHead m_head;
    QUrl m_target;
    std::chrono::milliseconds m_timeout;
    bool m_tunnel = false;
    bool m_done = false;
};

} // namespace Inspector
