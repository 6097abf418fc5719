// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/upgraderesponse.h"

#include <QtCore/QObject>

#include <optional>

QT_BEGIN_NAMESPACE
class QAbstractSocket;
class QNetworkRequest;
class QWebSocket;
QT_END_NAMESPACE

namespace RelayCore {

class TcpConnector;

/// Reads the head of the answer to an upgrade request before QWebSocket does. Internal to this module.
///
/// QWebSocket (6.4 to 6.8) rejects correct answers, such as those with `Connection: keep-alive, Upgrade` or with more
/// than a hundred fields, and shows nothing of a refusal but its status. The reader judges a 101 with upgradeFault()
/// and passes the verdict on: QWebSocket gets the fields that matter in the one form that it accepts, or an answer that
/// it rejects. Other answers reach it unchanged.
///
/// \par Threads  one.
class UpgradeReader final : public QObject
{
    Q_OBJECT

public:
    explicit UpgradeReader(QWebSocket *socket);

    /// Opens the socket. To be called once.
    /// \param connection  over which to open it: TcpConnector::connected() was emitted. Null: the socket connects.
    void open(const QNetworkRequest &request, TcpConnector *connection = nullptr);

    /// Returns the answer, once its head has arrived and if it is HTTP/1.x.
    [[nodiscard]] const std::optional<UpgradeResponse> &response() const { return m_response; }
    /// Returns why the answer was not accepted, in English; empty if it was, or if QWebSocket gives the reason.
    [[nodiscard]] QString problem() const { return m_problem; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectTransport();
    void read();
    void judge(const QByteArray &head, QAbstractSocket &transport);
    void reject(const QString &problem, QAbstractSocket &transport);

    QWebSocket *m_socket;
    TcpConnector *m_connection = nullptr; ///< Until its descriptor was taken.
    QString m_host;
    QByteArrayList m_subprotocols;
    std::optional<UpgradeResponse> m_response;
    QString m_problem;
    QMetaObject::Connection m_readyRead;
};

} // namespace RelayCore
