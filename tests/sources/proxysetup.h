// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/sources/proxysource.h"
#include "tests/sources/recordingobserver.h"
#include "tests/support/wirebytes.h"

#include <QtNetwork/QTcpSocket>

#include <functional>
#include <memory>

namespace ProxyTest {

inline constexpr int timeout = 20'000;

/// A proxy on a free port, what it showed, and a client of it.
class Setup
{
public:
    explicit Setup(const QUrl &upstream, const std::function<void(Inspector::ProxyOptions &)> &change = {})
    {
        Inspector::ProxyOptions options;
        options.port = 0;
        options.upstream = upstream;
        if (change)
            change(options);
        proxy = std::make_unique<Inspector::ProxySource>(options, observer);
        proxy->start();
        QObject::connect(&client, &QTcpSocket::readyRead, &client, [this] { read(); });
        QObject::connect(&client, &QTcpSocket::disconnected, &client, [this] { read(); });
    }

    ~Setup() { client.disconnect(); }
    Q_DISABLE_COPY_MOVE(Setup)

    void connectClient() { client.connectToHost(proxy->url().host(), quint16(proxy->url().port())); }

    void read()
    {
        if (reading && client.isOpen())
            received += client.readAll();
    }

    [[nodiscard]] RelayCore::ConnectionClosed closed() const
    {
        const auto all = observer.all<RelayCore::ConnectionClosed>();
        return all.isEmpty() ? RelayCore::ConnectionClosed{} : all.first();
    }

    [[nodiscard]] bool isClosed() const { return observer.count<RelayCore::ConnectionClosed>() == 1; }

    RecordingObserver observer;
    std::unique_ptr<Inspector::ProxySource> proxy;
    QTcpSocket client;
    QByteArray received;
    bool reading = true;
};

/// \a count numbered texts.
inline QByteArray messages(int count, bool fromClient)
{
    QByteArray bytes;
    for (int i = 0; i < count; ++i) {
        const QByteArray text = "message " + QByteArray::number(i) + ' ' + QByteArray(i % 200, 'x');
        bytes += fromClient ? WireBytes::clientText(text) : WireBytes::relayText(text);
    }
    return bytes;
}

} // namespace ProxyTest

/// Connects the client of \a setup through the proxy to \a upstream, which accepts the upgrade. What both have received
/// until then is dropped.
#define TRY_OPEN(setup, upstream)                                                                                      \
    (setup).connectClient();                                                                                           \
    (setup).client.write(WireBytes::request());                                                                        \
    QTRY_VERIFY_WITH_TIMEOUT((upstream).received.endsWith("\r\n\r\n"), ProxyTest::timeout);                            \
    (upstream).socket->write(WireBytes::accepted());                                                                   \
    QTRY_VERIFY_WITH_TIMEOUT((setup).received.endsWith("\r\n\r\n"), ProxyTest::timeout);                               \
    QCOMPARE((setup).observer.count<RelayCore::HandshakeResponse>(), 1);                                               \
    (upstream).received.clear();                                                                                       \
    (setup).received.clear()
