// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "contender.h"

#include <QtCore/QUuid>
#include <QtWebSockets/QWebSocket>

namespace RelayBench {

/// The least that can be done with a QWebSocket: it registers with a text, and moves the offer's text as it is.
class SocketContender : public Contender
{
public:
    explicit SocketContender(const QUrl &relay);
    ~SocketContender() override;
    Q_DISABLE_COPY_MOVE(SocketContender)

    void open() override;
    void send() override;
    [[nodiscard]] quint64 sent() const override { return m_sent; }

protected:
    virtual void onText(const QString &text);
    void sendText(const QString &text);
    [[nodiscard]] QUuid uuid() const { return m_uuid; }

private:
    QWebSocket m_socket;
    QUrl m_relay;
    QUuid m_uuid = QUuid::createUuid();
    QString m_offer;
    quint64 m_sent = 0;
    bool m_isRegistered = false;
};

} // namespace RelayBench
