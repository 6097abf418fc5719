// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/eventlines.h"
#include "inspector/cli/jsonline.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

#include <limits>

using namespace RelayCore;
using namespace Inspector;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 noonNs = 1'777'896'000'123'456'789; ///< 2026-05-04T12:00:00.123456789Z
const QUuid alpha(0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);

RelayError refused()
{
    RelayError error;
    error.category = RelayError::Category::Refused;
    error.phase = RelayError::Phase::Opening;
    error.text = u"Nobody listens."_s;
    return error;
}

RelayError forbidden()
{
    RelayError error;
    error.category = RelayError::Category::Forbidden;
    error.phase = RelayError::Phase::Registration;
    error.fatal = true;
    error.closeCode = quint16(4002);
    error.text = u"No \"entry\""_s;
    return error;
}

RelayError unauthorized()
{
    RelayError error;
    error.category = RelayError::Category::Unauthorized;
    error.phase = RelayError::Phase::Opening;
    error.fatal = true;
    error.httpStatus = 401;
    return error;
}

} // namespace

class tst_EventLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void times_data();
    void times();
    void strings_data();
    void strings();
};

void tst_EventLines::lines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("expected");

    const auto state = [](RelayClient::State value) { return EventLines::state(value, noonNs); };
    QTest::addRow("a state is in lower case")
        << state(RelayClient::State::Connecting) << R"({"event":"state","state":"connecting",)"_ba;
    QTest::addRow("a state of several words has underscores")
        << state(RelayClient::State::WaitingForNetwork) << R"({"event":"state","state":"waiting_for_network",)"_ba;
    QTest::addRow("a registration names the client")
        << EventLines::registered(u"alpha"_s, alpha, false, noonNs)
        << R"({"event":"registered","name":"alpha","uuid":"a1fa0000-0000-4000-8000-000000000001","reconnect":false,)"_ba;
    QTest::addRow("a registration after a drop is a reconnection")
        << EventLines::registered(u"α"_s, alpha, true, noonNs)
        << R"({"event":"registered","name":"\u03b1","uuid":"a1fa0000-0000-4000-8000-000000000001","reconnect":true,)"_ba;
    QTest::addRow("a message is in the form of the wire")
        << EventLines::message(Direction::Received, RelayResponse{}, noonNs)
        << R"({"event":"message","direction":"received","message":)" + RelayCore::encode(RelayResponse{}) + ',';
    QTest::addRow("a sent message says so")
        << EventLines::message(Direction::Sent, RelayRegistration{u"alpha"_s, alpha}, noonNs)
        << R"({"event":"message","direction":"sent","message":)"
               + RelayCore::encode(RelayRegistration{u"alpha"_s, alpha}) + ',';
    QTest::addRow("an undecodable text is shown with its reason")
        << EventLines::undecodable(u"Not JSON."_s, u"[\n"_s, noonNs)
        << R"({"event":"undecodable","reason":"Not JSON.","data":"[\n",)"_ba;
    QTest::addRow("a send has its outcome")
        << EventLines::send(7, SendOutcome::TooLarge, noonNs) << R"({"event":"send","id":7,"outcome":"too_large",)"_ba;
    QTest::addRow("a retry has its error inside")
        << EventLines::retry(2, std::chrono::milliseconds(1500), refused(), noonNs)
        << R"({"event":"retry","attempt":2,"delay_ms":1500,"error":{"category":"refused","phase":"opening","fatal":false,)"
           R"("close_code":null,"http_status":null,"text":"Nobody listens."},)"_ba;
    QTest::addRow("an error has its close code")
        << EventLines::error(forbidden(), noonNs)
        << R"({"event":"error","category":"forbidden","phase":"registration","fatal":true,"close_code":4002,)"
           R"("http_status":null,"text":"No \"entry\"",)"_ba;
    QTest::addRow("an error has its HTTP status, and null for a text it has not")
        << EventLines::error(unauthorized(), noonNs)
        << R"({"event":"error","category":"unauthorized","phase":"opening","fatal":true,"close_code":null,)"
           R"("http_status":401,"text":null,)"_ba;
    QTest::addRow("listening has the address to connect to")
        << EventLines::listening(QUrl(u"ws://127.0.0.1:8700"_s), noonNs)
        << R"({"event":"listening","url":"ws://127.0.0.1:8700",)"_ba;
}

void tst_EventLines::lines()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, expected);
    QCOMPARE(line, expected + R"("time":"2026-05-04T12:00:00.123456Z"})" + '\n');
    QJsonParseError error;
    QVERIFY(QJsonDocument::fromJson(line, &error).isObject());
    QCOMPARE(error.error, QJsonParseError::NoError);
}

void tst_EventLines::times_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QByteArray>("expected");
    QTest::addRow("the epoch") << qint64(0) << "1970-01-01T00:00:00.000000Z"_ba;
    QTest::addRow("microseconds keep their leading zeros") << qint64(1'000'042'999) << "1970-01-01T00:00:01.000042Z"_ba;
    QTest::addRow("nanoseconds are cut, not rounded into the next second")
        << qint64(1'999'999'999) << "1970-01-01T00:00:01.999999Z"_ba;
    QTest::addRow("before the epoch") << qint64(-1) << "1969-12-31T23:59:59.999999Z"_ba;
    QTest::addRow("a whole second before it") << qint64(-1'000'000'000) << "1969-12-31T23:59:59.000000Z"_ba;
    QTest::addRow("the first time of all") << std::numeric_limits<qint64>::min() << "1677-09-21T00:12:43.145224Z"_ba;
    QTest::addRow("the last") << std::numeric_limits<qint64>::max() << "2262-04-11T23:47:16.854775Z"_ba;
}

void tst_EventLines::times()
{
    QFETCH(const qint64, ns);
    QTEST(rfc3339(ns), "expected");
}

void tst_EventLines::strings_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::addRow("nothing") << QString() << R"("")"_ba;
    QTest::addRow("quotes and backslashes") << uR"(a"b\c)"_s << R"("a\"b\\c")"_ba;
    QTest::addRow("control characters") << u"\r\n\t\x1b\x7f"_s << R"("\r\n\t\u001b\u007f")"_ba;
    QTest::addRow("beyond ASCII") << u"é😀"_s << R"("\u00e9\ud83d\ude00")"_ba;
    QTest::addRow("half a character") << QString(QChar(0xd83d)) << R"("\ud83d")"_ba;
}

void tst_EventLines::strings()
{
    QFETCH(const QString, text);
    QTEST(jsonString(text), "expected");
}

QTEST_GUILESS_MAIN(tst_EventLines)
#include "tst_eventlines.moc"
