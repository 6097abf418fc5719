// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturewriter.h"
#include "inspector/sources/proxysource.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/wire/wireobserver.h"
#include "tests/support/wirebytes.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using Inspector::CaptureWriter;
using Inspector::ProxyOptions;
using Inspector::ProxySource;

namespace {

constexpr int timeout = 20'000;
/// The token of WireBytes::request().
const QByteArray token("abcdefgh");

/// Passes events on to a capture, and knows when the connection is over.
class ClosingObserver final : public WireObserver
{
public:
    explicit ClosingObserver(WireObserver &target)
        : m_target(target)
    {}

    FlowControl observe(WireEvent event) override
    {
        closed = closed || std::holds_alternative<ConnectionClosed>(event.payload);
        return m_target.observe(std::move(event));
    }

    bool closed = false;

private:
    WireObserver &m_target;
};

/// Everything in the files of \a folder: the capture and what SQLite keeps beside it.
QByteArray contentOf(const QString &folder)
{
    QByteArray all;
    const QStringList names = QDir(folder).entryList(QDir::Files);
    for (const QString &name : names) {
        QFile file(folder + u'/' + name);
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

QByteArray refusal(const QByteArray &reason, const QByteArray &headers, const QByteArray &body)
{
    return "HTTP/1.1 401 " + reason + "\r\n" + headers + "Content-Length: " + QByteArray::number(body.size())
           + "\r\n\r\n" + body;
}

} // namespace

/// Relays that quote the credentials they were sent: nothing of them reaches a capture.
class tst_QuotedSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void capture_data();
    void capture();
};

void tst_QuotedSecrets::capture_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("seen"); ///< In the capture, in the place of the token.
    const auto row = [](const char *name, const QByteArray &answer, const QByteArray &seen) {
        QTest::newRow(name) << answer << seen;
    };
    row("reason phrase", refusal("Bad " + token, {}, {}), "Bad ***");
    row("challenge", refusal("No", "WWW-Authenticate: Bearer error=\"" + token + "\"\r\n", {}), "***");
    row("location",
        refusal("No", "Location: /login?back=" + token.toHex(' ').replace(' ', '%').prepend('%') + "\r\n", {}),
        "/login?back=***");
    row("body", refusal("No", {}, "token " + token + " expired"), "token *** expired");
    row("body in base64", refusal("No", {}, "token " + token.toBase64() + " expired"), "token *** expired");
    row("close reason", WireBytes::accepted() + WireBytes::close(4002, "bad " + token, false), "bad ***");
    row("response",
        WireBytes::accepted()
            + WireBytes::relayText(encode(RelayResponse{false, u"bad "_s + QString::fromLatin1(token), true})),
        "bad ***");
    row("a message that is none", WireBytes::accepted() + WireBytes::relayText("\\u0061bcdefgh is no token"),
        "*** is no token");
    row("ping", WireBytes::accepted() + WireBytes::frame({.opcode = 0x9, .payload = "is it " + token}), "is it ***");
    row("bytes that are no frame", WireBytes::accepted() + WireBytes::relayText(token) + "\xff\xff" + token, "***");
}

void tst_QuotedSecrets::capture()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, seen);
    QTcpServer relay;
    QVERIFY(relay.listen(QHostAddress::LocalHost));
    connect(&relay, &QTcpServer::newConnection, &relay, [&] {
        QTcpSocket *socket = relay.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
            if (socket->readAll().endsWith("\r\n\r\n")) {
                socket->write(answer);
                socket->disconnectFromHost();
            }
        });
    });
    QTemporaryDir folder;
    auto created = CaptureWriter::create(folder.filePath(u"quoted.relaycap"_s));
    QVERIFY(std::holds_alternative<std::unique_ptr<CaptureWriter>>(created));
    const auto writer = std::get<std::unique_ptr<CaptureWriter>>(std::move(created));
    ClosingObserver observer(*writer);
    ProxyOptions options;
    options.port = 0;
    options.upstream = QUrl(u"ws://127.0.0.1:%1"_s.arg(relay.serverPort()));
    ProxySource proxy(options, observer);
    proxy.start();

    QTcpSocket client;
    QByteArray received;
    connect(&client, &QTcpSocket::readyRead, &client, [&] { received += client.readAll(); });
    client.connectToHost(QHostAddress(QHostAddress::LocalHost), quint16(proxy.url().port()));
    client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(observer.closed, timeout);
    writer->finish();

    // The client gets every byte as the relay sent it.
    QTRY_COMPARE_WITH_TIMEOUT(received, answer, timeout);
    const QByteArray content = contentOf(folder.path());
    QVERIFY(!content.contains(token));
    QVERIFY(!content.contains(token.toBase64()));
    QVERIFY(content.contains(seen));
}

QTEST_GUILESS_MAIN(tst_QuotedSecrets)
#include "tst_quotedsecrets.moc"
