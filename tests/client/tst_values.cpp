// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include <QtCore/QSet>
#include <QtTest/QTest>

#include <RelayCore/AccessToken>
#include <RelayCore/BackoffOptions>
#include <RelayCore/CloseCode>
#include <RelayCore/CloseResult>
#include <RelayCore/ConnectResult>
#include <RelayCore/Decoder>
#include <RelayCore/PeerConnection>
#include <RelayCore/Reachability>
#include <RelayCore/ReceiveResult>
#include <RelayCore/RegisteredClient>
#include <RelayCore/RelayClient>
#include <RelayCore/RelayClientOptions>
#include <RelayCore/RelayError>
#include <RelayCore/RelayMessage>
#include <RelayCore/RelayMetrics>
#include <RelayCore/RelayRegistration>
#include <RelayCore/RelayResponse>
#include <RelayCore/RelayServer>
#include <RelayCore/RelayServerOptions>
#include <RelayCore/RelayUsers>
#include <RelayCore/SendResult>
#include <RelayCore/WireEvent>
#include <RelayCore/WireObserver>
#include <functional>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using namespace std::chrono_literals;

namespace {

const QUuid alpha(u"00000000-0000-4000-8000-00000000000a"_s);
const QUuid beta(u"00000000-0000-4000-8000-00000000000b"_s);

/// What a failed QCOMPARE prints: how it calls toString() matters.
template<typename Value>
QByteArray printed(const Value &value)
{
    const std::unique_ptr<char[]> text(QTest::toString(value));
    return text.get();
}

/// Two values that differ in one member, and what each prints for it.
struct Difference
{
    std::function<bool()> areEqual;
    QByteArray first;
    QByteArray second;
};

template<typename Value, typename Member>
Difference changed(Member Value::*member, const Member &to, const Value &value = {})
{
    Value other = value;
    other.*member = to;
    return {[=] { return value == other; }, printed(value), printed(other)};
}

} // namespace

Q_DECLARE_METATYPE(Difference)

/// The public values as Qt programmers expect them: compared, hashed, and written for people.
class tst_Values : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMemberIsComparedAndPrinted_data()
    {
        QTest::addColumn<Difference>("difference");
        const auto row = [](const char *name, const Difference &difference) {
            QTest::addRow("%s", name) << difference;
        };
        row("registration name", changed(&RelayRegistration::name, u"alpha"_s));
        row("registration uuid", changed(&RelayRegistration::uuid, alpha));
        row("response success", changed(&RelayResponse::success, false));
        row("response message", changed(&RelayResponse::message, std::optional(u"full"_s)));
        row("response empty message", changed(&RelayResponse::message, std::optional(QString())));
        row("response error", changed(&RelayResponse::error, true));
        row("source uuid", changed(&PeerConnection::sourceUuid, alpha));
        row("source name", changed(&PeerConnection::sourceName, u"alpha"_s));
        row("peer uuid", changed(&PeerConnection::peerUuid, beta));
        row("description type", changed(&PeerConnection::descriptionType, DescriptionType::Answer));
        row("description", changed(&PeerConnection::description, u"v=0"_s));
        row("error", changed(&PeerConnection::error, std::optional(u"unknown"_s)));
        row("decode error kind", changed(&DecodeError::kind, DecodeError::Kind::TooLarge));
        row("decode error field", changed(&DecodeError::field, u"name"_s));
        row("decode error offset", changed(&DecodeError::offset, std::optional<qsizetype>(7)));
        row("decode error detail", changed(&DecodeError::detail, u"number"_s));
        row("category", changed(&RelayError::category, RelayError::Category::Tls));
        row("phase", changed(&RelayError::phase, RelayError::Phase::Ready));
        row("fatal", changed(&RelayError::fatal, true));
        row("close code", changed(&RelayError::closeCode, std::optional<quint16>(4002)));
        row("HTTP status", changed(&RelayError::httpStatus, std::optional(503)));
        row("TLS errors", changed(&RelayError::tlsErrors, QStringList{u"expired"_s}));
        row("text", changed(&RelayError::text, u"refused"_s));
        row("attempts", changed(&RelayMetrics::attempts, quint64(1)));
        row("registrations", changed(&RelayMetrics::registrations, quint64(1)));
        row("connections lost", changed(&RelayMetrics::connectionsLost, quint64(1)));
        row("messages sent", changed(&RelayMetrics::messagesSent, quint64(1)));
        row("messages dropped", changed(&RelayMetrics::messagesDropped, quint64(1)));
        row("messages received", changed(&RelayMetrics::messagesReceived, quint64(1)));
        row("messages skipped", changed(&RelayMetrics::messagesSkipped, quint64(1)));
        row("undecodable", changed(&RelayMetrics::undecodableReceived, quint64(1)));
        row("bytes sent", changed(&RelayMetrics::bytesSent, quint64(1)));
        row("bytes received", changed(&RelayMetrics::bytesReceived, quint64(1)));
        row("round trip", changed(&RelayMetrics::roundTrip, std::optional(5ms)));
        row("since ready", changed(&RelayMetrics::sinceReady, std::optional(5ms)));
        row("initial", changed(&BackoffOptions::initial, 5ms));
        row("maximum", changed(&BackoffOptions::maximum, 5ms));
        row("floor", changed(&BackoffOptions::floor, 5ms));
        row("jitter", changed(&BackoffOptions::jitter, false));
        row("stable after", changed(&BackoffOptions::stableAfter, 5ms));
        row("token of another length", changed(&AccessToken::value, QByteArray("12345"), AccessToken("123")));
        row("token's time", changed(&AccessToken::validFor, std::optional(5ms)));
        row("time to live", changed(&SendOptions::timeToLive, std::optional(5ms)));
        row("resend", changed(&SendOptions::resendUncertain, true));
        row("send id", changed(&SendResult::id, quint64(4)));
        row("outcome", changed(&SendResult::outcome, SendOutcome::Expired));
        row("send error", changed(&SendResult::error, RelayError({}, {}, u"late"_s)));
        row("registered", changed(&ConnectResult::registered, true));
        row("connect error", changed(&ConnectResult::error, RelayError({}, {}, u"late"_s)));
        row("received", changed(&ReceiveResult::message, std::optional<RelayMessage>(RelayResponse())));
        row("receive error", changed(&ReceiveResult::error, RelayError({}, {}, u"late"_s)));
        row("skipped", changed(&ReceiveResult::skipped, quint64(3)));
        row("clean", changed(&CloseResult::clean, true));
        row("dropped", changed(&CloseResult::dropped, qsizetype(3)));
        row("client uuid", changed(&RegisteredClient::uuid, alpha));
        row("client name", changed(&RegisteredClient::name, u"alpha"_s));
        row("client user", changed(&RegisteredClient::user, u"ann"_s));
        row("client address", changed(&RegisteredClient::address, u"127.0.0.1:1"_s));
        row("client messages", changed(&RegisteredClient::messages, quint64(3)));
        row("limit", changed(&RelayServerLimits::connections, 3));
        row("header name", changed(&HttpHeader::name, QByteArray("Host")));
        row("header value", changed(&HttpHeader::value, QByteArray("relay"), HttpHeader("Host", "")));
        row("wire payload", changed(&WireEvent::payload, WirePayload(WireMessage{.payload = "[]"})));
        row("wire message", changed(&WireMessage::payload, QByteArray("[]")));
        row("control frame", changed(&ControlFrame::closeCode, std::optional<quint16>(1000)));
        row("request", changed(&HandshakeRequest::headers, HeaderList{{"Host", "relay"}}));
    }

    void everyMemberIsComparedAndPrinted()
    {
        QFETCH(const Difference, difference);
        QVERIFY(!difference.areEqual());
        QVERIFY(!difference.first.isEmpty());
        QVERIFY2(difference.first != difference.second, difference.first.constData());
    }

    void aMessageIsPrintedWhole()
    {
        const PeerConnection offer(alpha, u"alpha"_s, beta, DescriptionType::Offer, u"v=0"_s, u"unknown"_s);
        const QByteArray text = "PeerConnection(sourceUuid=00000000-0000-4000-8000-00000000000a, sourceName=\"alpha\", "
                                "peerUuid=00000000-0000-4000-8000-00000000000b, descriptionType=\"offer\", "
                                "description=\"v=0\", error=\"unknown\")";
        QCOMPARE(printed(offer), text);
        QCOMPARE(printed(RelayMessage(offer)), text);
        QCOMPARE(printed(DecodeResult(RelayMessage(offer))), text);
        QTest::ignoreMessage(QtInfoMsg, QByteArray("got " + text).constData());
        qInfo() << "got" << offer;
    }

    void noSecretIsPrinted()
    {
        RelayClientOptions options(QUrl(u"wss://ann:sesame@relay.example.org"_s));
        options.headers = {{"Authorization", "Bearer sesame"}, {"Cookie", "sesame"}};
        options.tokenProvider = [](TokenReason) { return readyToken({"sesame"}); };
        QString text;
        QDebug(&text) << options << AccessToken("sesame") << options.headers
                      << HandshakeRequest{.requestLine = "GET / HTTP/1.1", .headers = options.headers}
                      << WireEvent{.payload = HandshakeResponse{.headers = {{"Set-Cookie", "sesame"}}}};
        QVERIFY2(!text.contains(u"sesame"_s), qPrintable(text));
        QVERIFY(text.contains(u"wss://ann@relay.example.org"_s));
        QVERIFY(text.contains(u"Bearer \u2022\u2022\u2022 (6 bytes)"_s));
    }

    void messagesAreKeys()
    {
        const PeerConnection offer(alpha, u"alpha"_s, beta, DescriptionType::Offer, u"v=0"_s);
        PeerConnection answer = offer;
        answer.descriptionType = DescriptionType::Answer;
        const QSet<PeerConnection> seen{offer, answer, offer};
        QCOMPARE(seen.size(), 2);
        QVERIFY(seen.contains(answer));
        QCOMPARE((QSet<RelayRegistration>{{u"a"_s, alpha}, {u"a"_s, alpha}, {u"b"_s, alpha}}).size(), 2);
        QCOMPARE((QSet<RelayResponse>{RelayResponse(), RelayResponse(true, QString())}).size(), 2);
        QCOMPARE((QSet<HttpHeader>{{"a", "b"}, {"a", "b"}}).size(), 1);
    }

    void closeCodesHaveNames()
    {
        RelayError error;
        QVERIFY(error.closeCode != CloseCode::Forbidden);
        error.closeCode = 4002;
        QVERIFY(error.closeCode == CloseCode::Forbidden);
        QVERIFY(CloseCode::Forbidden == error.closeCode);
        QVERIFY(error.closeCode != CloseCode::Unauthorized);
        QVERIFY(quint16(1006) == CloseCode::Abnormal);
    }
};

QTEST_GUILESS_MAIN(tst_Values)
#include "tst_values.moc"
