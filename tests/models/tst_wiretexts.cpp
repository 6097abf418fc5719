// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/attemptdetails.h"
#include "inspector/models/connectionmodel.h"
#include "inspector/models/headermodel.h"
#include "inspector/models/laddermodel.h"
#include "inspector/models/messagedetails.h"
#include "inspector/models/messagemodel.h"
#include "inspector/models/pairmodel.h"
#include "inspector/models/payloadmodel.h"
#include "inspector/models/propertymodel.h"
#include "inspector/models/relayclientmodel.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/wire/displaytext.h"
#include "relaycore/wire/secretredactor.h"
#include "tests/models/modeltexts.h"
#include "tests/support/secretspellings.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;

namespace {

const QUuid alpha(u"3f2a91c4-0000-4000-8000-000000000001"_s);
const QUuid beta(u"b81e07d2-0000-4000-8000-000000000002"_s);

/// A conversation that has one text in every field that a peer, a relay or an address can fill.
class SeededEvents
{
public:
    /// \param text  UTF-8, valid between the quotes of a JSON string.
    explicit SeededEvents(const QByteArray &text)
        : m_bytes(text)
        , m_text(QString::fromUtf8(text))
    {
        source(1);
        add(1, 0, StateChanged{SourceState::Failed, m_text});
        source(2);
        talk(1);
        for (ConnectionId connection = 2; connection <= 6; ++connection)
            open(connection);
        message(2, Direction::Sent, registration(beta));
        message(2, Direction::Received,
                R"({"message_type": "relay_response", "success": false, "message": ")" + m_bytes
                    + R"(", "error": true})");
        add(2, 3, HandshakeResponse{401, "HTTP/1.1 401 No " + m_bytes, {{"X-" + m_bytes, m_bytes}}, "body " + m_bytes});
        close(4, 4999);
        add(2, 5, ConnectionClosed{ConnectionClosed::By::Upstream, CloseCategory::Tls, m_text});
        add(2, 6, ProtocolViolation{Direction::Sent, m_text});
        add(2, 6, EventsLost{7, m_text});
    }

    [[nodiscard]] const QList<WireEvent> &all() const { return m_events; }
    [[nodiscard]] quint32 messages() const { return m_messages; }

private:
    void add(SourceId source, ConnectionId connection, WirePayload payload)
    {
        m_timeNs += 1'000'000;
        m_events.append({source, connection, m_timeNs, std::move(payload)});
    }

    void source(SourceId id) { add(id, 0, SourceStarted{SourceKind::Proxy, m_text, u"ws://"_s + m_text, m_text}); }

    void open(ConnectionId connection)
    {
        add(2, connection, ConnectionOpened{m_text, u"wss://"_s + m_text});
        add(2, connection,
            TlsEstablished{m_text, m_text, m_text, m_text, {}, {}, QByteArray(64, 'a'), {m_text, u"other"_s}});
        add(2, connection,
            HandshakeRequest{"GET /?" + m_bytes + " HTTP/1.1",
                             {{"Host", m_bytes}, {"X-" + m_bytes, "x"}, {"User-Agent", "a " + m_bytes}}});
        if (connection != 3)
            add(2, connection, HandshakeResponse{101, "HTTP/1.1 101 " + m_bytes, {{"Server", m_bytes}}, {}});
    }

    void message(ConnectionId connection, Direction direction, const QByteArray &payload, Opcode opcode = Opcode::Text)
    {
        ++m_messages;
        add(2, connection, WireMessage{direction, opcode, false, 1, payload.size() + 8, payload});
    }

    void close(ConnectionId connection, quint16 code)
    {
        ++m_messages;
        const QByteArray payload = QByteArray(1, char(code >> 8)) + char(code & 0xff) + m_bytes.left(123);
        add(2, connection,
            ControlFrame{Direction::Received, Opcode::Close, payload.size() + 2, payload, code,
                         QString::fromUtf8(m_bytes.left(123))});
    }

    [[nodiscard]] QByteArray registration(const QUuid &uuid) const
    {
        return R"({"message_type": "relay_registration", "name": ")" + m_bytes + R"(", "uuid": ")"
               + uuid.toByteArray(QUuid::WithoutBraces) + "\"}";
    }

    [[nodiscard]] QByteArray peerMessage(const QByteArray &type, const QByteArray &error = "null") const
    {
        const QByteArray sdp = "v=0\\r\\nm=" + m_bytes + " 9 " + m_bytes + " webrtc-datachannel\\r\\na=mid:" + m_bytes
                               + "\\r\\na=setup:" + m_bytes + "\\r\\na=ice-ufrag:" + m_bytes
                               + "\\r\\na=fingerprint:sha-256 " + m_bytes + "\\r\\na=candidate:" + m_bytes
                               + " 1 udp 1 192.0.2.1 9 typ " + m_bytes + "\\r\\nbroken " + m_bytes + "\\r\\n";
        return R"({"message_type": "peer_connection", "source_uuid": ")" + alpha.toByteArray(QUuid::WithoutBraces)
               + R"(", "source_name": ")" + m_bytes + R"(", "peer_uuid": ")" + beta.toByteArray(QUuid::WithoutBraces)
               + R"(", "description_type": ")" + type + R"(", "description": ")" + sdp + R"(", "error": )" + error
               + "}";
    }

    void talk(ConnectionId connection)
    {
        open(connection);
        message(connection, Direction::Sent, registration(alpha));
        message(connection, Direction::Received,
                R"({"message_type": "relay_response", "success": true, "message": null, "error": false})");
        message(connection, Direction::Sent, peerMessage("offer"));
        message(connection, Direction::Received, peerMessage("answer"));
        message(connection, Direction::Sent, peerMessage("offer"));
        message(connection, Direction::Received, peerMessage("offer", '"' + m_bytes + '"'));
        message(connection, Direction::Sent,
                R"({")" + m_bytes + R"(": [")" + m_bytes + R"(", {"a": ")" + m_bytes + "\"}]}");
        message(connection, Direction::Sent, "no JSON: " + m_bytes);
        message(connection, Direction::Sent, m_bytes, Opcode::Binary);
        ++m_messages;
        add(2, connection, ControlFrame{Direction::Sent, Opcode::Ping, 8, m_bytes.left(125), {}, {}});
    }

    QByteArray m_bytes;
    QString m_text;
    QList<WireEvent> m_events;
    quint32 m_messages = 0;
    qint64 m_timeNs = 1'700'000'000'000'000'000;
};

void appendAttempt(QList<ModelText> &texts, const AttemptDetails &details)
{
    const QString place = u"AttemptDetails"_s;
    appendTexts(texts, QStringList{details.title, details.toolTip, details.verdict, details.sentence, details.advice},
                place);
    for (const QVariantList &list :
         {details.others, details.facts, details.differences, details.offerCards, details.answerCards})
        appendTexts(texts, list, place);
    appendTexts(texts, details.matrix, place);
}

/// What the window shows of \a capture: the texts of every model, with every message and connection selected once.
QList<ModelText> windowTexts(CaptureFeed &feed)
{
    QList<ModelText> texts;
    texts += textsOf(ConnectionModel(&feed));
    texts += textsOf(MessageModel(&feed));
    const PairModel pairs(&feed);
    const auto areJudged = [&] {
        return pairs.pairCount() == int(feed.index().attempts().pairCount()) && pairs.pendingCount() == 0;
    };
    if (!QTest::qWaitFor(areJudged))
        return {};
    texts += textsOf(pairs);
    LadderModel ladder(&feed);
    PayloadModel payload;
    PropertyModel properties;
    HeaderModel headers;
    const auto sections = [&](const QList<PropertySection> &list) {
        properties.setSections(list);
        texts += textsOf(properties);
    };
    for (MessageId id = 1; id <= feed.count(); ++id) {
        ladder.setMessage(id);
        texts += textsOf(ladder);
        appendTexts(texts, ladder.participants(), u"LadderModel, participants"_s);
        appendTexts(texts, ladder.title(), u"LadderModel, title"_s);
        const auto input = messageDetailsInput(feed, id, false);
        if (!input)
            continue;
        const MessageHeadline headline = messageHeadline(feed, input->message);
        appendTexts(texts, QStringList{headline.number, headline.kindText, headline.fromTo, headline.sizeText},
                    u"headline"_s);
        const MessageDetails details = messageDetails(*input);
        if (input->attempt)
            appendAttempt(texts, attemptDetails(*input->attempt, false));
        if (details.diagnosis)
            appendTexts(texts, details.diagnosis->sentence, u"diagnosis"_s);
        payload.setTree(details.tree);
        texts += textsOf(payload);
        sections(details.sdpCards);
        sections(details.timing);
        appendTexts(texts, details.raw, u"MessageDetails, raw"_s);
        appendTexts(texts, details.sdp, u"MessageDetails, sdp"_s);
        appendTexts(texts, details.payload, u"MessageDetails, payload"_s);
    }
    for (const ConnectionRow &connection : feed.connections()) {
        sections({connectionFacts(connection)});
        sections(tlsFacts(connection));
        if (const auto diagnosis = diagnose(connection))
            appendTexts(texts, diagnosis->sentence, u"diagnosis of a connection"_s);
        if (connection.request) {
            headers.setHeaders(connection.request->requestLine, connection.request->headers);
            texts += textsOf(headers);
        }
        if (connection.response) {
            headers.setHeaders(connection.response->statusLine, connection.response->headers);
            texts += textsOf(headers);
        }
    }
    return texts;
}

/// The names of models in \a places, sorted.
QStringList modelsOf(const QStringList &places)
{
    QStringList models;
    for (const QString &place : places)
        models.append(place.section(u',', 0, 0).remove(u"Inspector::"_s));
    models.removeDuplicates();
    models.sort();
    return models;
}

} // namespace

/// What comes from the wire, in every text of every model of the window.
class tst_WireTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretsAreInNoText_data();
    void secretsAreInNoText();
    void everyTextIsSafeToShow_data();
    void everyTextIsSafeToShow();
    void clientsOfTheLocalRelayAreSafeToShow();

private:
    /// Writes \a events to a capture, and opens it in \a feed.
    [[nodiscard]] static bool show(CaptureFeed &feed, const QTemporaryDir &folder, const SeededEvents &events,
                                   const SecretRedactor &redactor = {});
};

bool tst_WireTexts::show(CaptureFeed &feed, const QTemporaryDir &folder, const SeededEvents &events,
                         const SecretRedactor &redactor)
{
    const QString path = folder.filePath(u"%1.relaycap"_s.arg(redactor.isEmpty() ? u"open"_s : u"redacted"_s));
    auto created = CaptureWriter::create(path);
    auto *writer = std::get_if<std::unique_ptr<CaptureWriter>>(&created);
    if (!writer)
        return false;
    for (WireEvent event : events.all()) {
        redactor.redact(event);
        (*writer)->observe(std::move(event));
    }
    (*writer)->finish();
    return !feed.open(path) && QTest::qWaitFor([&] { return feed.indexedCount() == events.messages(); });
}

void tst_WireTexts::secretsAreInNoText_data()
{
    QTest::addColumn<int>("spelling");
    const auto all = SecretSpellings::spellings();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all.at(i).name) << i;
}

void tst_WireTexts::secretsAreInNoText()
{
    QFETCH(int, spelling);
    const auto way = SecretSpellings::spellings().at(spelling);
    const QStringList needles{QString::fromUtf8(way.text), QString::fromUtf8(SecretSpellings::secret)};
    const auto found = [&needles](const QList<ModelText> &texts) {
        QStringList places;
        for (const ModelText &each : texts) {
            if (std::any_of(needles.cbegin(), needles.cend(), [&](const QString &n) { return each.text.contains(n); }))
                places.append(each.place);
        }
        return places;
    };
    const SeededEvents events(way.text);
    QTemporaryDir folder;
    {
        // Without a redactor the secret is everywhere: the search does find it.
        CaptureFeed feed;
        QVERIFY(show(feed, folder, events));
        QCOMPARE(modelsOf(found(windowTexts(feed))),
                 (QStringList{u"AttemptDetails"_s, u"ConnectionModel"_s, u"HeaderModel"_s, u"LadderModel"_s,
                              u"MessageDetails"_s, u"MessageModel"_s, u"PairModel"_s, u"PayloadModel"_s,
                              u"PropertyModel"_s, u"diagnosis"_s, u"diagnosis of a connection"_s, u"headline"_s}));
    }
    SecretRedactor redactor;
    redactor.addSecret(SecretSpellings::secret);
    CaptureFeed feed;
    QVERIFY(show(feed, folder, events, redactor));
    const QList<ModelText> texts = windowTexts(feed);
    QVERIFY(!texts.isEmpty());
    const QStringList places = found(texts);
    QVERIFY2(places.isEmpty(), qPrintable(places.join(u'\n')));
}

void tst_WireTexts::everyTextIsSafeToShow_data()
{
    // An override of the direction, zero width, a separator of lines, an escape sequence, a tag, a bell.
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isJson"); ///< Otherwise the messages cannot be decoded, and nothing is an attempt.
    QTest::newRow("raw") << u"a\u202eb\u200bc\u2028d\u001b[31me\U000E0041f\ag"_s << false;
    QTest::newRow("as JSON allows it") << u"a\u202eb\u200bc\u2028d\\u001b[31me\U000E0041f\\u0007g"_s << true;
}

void tst_WireTexts::everyTextIsSafeToShow()
{
    QFETCH(QString, text);
    QFETCH(bool, isJson);
    QTemporaryDir folder;
    CaptureFeed feed;
    QVERIFY(show(feed, folder, SeededEvents(text.toUtf8())));
    QStringList unsafePlaces;
    QStringList escapes;
    for (const ModelText &each : windowTexts(feed)) {
        // Copying gives the value itself, and the views of whole texts escape what they paint: tst_textrows.
        const bool isWhole =
            each.place.startsWith(u"MessageDetails"_s)
            || (each.place.startsWith(u"Inspector::PayloadModel"_s) && each.role == PayloadModel::FullValueRole);
        if (isWhole)
            continue;
        // Fingerprints may be broken behind their colons; that much the window inserts itself.
        const QString shown = QString(each.text).replace(u":\u200b"_s, u":"_s);
        if (displayText(shown, LineBreaks::Keep) != shown)
            unsafePlaces.append(each.place + u": "_s + displayText(each.text));
        if (each.text.contains(u"\\u202e"_s))
            escapes.append(each.place);
    }
    QVERIFY2(unsafePlaces.isEmpty(), qPrintable(unsafePlaces.join(u'\n')));
    QStringList models{u"ConnectionModel"_s, u"HeaderModel"_s,   u"LadderModel"_s, u"MessageModel"_s,
                       u"PayloadModel"_s,    u"PropertyModel"_s, u"diagnosis"_s,   u"diagnosis of a connection"_s,
                       u"headline"_s};
    if (isJson)
        models.append({u"AttemptDetails"_s, u"PairModel"_s});
    models.sort();
    QCOMPARE(modelsOf(escapes), models);
}

void tst_WireTexts::clientsOfTheLocalRelayAreSafeToShow()
{
    RelayClientRow row;
    row.relay = 1;
    row.uuid = alpha;
    row.name = u"a\u202eb\nc"_s;
    row.user = row.name;
    row.address = u"127.0.0.1:5000"_s;
    row.since = QDateTime::currentDateTime();
    row.lastClose = RelayClientRow::Close{quint16(CloseCode::Unauthorized), row.since};
    RelayClientModel model;
    model.update({row});
    int escapes = 0;
    for (const ModelText &each : textsOf(model)) {
        QCOMPARE(displayText(each.text, LineBreaks::Keep), each.text);
        escapes += each.text.contains(u"a\\u202eb\\nc"_s) ? 1 : 0;
    }
    QVERIFY(escapes >= 4);
}

QTEST_MAIN(tst_WireTexts)
#include "tst_wiretexts.moc"
