// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// A token provider: the client asks it for a bearer token when it has none, when the token expires, and when the relay
// refuses it. Tokens come from a file, or from an OAuth 2.0 endpoint: {"access_token": "...", "expires_in": 3600}.
//   relay-token wss://relay.example.org /run/user/1000/relay-token
//   relay-token wss://relay.example.org https://login.example.org/token
#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>

#include <relaycore/client/relayclient.h>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;

/// Reads \a path anew each time: another program keeps the file up to date.
TokenProvider tokensFromFile(const QString &path)
{
    return [path](TokenReason) {
        QFile file(path);
        AccessToken token; // empty where the file cannot be read: "there is no token", and the client says so
        if (file.open(QIODevice::ReadOnly))
            token.value = file.readAll().trimmed();
        else
            qWarning().noquote() << path << file.errorString();
        return readyToken(token);
    };
}

/// Asks \a endpoint. \a network outlives every question: should it not, the future is cancelled, which is "no token"
/// too.
TokenProvider tokensFromEndpoint(const QUrl &endpoint, QNetworkAccessManager *network)
{
    return [endpoint, network](TokenReason reason) {
        QNetworkRequest request(endpoint);
        if (reason == TokenReason::Refused) // never take the refused one out of a cache
            request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
        QNetworkReply *reply = network->get(request);
        return QtFuture::connect(reply, &QNetworkReply::finished).then(network, [reply] {
            reply->deleteLater();
            const QJsonObject answer = QJsonDocument::fromJson(reply->readAll()).object(); // an error: no object
            AccessToken token{answer["access_token"_L1].toString().toLatin1()};
            if (const auto expires = answer["expires_in"_L1]; expires.isDouble()) // RFC 6749, section 5.1: seconds
                token.validFor = std::chrono::seconds(expires.toInteger());
            return token;
        });
    };
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.size() != 3)
        qFatal("Usage: relay-token <relay> <file or URL of the token>");
    QNetworkAccessManager network;
    const QUrl source(arguments.at(2));
    const bool remote = source.scheme() == "https"_L1 || source.scheme() == "http"_L1;

    RelayClientOptions options;
    options.address = QUrl(arguments.at(1));
    options.tokenProvider = remote ? tokensFromEndpoint(source, &network) : tokensFromFile(arguments.at(2));
    RelayClient client(options);
    client.connectToRelay().then(&app, [&client](const ConnectResult &result) {
        qInfo().noquote() << (result.registered
                                  ? u"registered as %1"_s.arg(client.uuid().toString(QUuid::WithoutBraces))
                                  : result.error.text);
        QCoreApplication::exit(result.registered ? 0 : 1);
    });
    return app.exec();
}
