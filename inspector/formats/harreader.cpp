// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/harreader.h"

#include "inspector/capture/messageinterpretation.h"
#include "inspector/capture/messagenames.h"
#include "inspector/capture/rowtext.h"
#include "inspector/formats/isotime.h"
#include "relaycore/wire/redaction.h"
#include "relaycore/wire/wirenames.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace RelayCore;

namespace {

constexpr qint64 maxCount = std::numeric_limits<qint64>::max();
constexpr SourceId sourceId = 1;
/// Progress is reported after so many messages.
constexpr quint64 reportedMessages = 1'000;
/// The same for the capture: its writer keeps the beginning of the body of a refusal.
constexpr qsizetype maxBodyBytes = 4 * 1024;

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::HarReader)
};

/// Seconds since 1970, as a double holds them, in nanoseconds. Milliseconds, which some programs write, are recognized
/// by their size. What no clock shows becomes 0.
qint64 nanosecondsFrom(double seconds)
{
    constexpr double largestSeconds = 1e11;
    if (std::abs(seconds) > largestSeconds)
        seconds /= 1'000;
    constexpr double largest = 9e9; // The year 2255: more nanoseconds do not fit 64 bits.
    return std::abs(seconds) < largest ? qint64(std::llround(seconds * 1e6)) * 1'000 : 0;
}

HeaderList headersFrom(simdjson::dom::object object)
{
    HeaderList headers;
    simdjson::dom::array list;
    if (object["headers"].get(list) != simdjson::SUCCESS)
        return headers;
    for (const simdjson::dom::element entry : list) {
        std::string_view name;
        std::string_view value;
        if (entry["name"].get(name) == simdjson::SUCCESS && entry["value"].get(value) == simdjson::SUCCESS)
            headers.append({bytesFrom(name), bytesFrom(value)});
    }
    return headers;
}

/// The version of HTTP, where it is one: programs also write "", "unknown" and "h2".
QString httpVersion(const QString &text)
{
    return text.startsWith(u"http/"_s, Qt::CaseInsensitive) ? u' ' + text.toUpper() : QString();
}

} // namespace

/// What is known about the entry that is being read.
struct HarReader::Entry
{
    ConnectionRow row;
    SecretRedactor redactor;
    qint64 lastNs = std::numeric_limits<qint64>::min();
    quint64 messages = 0;
    bool isWebSocket = false;
    bool hasMessagesBefore = false; ///< Messages stand before the handshake in the file.
};

HarReader::HarReader(QIODevice &device, QString name, CaptureImporter &importer)
    : m_json(device)
    , m_name(std::move(name))
    , m_importer(importer)
    , m_size(device.isSequential() ? 0 : device.size())
{}

SecretRedactor HarReader::redactor(ConnectionId connection) const
{
    const auto found = m_redactors.find(connection);
    return found == m_redactors.end() ? SecretRedactor() : found->second;
}

bool HarReader::fail(const QString &problem)
{
    if (m_error)
        return false;
    if (const auto error = m_importer.error())
        m_error = formatError(*error);
    else
        m_error = FormatError{
            m_name, {}, m_json.offset(), problem, Texts::tr("Export the file again, or keep what was read before it")};
    return false;
}

std::optional<FormatError> HarReader::read(const ConversionProgress &progress)
{
    m_progress = progress;
    if (!readDocument() && !m_error)
        fail(m_json.problem());
    SourceRow source;
    source.id = sourceId;
    source.kind = SourceKind::Proxy;
    source.title = m_creator.isEmpty() ? m_name : m_creator;
    if (!m_importer.add(source))
        fail({});
    return m_error;
}

bool HarReader::readObject(simdjson::dom::object &object)
{
    if (m_json.peek() != '{')
        return fail(Texts::tr("an object is expected"));
    QByteArrayView json;
    if (!m_json.value(json))
        return fail(m_json.problem());
    const auto code = m_parser.parse(json.data(), size_t(json.size()), false).get(object);
    return code == simdjson::SUCCESS
           || fail(Texts::tr("it is not valid JSON (%1)").arg(QLatin1StringView(simdjson::error_message(code))));
}

bool HarReader::readString(QString &text)
{
    QByteArrayView json;
    if (!m_json.value(json))
        return fail(m_json.problem());
    std::string_view utf8;
    if (m_parser.parse(json.data(), size_t(json.size()), false).get(utf8) == simdjson::SUCCESS)
        text = fromView(utf8);
    return true; // What is no text is ignored.
}

bool HarReader::readDocument()
{
    bool hasLog = false;
    QByteArray key;
    if (!m_json.enterObject())
        return false;
    while (m_json.nextKey(key)) {
        const bool isLog = key == "log";
        hasLog = hasLog || isLog;
        if (!(isLog ? readLog() : m_json.skip()))
            return false;
    }
    if (!m_json.problem().isEmpty())
        return false;
    if (!hasLog)
        return fail(Texts::tr("there is no \"log\", so it is no HAR file"));
    return m_json.atEnd() || fail(Texts::tr("something follows behind the end"));
}

bool HarReader::readLog()
{
    QByteArray key;
    if (!m_json.enterObject())
        return false;
    while (m_json.nextKey(key)) {
        const bool isRead = key == "entries" ? readEntries() : key == "creator" ? readCreator() : m_json.skip();
        if (!isRead)
            return false;
    }
    return m_json.problem().isEmpty();
}

bool HarReader::readCreator()
{
    simdjson::dom::object object;
    if (!readObject(object))
        return false;
    JsonFields fields(object);
    m_creator = u"%1 %2"_s.arg(fields.textOr("name"), fields.textOr("version")).trimmed();
    return true;
}

bool HarReader::readEntries()
{
    if (!m_json.enterArray())
        return false;
    while (m_json.nextElement()) {
        if (!readEntry())
            return false;
    }
    return m_json.problem().isEmpty();
}

bool HarReader::readEntry()
{
    Entry entry;
    entry.row.id = m_lastConnection + 1;
    entry.row.source = sourceId;
    QByteArray key;
    if (!m_json.enterObject())
        return false;
    while (m_json.nextKey(key)) {
        if (!readMember(entry, key))
            return false;
    }
    if (!m_json.problem().isEmpty())
        return false;
    if (!entry.isWebSocket) {
        ++m_otherEntries;
        return true;
    }
    return addConnection(entry);
}

bool HarReader::readMember(Entry &entry, const QByteArray &key)
{
    using Read = bool (HarReader::*)(Entry &, JsonFields &);
    const bool isControl = key == "_webSocketControlFrames";
    if (key == "_webSocketMessages" || isControl)
        return m_json.peek() == '[' ? readMessages(entry, isControl) : m_json.skip();
    if (key == "_resourceType") {
        QString type;
        const bool isRead = readString(type);
        entry.isWebSocket = entry.isWebSocket || type == u"websocket"_s;
        return isRead;
    }
    if (key == "startedDateTime") {
        QString time;
        if (!readString(time))
            return false;
        entry.row.openedNs = nanosecondsFromIso(time).value_or(0);
        return true;
    }
    Read member = nullptr;
    if (key == "request")
        member = &HarReader::readRequest;
    else if (key == "response")
        member = &HarReader::readResponse;
    else if (key == "_webSocketClose" && m_json.peek() == '{') // HTTP Toolkit writes "aborted", too.
        member = &HarReader::readClose;
    else if (key == "_relay")
        member = &HarReader::readOurs;
    if (!member)
        return m_json.skip();
    simdjson::dom::object object;
    if (!readObject(object))
        return false;
    JsonFields fields(object);
    return (this->*member)(entry, fields);
}

bool HarReader::readMessages(Entry &entry, bool control)
{
    entry.isWebSocket = true;
    if (!m_json.enterArray())
        return false;
    entry.lastNs = control ? std::numeric_limits<qint64>::min() : entry.lastNs;
    while (m_json.nextElement()) {
        simdjson::dom::object object;
        if (!readObject(object))
            return false;
        JsonFields fields(object);
        if (!readMessage(entry, control, fields))
            return fail(Texts::tr("message %1 of connection %2: %3")
                            .arg(entry.messages + 1)
                            .arg(entry.row.id)
                            .arg(fields.problem()));
        ++entry.messages;
        if (m_progress && m_importer.lastMessage() % reportedMessages == 0
            && !m_progress(m_json.offset(), quint64(m_size))) {
            m_error = canceledConversion(m_name);
            return false;
        }
    }
    return m_json.problem().isEmpty();
}

bool HarReader::readMessage(Entry &entry, bool control, JsonFields &fields)
{
    const std::string_view type = fields.utf8("type");
    if (type == "error") {
        // Chrome: what went wrong on the connection, in words.
        entry.row.violation = fields.textOr("data");
        return true;
    }
    MessageRow row;
    row.connection = entry.row.id;
    row.direction = type == "send" || type == "sent" ? Direction::Sent : Direction::Received;
    if (row.direction == Direction::Received && type != "receive" && type != "received")
        fields.fail("type", Texts::tr("send or receive"));
    const qint64 number = fields.number("opcode", 0, 15);
    const auto opcode = opcodeFromNumber(fields.numberIfAny("_opcode", 0, 15).value_or(number));
    if (!opcode)
        fields.fail("opcode", Texts::tr("1 for text, 2 for binary data, or 8, 9, 10"));
    row.opcode = opcode.value_or(Opcode::Text);
    const bool isText = number == int(Opcode::Text);
    row.payload =
        isText || (!control && isControl(row.opcode)) ? bytesFrom(fields.utf8("data")) : fields.base64("data");
    row.wireBytes = fields.numberIfAny("_wireBytes", 0, maxCount).value_or(0);
    row.frames = quint32(fields.numberIfAny("_frames", 0, std::numeric_limits<quint32>::max()).value_or(1));
    row.compressed = fields.booleanOr("_compressed", false);
    row.inflatedBytes = fields.numberIfAny("_inflatedBytes", 0, maxCount);
    row.truncated = fields.booleanOr("_truncated", false);
    row.timeNs = fields.has("_timeNs") ? fields.nanoseconds("_timeNs") : nanosecondsFrom(fields.real("time"));
    if (!fields.problem().isEmpty())
        return false;
    // Times that go back within a connection are those of a clock that was set.
    row.timeNs = entry.lastNs = std::max(entry.lastNs, row.timeNs);
    m_isUnordered = m_isUnordered || row.timeNs < m_lastNs;
    m_lastNs = row.timeNs;

    if (isControl(row.opcode))
        row.kind = kindOfOpcode(row.opcode);
    row.payload = entry.redactor.redacted(row.payload);
    interpretMessage(row, entry.row, m_decoder);
    if (row.opcode == Opcode::Close && !entry.row.closeDirection)
        entry.row.closeDirection = row.direction;
    return m_importer.add(std::move(row));
}

bool HarReader::readRequest(Entry &entry, JsonFields &fields)
{
    entry.hasMessagesBefore = entry.hasMessagesBefore || entry.messages > 0;
    const QUrl url(fields.textOr("url"), QUrl::TolerantMode);
    const bool isSecure = url.scheme() == u"wss"_s || url.scheme() == u"https"_s;
    entry.isWebSocket = entry.isWebSocket || url.scheme() == u"ws"_s || url.scheme() == u"wss"_s;
    if (url.isValid() && !url.host().isEmpty() && entry.row.upstream.isEmpty())
        entry.row.upstream = (isSecure ? u"wss://"_s : u"ws://"_s) + url.authority(QUrl::FullyEncoded);
    const QString path = url.path(QUrl::FullyEncoded);
    const QString target =
        (path.isEmpty() ? u"/"_s : path) + (url.hasQuery() ? u'?' + url.query(QUrl::FullyEncoded) : QString());
    const QString line =
        u"%1 %2%3"_s.arg(fields.textOr("method"), target, httpVersion(fields.textOr("httpVersion"))).trimmed();
    simdjson::dom::object object = fields.object();
    entry.row.request = {line.toUtf8(), headersFrom(object)};
    entry.redactor.addRequest(*entry.row.request);
    entry.redactor.addAddress(url);
    return true;
}

bool HarReader::readResponse(Entry &entry, JsonFields &fields)
{
    entry.hasMessagesBefore = entry.hasMessagesBefore || entry.messages > 0;
    const int status = int(fields.numberIfAny("status", std::numeric_limits<qint64>::min(), maxCount).value_or(0));
    if (status <= 0)
        return true; // The relay did not answer.
    HandshakeResponse response;
    response.status = status;
    const QString version = httpVersion(fields.textOr("httpVersion")).trimmed();
    response.statusLine =
        u"%1 %2 %3"_s.arg(version, QString::number(status), fields.textOr("statusText")).trimmed().toUtf8();
    response.headers = headersFrom(fields.object());
    std::string_view body;
    if (fields.object()["content"]["text"].get(body) == simdjson::SUCCESS) {
        std::string_view encoding;
        response.body = bytesFrom(body);
        if (fields.object()["content"]["encoding"].get(encoding) == simdjson::SUCCESS && encoding == "base64")
            response.body = QByteArray::fromBase64(response.body);
        response.body.truncate(maxBodyBytes);
    }
    entry.redactor.addHeaders(response.headers);
    entry.row.response = response;
    return true;
}

bool HarReader::readClose(Entry &entry, JsonFields &fields)
{
    const auto code = fields.numberIfAny("code", 0, std::numeric_limits<quint16>::max());
    if (code)
        entry.row.closeCode = quint16(*code);
    entry.row.closeReason = fields.textOr("reason");
    if (fields.has("timestamp") && !entry.row.closedNs)
        entry.row.closedNs = nanosecondsFrom(fields.real("timestamp"));
    return fields.problem().isEmpty() || fail(u"_webSocketClose: "_s + fields.problem());
}

bool HarReader::readOurs(Entry &entry, JsonFields &fields)
{
    entry.row.openedNs = fields.nanosecondsIfAny("openedNs").value_or(entry.row.openedNs);
    entry.row.closedNs = fields.nanosecondsIfAny("closedNs");
    entry.row.clientAddress = fields.textOr("client");
    if (fields.has("upstream"))
        entry.row.upstream = fields.text("upstream");
    if (fields.has("closedBy")) {
        entry.row.closed = {RowText::closedByFromName(fields.text("closedBy")).value_or(ConnectionClosed::By::Client),
                            closeCategoryFromName(fields.textOr("closedCategory")), fields.textOr("closedText")};
    }
    entry.row.violation = fields.textOr("violation");
    return fields.problem().isEmpty() || fail(u"_relay: "_s + fields.problem());
}

bool HarReader::addConnection(Entry &entry)
{
    ConnectionRow &row = entry.row;
    m_lastConnection = row.id;
    if (!entry.redactor.isEmpty()) {
        m_redactors.insert_or_assign(row.id, entry.redactor);
        m_isUnredacted = m_isUnredacted || entry.hasMessagesBefore;
    }
    const auto redact = [&](auto &text) { text = entry.redactor.redacted(text); };
    WirePayload opened = ConnectionOpened{row.clientAddress, row.upstream};
    entry.redactor.redact(opened);
    row.upstream = std::get<ConnectionOpened>(opened).upstream;
    if (row.request) {
        WirePayload request = *row.request;
        entry.redactor.redact(request);
        row.request = std::get<HandshakeRequest>(request);
    }
    if (row.response) {
        WirePayload response = *row.response;
        entry.redactor.redact(response);
        row.response = std::get<HandshakeResponse>(response);
    }
    redact(row.closeReason);
    redact(row.registrationError);
    redact(row.name);
    redact(row.violation);
    return m_importer.add(ConnectionRecord{row, 0}) || fail({});
}

} // namespace Inspector
