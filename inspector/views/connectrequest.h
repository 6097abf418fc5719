// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QUrl>
#include <QtCore/QUuid>

#include <utility>

namespace Inspector {

/// What a person wants to connect to, as the connect dialog asks for it. Never written to disk as a whole: headers may
/// carry credentials, and the token stays in its file.
struct ConnectRequest
{
    enum class Certificates : quint8 { System, AuthorityFile, AcceptAny };

    QUrl address;
    QString name; ///< Empty: the host name of this machine.
    QUuid uuid;   ///< Null: a random one.
    QList<std::pair<QByteArray, QByteArray>> headers;
    QString tokenFile; ///< Holds a bearer token; empty for none. Read when the connection is made.
    Certificates certificates = Certificates::System;
    QString authorityFile; ///< PEM, for Certificates::AuthorityFile.
    bool reconnect = true;
};

/// What a proxy should listen on and lead to.
struct ProxyRequest
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 9700; ///< 0: any free port.
    QUrl upstream;
};

/// \a text as a relay address: `ws://` is put in front of a bare host. Empty URL where it is none.
[[nodiscard]] QUrl relayAddress(const QString &text);

/// Why \a text is no relay address, as a translated sentence; empty where it is one.
[[nodiscard]] QString relayAddressProblem(const QString &text);

/// Reads "Name: value" lines. \param problem  receives a translated sentence for the first line that is none.
[[nodiscard]] QList<std::pair<QByteArray, QByteArray>> readHeaderLines(const QString &text, QString *problem);

} // namespace Inspector
