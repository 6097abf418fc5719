// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// Signals and slots: a peer makes an offer as soon as another one is registered, which answers it.
//   relay-signals [ws://relay.example.org]     without an address, at a relay inside this program
#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>

#include <relaycore/client/relayclient.h>
#include <relaycore/server/relayserver.h>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;

class Peer : public QObject
{
    Q_OBJECT

public:
    explicit Peer(const RelayClientOptions &options)
        : m_client(options)
    {
        connect(&m_client, &RelayClient::stateChanged, this,
                [this](RelayClient::State state) { qInfo().noquote() << m_client.name() << "is" << stateName(state); });
        connect(&m_client, &RelayClient::messageReceived, this, &Peer::onMessage);
        connect(&m_client, &RelayClient::messageReturned, this, [this] { Q_EMIT finished(1); });
        connect(&m_client, &RelayClient::failed, this, [this](const RelayError &error) {
            qWarning().noquote() << m_client.name() << "gave up:" << error.text;
            Q_EMIT finished(1);
        });
        connect(&m_client, &RelayClient::registered, this, &Peer::ready);
        m_client.connectToRelay();
    }

    [[nodiscard]] QUuid uuid() const { return m_client.uuid(); }
    void describe(const QUuid &peer, DescriptionType type, const QString &description)
    {
        m_client.send(PeerConnection{m_client.uuid(), m_client.name(), peer, type, description, {}});
    }

Q_SIGNALS:
    void ready();
    void finished(int exitCode);

private Q_SLOTS:
    void onMessage(const RelayCore::RelayMessage &message)
    {
        const auto *request = std::get_if<PeerConnection>(&message);
        if (!request || request->error)
            return;
        qInfo().noquote() << m_client.name() << "received the" << descriptionTypeName(request->descriptionType) << "of"
                          << request->sourceName;
        if (request->descriptionType == DescriptionType::Offer)
            describe(request->sourceUuid, DescriptionType::Answer, u"v=0 (my answer)"_s);
        else
            Q_EMIT finished(0);
    }

private:
    RelayClient m_client;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    RelayServer relay({.port = 0});
    if (!relay.listen())
        qFatal("%s", qPrintable(relay.errorString()));
    RelayClientOptions options;
    options.address = QUrl(app.arguments().value(1, relay.url().toString()));
    options.name = u"alpha"_s;
    Peer alpha(options);
    options.name = u"beta"_s;
    Peer beta(options);
    QObject::connect(&beta, &Peer::ready, &alpha,
                     [&] { alpha.describe(beta.uuid(), DescriptionType::Offer, u"v=0 (my offer)"_s); });
    QObject::connect(&alpha, &Peer::finished, &app, &QCoreApplication::exit, Qt::QueuedConnection);
    return app.exec();
}
#include "main.moc"
