// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/proxysource.h"
#include "tests/interop/process.h"
#include "tests/sources/recordingobserver.h"

#include <QtTest/QTest>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using Inspector::ProxyOptions;
using Inspector::ProxySource;

namespace {

constexpr int timeout = 120'000; ///< ms, for a Python process on a busy machine.

QStringList textsOf(const QList<WireMessage> &messages, Direction direction)
{
    QStringList texts;
    for (const WireMessage &message : messages) {
        if (message.direction == direction)
            texts.append(QString::fromUtf8(message.payload));
    }
    return texts;
}

} // namespace

/// Compressed conversations of websockets' own client and server, through the proxy: see deflate_peers.py.
class tst_InteropDeflate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCombinationIsShownAsSent();
};

void tst_InteropDeflate::everyCombinationIsShownAsSent()
{
    Process peers;
    const QString error = peers.startScript(u"deflate_peers.py"_s, {});
    QVERIFY2(error.isEmpty(), qPrintable(error));
    RecordingObserver observer;
    std::unique_ptr<ProxySource> proxy;
    qsizetype conversations = 0;
    QTRY_VERIFY2_WITH_TIMEOUT(
        [&] {
            const QList<QJsonObject> listening = peers.events(u"listening"_s);
            if (listening.size() > conversations) {
                ++conversations;
                ProxyOptions options;
                options.port = 0;
                options.upstream = QUrl(u"ws://127.0.0.1:%1"_s.arg(listening.constLast()[u"port"].toInt()));
                proxy = std::make_unique<ProxySource>(options, observer);
                proxy->start();
                peers.writeLine(proxy->url().toString().toUtf8());
            }
            return !peers.events(u"done"_s).isEmpty() || !peers.isRunning();
        }(),
        qPrintable(peers.transcript()), timeout);
    QCOMPARE(peers.events(u"done"_s).value(0)[u"conversations"].toInt(), 64);
    QCOMPARE(observer.count<ProtocolViolation>(), 0);

    QMap<ConnectionId, QString> paths;
    QMap<QString, QList<WireMessage>> shown;
    for (const WireEvent &event : observer.events) {
        if (const auto *request = std::get_if<HandshakeRequest>(&event.payload))
            paths[event.connection] = QString::fromLatin1(request->requestLine.split(' ').value(1));
        else if (const auto *message = std::get_if<WireMessage>(&event.payload))
            shown[paths.value(event.connection)].append(*message);
    }
    QCOMPARE(shown.size(), 64);
    QMap<QString, QStringList> sent;
    const QList<QJsonObject> events = peers.events(u"sent"_s);
    for (const QJsonObject &event : events)
        sent[event[u"path"].toString() + u' ' + event[u"direction"].toString()].append(event[u"text"].toString());
    for (auto conversation = shown.cbegin(); conversation != shown.cend(); ++conversation) {
        const QString &path = conversation.key();
        QCOMPARE(textsOf(conversation.value(), Direction::Sent), sent.value(path + u" sent"_s));
        QCOMPARE(textsOf(conversation.value(), Direction::Received), sent.value(path + u" received"_s));
        QCOMPARE(conversation.value().size(), 14);
        for (const WireMessage &message : conversation.value()) {
            QVERIFY(message.compressed);
            QCOMPARE(message.inflatedBytes, message.payload.size());
        }
    }
}

QTEST_GUILESS_MAIN(tst_InteropDeflate)
#include "tst_interop_deflate.moc"
