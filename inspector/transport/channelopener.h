// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/frames/httphead.h"
#include "inspector/transport/websocketchannel.h"
#include "relaycore/wire/header.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslConfiguration>

#include <chrono>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QSslError;
class QSslSocket;
QT_END_NAMESPACE

namespace Inspector {

/// Where a WebSocket is opened, and how.
struct ChannelTarget
{
    QUrl address;                  ///< ws:// or wss://
    RelayCore::HeaderList headers; ///< Added to the upgrade request.
    std::optional<QSslConfiguration> tls;
    bool verifyCertificate = true; ///< false accepts any certificate; for tests only.
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    std::chrono::milliseconds timeout = std::chrono::seconds(10); ///< From DNS to the accepted upgrade.
};

/// Opens a WebSocket in one attempt: TCP, TLS for wss://, the upgrade. No extension is offered, so messages are
/// received as they were sent.
///
/// \par Threads  one. May not be deleted from its slots.
class ChannelOpener final : public QObject
{
    Q_OBJECT

public:
    explicit ChannelOpener(ChannelTarget target, QObject *parent = nullptr);
    ~ChannelOpener() override;

    void start();
    /// Gives up. No signal follows.
    void abort();
    /// Returns the channel once opened() was emitted. Its start() takes firstFrames().
    [[nodiscard]] std::unique_ptr<WebSocketChannel> takeChannel();
    /// Returns the bytes that followed the head of the response.
    [[nodiscard]] QByteArray firstFrames() const { return m_firstFrames; }

Q_SIGNALS:
    /// Emitted when the upgrade was accepted. The last signal.
    void opened();
    /// Emitted when the WebSocket could not be opened. \a status is the HTTP status of a refusal, otherwise 0; \a words
    /// are a translated phrase without a full stop, which may quote the server. The last signal.
    void failed(int status, const QString &words);

private:
    void onSslErrors(const QList<QSslError> &errors);
    void sendRequest();
    void read();
    void onSocketEnd();
    void fail(int status, const QString &words);

    ChannelTarget m_target;
    std::unique_ptr<QSslSocket> m_socket;
    HttpHead m_head;
    QByteArray m_key;
    QByteArray m_firstFrames;
    QString m_tlsProblem;
    QTimer m_deadline;
    bool m_hasEnded = false;
};

} // namespace Inspector
