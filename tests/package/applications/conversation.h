// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// What each of these applications does with its client.
//   <application> <relay> <peer>          converses and closes in order
//   <application> <relay> <peer> quit     quits with calls of every kind open. With exit(): quit() closes the windows
//   first
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>
#include <QtCore/QTimer>

#include <RelayCore/RelayClient>
#include <functional>

inline void print(const QString &line)
{
    QTextStream(stdout) << line << '\n';
}

inline RelayCore::PeerConnection offerTo(QUuid peer)
{
    return {{}, {}, peer, RelayCore::DescriptionType::Offer, QStringLiteral("v=0 (an offer from the heap)")};
}

inline RelayCore::RelayClientOptions optionsFromArguments(const QString &name)
{
    RelayCore::RelayClientOptions options(QUrl(QCoreApplication::arguments().value(1)));
    options.name = name;
    return options;
}

inline QUuid peerFromArguments()
{
    return QUuid(QCoreApplication::arguments().value(2));
}

inline bool quitsWithOpenCalls()
{
    return QCoreApplication::arguments().value(3) == QLatin1StringView("quit");
}

/// Offers to the peer, which answers, then to a peer that is not registered; calls \a done when that offer was
/// returned. Runs in the thread of \a client, \a context lives there.
template<typename Context>
void converse(RelayCore::RelayClient &client, Context *context, const std::function<void()> &done)
{
    using namespace RelayCore;
    if (quitsWithOpenCalls()) {
        QObject::connect(&client, &RelayClient::registered, context, [&client, context] {
            for (int i = 0; i < 20; ++i)
                client.send(offerTo(QUuid::createUuid())).then(context, [context](const SendResult &result) {
                    context->setObjectName(sendOutcomeName(result.outcome));
                });
            client.receive().then(context, [context](const ReceiveResult &) { context->setObjectName({}); });
            client.close(std::chrono::hours(1)).then(context, [context](const CloseResult &) {
                context->setObjectName({});
            });
            QTimer::singleShot(0, qApp, [] { QCoreApplication::exit(0); });
        });
        client.connectToRelay();
        return;
    }
    QObject::connect(&client, &RelayClient::answerReceived, context, [&client](const PeerConnection &answer) {
        print(QStringLiteral("answer: ") + answer.description);
        client.post(offerTo(QUuid::createUuid()));
    });
    QObject::connect(&client, &RelayClient::messageReturned, context, [done](const PeerConnection &) {
        print(QStringLiteral("returned"));
        done();
    });
    client.send(offerTo(peerFromArguments())).then(context, [](const SendResult &result) {
        print(QStringLiteral("offer: ") + sendOutcomeName(result.outcome));
    });
}

inline void printClosed(const RelayCore::CloseResult &result)
{
    print(result.clean ? QStringLiteral("closed") : QStringLiteral("aborted"));
}
