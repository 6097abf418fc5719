// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtCore/QUuid>

#include <optional>

QT_BEGIN_NAMESPACE
class QTcpServer;
class QTcpSocket;
QT_END_NAMESPACE

/// Stands in for Globus Auth on the loopback interface: tells a relay what a bearer token is worth.
///
/// A relay finds it through GLOBUS_SDK_SERVICE_URL_AUTH in its environment.
/// \par Source  Globus Auth API, token introspection; globus-sdk 4.9.1.
class TokenIssuer : public QObject
{
    Q_OBJECT

public:
    TokenIssuer();

    [[nodiscard]] QUrl url() const;
    /// \a token is valid and belongs to \a user. Any other token has expired.
    void issue(const QByteArray &token, const QUuid &user) { m_users.insert(token, user); }
    /// The configuration of a relay that asks this issuer.
    [[nodiscard]] static QByteArray relayConfig();

private:
    [[nodiscard]] std::optional<QByteArray> answerTo(const QByteArray &request) const;

    QTcpServer *m_server;
    QHash<QByteArray, QUuid> m_users;
};
