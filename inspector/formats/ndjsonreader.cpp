// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/ndjsonreader.h"

#include "inspector/capture/messageinterpretation.h"
#include "inspector/capture/messagenames.h"
#include "inspector/capture/rowtext.h"
#include "relaycore/wire/wirenames.h"

#include <QtCore/QCoreApplication>

#include <array>
#include <limits>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qint64 maxId = std::numeric_limits<quint32>::max();
constexpr qint64 maxCount = std::numeric_limits<qint64>::max();

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::NdjsonReader)
};

} // namespace

NdjsonReader::NdjsonReader(QIODevice &device, QString name, CaptureImporter &importer)
    : m_lines(device)
    , m_name(std::move(name))
    , m_importer(importer)
    , m_size(device.isSequential() ? 0 : device.size())
{}

FormatError NdjsonReader::errorAt(const QString &problem) const
{
    return {m_name,
            m_lines.number(),
            {},
            problem,
            Texts::tr("Correct or remove the line, or keep what was read before it")};
}

std::optional<FormatError> NdjsonReader::read(const ConversionProgress &progress)
{
    std::optional<FormatError> error;
    QByteArrayView line;
    quint64 reported = 0;
    while (!error && m_lines.next(line)) {
        if (line.trimmed().isEmpty())
            continue;
        if (const QString problem = readLine(line); !problem.isEmpty())
            error = m_importer.error() ? formatError(*m_importer.error()) : errorAt(problem);
        if (progress && m_lines.bytesRead() != std::exchange(reported, m_lines.bytesRead())
            && !progress(m_lines.bytesRead(), quint64(m_size)))
            error = canceledConversion(m_name);
    }
    if (!error && !m_lines.problem().isEmpty())
        error = errorAt(m_lines.problem());
    if (!addOpenConnections() && !error)
        error = formatError(*m_importer.error());
    return error;
}

QString NdjsonReader::readLine(QByteArrayView line)
{
    static constexpr std::array<std::pair<std::string_view, Handler>, 10> handlers{{
        {"msg", &NdjsonReader::readMessage},
        {"ctl", &NdjsonReader::readMessage},
        {"open", &NdjsonReader::readOpen},
        {"tls", &NdjsonReader::readTls},
        {"req", &NdjsonReader::readRequest},
        {"res", &NdjsonReader::readResponse},
        {"close", &NdjsonReader::readClose},
        {"source", &NdjsonReader::readSource},
        {"state", &NdjsonReader::readState},
        {"lost", &NdjsonReader::readLost},
    }};

    simdjson::dom::element document;
    static_assert(LineReader::padding >= simdjson::SIMDJSON_PADDING);
    if (const auto code = m_parser.parse(line.data(), size_t(line.size()), false).get(document))
        return Texts::tr("it is not valid JSON (%1)").arg(QLatin1StringView(simdjson::error_message(code)));
    simdjson::dom::object object;
    if (document.get(object) != simdjson::SUCCESS)
        return Texts::tr("a JSON object is expected");
    JsonFields fields(object);
    if (!fields.has("k") && fields.has("event"))
        return Texts::tr(
            "it is an event that relayctl printed, not a line of a capture; write a capture with --capture instead");
    const qint64 version = fields.number("v", 0, maxId);
    const std::string_view kind = fields.utf8("k");
    if (!fields.problem().isEmpty())
        return fields.problem();
    if (version != 1)
        return Texts::tr("it has format version %1, only 1 can be read").arg(version);
    for (const auto &[name, handler] : handlers) {
        if (kind != name)
            continue;
        const bool isAdded = (this->*handler)(fields);
        if (!fields.problem().isEmpty())
            return fields.problem();
        return isAdded ? QString() : m_importer.error()->text();
    }
    return Texts::tr("\"k\" is %1, which is no kind of line").arg(fromView(kind));
}

ConnectionRow &NdjsonReader::connection(JsonFields &fields)
{
    const auto id = RelayCore::ConnectionId(fields.number("c", 1, maxId));
    const auto [found, added] = m_open.try_emplace(id);
    if (added)
        found->second.id = id;
    return found->second;
}

bool NdjsonReader::addOpenConnections()
{
    bool isAdded = true;
    for (const auto &[id, row] : m_open)
        isAdded = isAdded && m_importer.add(ConnectionRecord{row, 0});
    m_open.clear();
    return isAdded;
}

bool NdjsonReader::readSource(JsonFields &fields)
{
    SourceRow row;
    row.id = RelayCore::SourceId(fields.number("s", 1, maxId));
    const auto kind = RowText::sourceKindFromName(fields.text("kind"));
    if (!kind)
        fields.fail("kind", Texts::tr("client, proxy, local_relay or tap"));
    row.kind = kind.value_or(RelayCore::SourceKind::Proxy);
    row.title = fields.textOr("title");
    row.listen = fields.textOr("listen");
    row.upstream = fields.textOr("upstream");
    if (fields.has("state"))
        row.state = RelayCore::sourceStateFromName(fields.text("state"));
    row.stateDetail = fields.textOr("detail");
    return fields.problem().isEmpty() && m_importer.add(row);
}

bool NdjsonReader::readState(JsonFields &fields)
{
    StateRow row;
    row.source = RelayCore::SourceId(fields.number("s", 0, maxId));
    row.timeNs = fields.nanoseconds("t");
    row.state = RelayCore::sourceStateFromName(fields.text("state"));
    row.detail = fields.textOr("detail");
    return fields.problem().isEmpty() && m_importer.add(row);
}

bool NdjsonReader::readLost(JsonFields &fields)
{
    LostRow row;
    row.source = RelayCore::SourceId(fields.number("s", 0, maxId));
    row.connection = RelayCore::ConnectionId(fields.numberIfAny("c", 0, maxId).value_or(0));
    row.timeNs = fields.nanoseconds("t");
    row.events = quint64(fields.number("events", 0, maxCount));
    row.reason = fields.textOr("reason");
    return fields.problem().isEmpty() && m_importer.add(row);
}

bool NdjsonReader::readOpen(JsonFields &fields)
{
    ConnectionRow &row = connection(fields);
    row.source = RelayCore::SourceId(fields.numberIfAny("s", 0, maxId).value_or(0));
    row.openedNs = fields.nanoseconds("t");
    row.clientAddress = fields.textOr("client");
    row.upstream = fields.textOr("upstream");
    return true;
}

bool NdjsonReader::readTls(JsonFields &fields)
{
    RelayCore::TlsEstablished tls;
    tls.protocol = fields.textOr("protocol");
    tls.cipher = fields.textOr("cipher");
    tls.subject = fields.textOr("subject");
    tls.issuer = fields.textOr("issuer");
    tls.notBefore = fields.dateIfAny("not_before");
    tls.notAfter = fields.dateIfAny("not_after");
    tls.sha256 = fields.textOr("sha256").toLatin1();
    if (fields.has("errors"))
        tls.errors = fields.texts("errors");
    const QString half = fields.textOr("half");
    if (!half.isEmpty() && half != u"client"_s)
        fields.fail("half", Texts::tr("client, or not there"));
    if (half.isEmpty()) {
        connection(fields).tls = tls;
    } else {
        tls.half = RelayCore::TlsEstablished::Half::Client;
        connection(fields).clientTls = tls;
    }
    return true;
}

bool NdjsonReader::readRequest(JsonFields &fields)
{
    connection(fields).request = {fields.bytesOr("line"), fields.headers("headers")};
    return true;
}

bool NdjsonReader::readResponse(JsonFields &fields)
{
    connection(fields).response = {int(fields.number("status", 0, 999)), fields.bytesOr("line"),
                                   fields.headers("headers"), fields.bytesOr("body")};
    return true;
}

bool NdjsonReader::readMessage(JsonFields &fields)
{
    MessageRow row;
    row.connection = RelayCore::ConnectionId(fields.number("c", 1, maxId));
    row.timeNs = fields.nanoseconds("t");
    const auto direction = RowText::directionFromName(fields.text("dir"));
    if (!direction)
        fields.fail("dir", Texts::tr("sent or received"));
    const auto opcode = fields.has("op") ? opcodeFromName(fields.utf8("op")) : RelayCore::Opcode::Text;
    if (!opcode)
        fields.fail("op", Texts::tr("text, binary, ping, pong or close"));
    row.direction = direction.value_or(RelayCore::Direction::Sent);
    row.opcode = opcode.value_or(RelayCore::Opcode::Text);
    row.wireBytes = fields.numberIfAny("wire", 0, maxCount).value_or(0);
    row.frames = quint32(fields.numberIfAny("frames", 0, maxId).value_or(1));
    row.compressed = fields.booleanOr("deflate", false);
    row.inflatedBytes = fields.numberIfAny("inflated", 0, maxCount);
    row.truncated = fields.booleanOr("cut", false);
    row.payload = fields.has("b64") ? fields.base64("b64") : bytesFrom(fields.utf8("text"));
    if (fields.has("kind")) {
        const auto kind = messageKindFromName(fields.utf8("kind"));
        if (!kind)
            fields.fail("kind", Texts::tr("a kind of message, such as offer"));
        row.kind = kind.value_or(MessageKind::Other);
        row.source = fields.uuidIfAny("source");
        row.peer = fields.uuidIfAny("peer");
        row.sourceName = fields.textOr("name");
    } else if (isControl(row.opcode)) {
        row.kind = kindOfOpcode(row.opcode);
    } else {
        // Written by hand or by a script: what the payload means is read from it, as from the wire.
        interpretMessage(row, connection(fields), m_decoder);
    }
    return fields.problem().isEmpty() && m_importer.add(std::move(row));
}

bool NdjsonReader::readClose(JsonFields &fields)
{
    ConnectionRow &row = connection(fields);
    row.closedNs = fields.nanosecondsIfAny("t");
    if (fields.has("by")) {
        const auto by = RowText::closedByFromName(fields.text("by"));
        if (!by)
            fields.fail("by", Texts::tr("client, relay, upstream or source"));
        row.closed = {by.value_or(RelayCore::ConnectionClosed::By::Client),
                      RelayCore::closeCategoryFromName(fields.textOr("category")), fields.textOr("text")};
    }
    if (const auto code = fields.numberIfAny("code", 0, std::numeric_limits<quint16>::max()))
        row.closeCode = quint16(*code);
    row.closeReason = fields.textOr("reason");
    if (fields.has("code_dir")) {
        row.closeDirection = RowText::directionFromName(fields.text("code_dir"));
        if (!row.closeDirection)
            fields.fail("code_dir", Texts::tr("sent or received"));
    }
    if (fields.has("name"))
        row.name = fields.text("name");
    if (fields.has("uuid"))
        row.uuid = fields.uuidIfAny("uuid");
    row.registered = fields.booleanOr("registered", row.registered);
    if (fields.has("registration_error"))
        row.registrationError = fields.text("registration_error");
    row.violation = fields.textOr("violation");
    const auto revision = quint64(fields.numberIfAny("revision", 0, maxCount).value_or(0));
    if (!fields.problem().isEmpty())
        return false;
    const bool isAdded = m_importer.add(ConnectionRecord{row, revision});
    m_open.erase(row.id);
    return isAdded;
}

} // namespace Inspector
