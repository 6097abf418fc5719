// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/codec.h"
#include "relaycore/testkit/scriptedrelay.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using TestKit::ScriptedRelay;

namespace {

PeerConnection anOffer()
{
    return {QUuid::createUuid(), u"alpha"_s, QUuid::createUuid(), DescriptionType::Offer, u"v=0"_s, {}};
}

/// A socket without a client, to see what really goes over the wire.
class Caller
{
public:
    explicit Caller(const ScriptedRelay &relay)
    {
        QNetworkRequest request(relay.address());
        request.setRawHeader("X-Test", "yes");
        QObject::connect(&socket, &QWebSocket::textMessageReceived, [this](const QString &text) { texts += text; });
        QObject::connect(&socket, &QWebSocket::binaryMessageReceived,
                         [this](const QByteArray &data) { binary += data; });
        socket.open(request);
    }

    /// Now, or as soon as it is connected: the relay knows of that first.
    void registers()
    {
        const auto send = [this] { socket.sendTextMessage(QString::fromLatin1(encode(registration))); };
        if (socket.isValid())
            send();
        else
            QObject::connect(&socket, &QWebSocket::connected, &socket, send);
    }

    QWebSocket socket;
    RelayRegistration registration{u"alpha"_s, QUuid::createUuid()};
    QStringList texts;
    QByteArrayList binary;
};

} // namespace

class tst_ScriptedRelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersRegistrations_data()
    {
        QTest::addColumn<std::function<void(ScriptedRelay &)>>("script");
        QTest::addColumn<QStringList>("answers");
        using Script = std::function<void(ScriptedRelay &)>;
        QTest::addRow("by default it accepts")
            << Script([](ScriptedRelay &) {}) << QStringList{QString::fromLatin1(encode(RelayResponse{}))};
        QTest::addRow("refuses with a reason")
            << Script([](ScriptedRelay &relay) { relay.refuseRegistrations(u"no"_s); })
            << QStringList{QString::fromLatin1(encode(RelayResponse{false, u"no"_s, true}))};
        QTest::addRow("answers with any text")
            << Script([](ScriptedRelay &relay) { relay.answerRegistrations(u"{"_s); }) << QStringList{u"{"_s};
        QTest::addRow("accepts again") << Script([](ScriptedRelay &relay) {
            relay.answerRegistrations(u"{"_s);
            relay.acceptRegistrations();
        }) << QStringList{QString::fromLatin1(encode(RelayResponse{}))};
        QTest::addRow("follows its script") << Script([](ScriptedRelay &relay) {
            relay.setReply([&relay](QWebSocket *socket, const QString &text) {
                relay.ignoreRegistrations(); // replaces what is running
                socket->sendTextMessage(text);
                socket->sendTextMessage(u"twice"_s);
            });
        }) << QStringList{QString(), u"twice"_s};
    }

    void answersRegistrations()
    {
        QFETCH(const std::function<void(ScriptedRelay &)>, script);
        QFETCH(QStringList, answers);
        ScriptedRelay relay;
        script(relay);
        Caller caller(relay);
        QTRY_COMPARE(relay.connections(), 1);
        caller.registers();
        if (answers.constFirst().isNull())
            answers.first() = QString::fromLatin1(encode(caller.registration));
        QTRY_COMPARE(caller.texts, answers);
        QCOMPARE(relay.registrations(), QList<RelayRegistration>{caller.registration});
    }

    void staysSilentWhenToldTo()
    {
        ScriptedRelay relay;
        relay.ignoreRegistrations();
        Caller caller(relay);
        QTRY_VERIFY(relay.hasPeer());
        caller.registers();
        QTRY_COMPARE(relay.registrations().size(), 1);
        QVERIFY(relay.sendText(u"the first thing to arrive"_s));
        QTRY_COMPARE(caller.texts, QStringList{u"the first thing to arrive"_s});
    }

    void keepsWhatItReceives()
    {
        ScriptedRelay relay;
        QSignalSpy connected(&relay, &ScriptedRelay::connected);
        QSignalSpy registered(&relay, &ScriptedRelay::registered);
        QSignalSpy texts(&relay, &ScriptedRelay::textReceived);
        QSignalSpy messages(&relay, &ScriptedRelay::messageReceived);
        QSignalSpy disconnected(&relay, &ScriptedRelay::disconnected);
        Caller caller(relay);
        QTRY_COMPARE(connected.size(), 1);
        QCOMPARE(relay.requestHeader("x-test"), "yes");
        QCOMPARE(relay.requestHeader("Authorization"), QByteArray());
        const RelayMessage offer = anOffer();
        caller.registers();
        caller.socket.sendTextMessage(u"nonsense"_s);
        caller.socket.sendTextMessage(QString::fromLatin1(encode(offer)));
        QTRY_COMPARE(messages.size(), 1);
        QCOMPARE(registered.size(), 1);
        QCOMPARE(texts.size(), 2);
        QCOMPARE(relay.received(), (QStringList{u"nonsense"_s, QString::fromLatin1(encode(offer))}));
        QCOMPARE(relay.messages(), QList<RelayMessage>{offer});
        caller.socket.close();
        QTRY_COMPARE(disconnected.size(), 1);
        QVERIFY(!relay.hasPeer());
        QCOMPARE(relay.messages().size(), 1);
    }

    void sendsWhatItIsTold()
    {
        ScriptedRelay relay;
        Caller caller(relay);
        QTRY_VERIFY(relay.hasPeer());
        const RelayMessage offer = anOffer();
        QVERIFY(relay.send(offer));
        QVERIFY(relay.sendText(u"nonsense"_s));
        QVERIFY(relay.sendBinary("\x01"));
        QTRY_COMPARE(caller.texts, (QStringList{QString::fromLatin1(encode(offer)), u"nonsense"_s}));
        QTRY_COMPARE(caller.binary, QByteArrayList{"\x01"});
        QVERIFY(relay.closePeer(4002, u"forbidden"_s));
        QTRY_COMPARE(int(caller.socket.closeCode()), 4002);
        QCOMPARE(caller.socket.closeReason(), u"forbidden"_s);
    }

    void withoutAPeerNothingHappens()
    {
        ScriptedRelay relay;
        const auto nothingWorks = [&relay] {
            return !relay.hasPeer() && !relay.peer() && !relay.send(anOffer()) && !relay.sendText(u"x"_s)
                   && !relay.sendBinary("x") && !relay.closePeer(1000) && !relay.dropPeer();
        };
        QVERIFY(nothingWorks()); // nobody has come yet
        Caller caller(relay);
        QTRY_VERIFY(relay.hasPeer());
        QVERIFY(relay.dropPeer());
        QVERIFY(nothingWorks()); // dropped, and the peer does not know yet
        QTRY_COMPARE(caller.socket.state(), QAbstractSocket::UnconnectedState);
        relay.stop();
        QVERIFY(nothingWorks()); // stopped
    }

    void stopsAndComesBackAtTheSameAddress()
    {
        ScriptedRelay relay;
        QSignalSpy disconnected(&relay, &ScriptedRelay::disconnected);
        const QUrl address = relay.address();
        QVERIFY(relay.isListening());
        Caller before(relay);
        QTRY_VERIFY(relay.hasPeer());
        relay.stop();
        QVERIFY(!relay.isListening());
        QCOMPARE(disconnected.size(), 1);
        QCOMPARE(relay.address(), address);
        QTRY_COMPARE(before.socket.state(), QAbstractSocket::UnconnectedState);

        QVERIFY(relay.restart());
        QVERIFY(relay.restart()); // listening already
        QCOMPARE(relay.address(), address);
        Caller after(relay);
        QTRY_COMPARE(relay.connections(), 2);
    }

    void aTakenPortIsReported()
    {
        ScriptedRelay relay;
        relay.stop();
        QWebSocketServer thief(u"thief"_s, QWebSocketServer::NonSecureMode);
        QVERIFY(thief.listen(QHostAddress::LocalHost, static_cast<quint16>(relay.address().port())));
        const QUrl address = relay.address();
        QVERIFY(!relay.restart());
        QVERIFY(!relay.isListening());
        QCOMPARE(relay.address(), address);
    }
};

QTEST_GUILESS_MAIN(tst_ScriptedRelay)
#include "tst_scriptedrelay.moc"
