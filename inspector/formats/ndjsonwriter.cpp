// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/ndjsonwriter.h"

#include "inspector/capture/messagenames.h"
#include "inspector/capture/rowtext.h"
#include "inspector/formats/jsontext.h"
#include "relaycore/wire/wirenames.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace JsonText;

namespace {

void appendTimeOrNull(QByteArray &json, const std::optional<qint64> &timeNs)
{
    if (timeNs) {
        appendDigits(json, "t"_L1, *timeNs);
    } else {
        appendKey(json, "t"_L1);
        json += "null";
    }
}

/// Empty texts and values that are not there are left out.
void appendTextIfAny(QByteArray &json, QLatin1StringView key, const QString &value)
{
    if (!value.isEmpty())
        appendText(json, key, value);
}

void appendHeaders(QByteArray &json, const RelayCore::HeaderList &headers)
{
    appendKey(json, "headers"_L1);
    json += '[';
    for (const RelayCore::HttpHeader &header : headers) {
        if (!json.endsWith('['))
            json += ',';
        json += '[';
        appendBytes(json, header.name);
        json += ',';
        appendBytes(json, header.value);
        json += ']';
    }
    json += ']';
}

void appendDate(QByteArray &json, QLatin1StringView key, const QDateTime &date)
{
    if (date.isValid())
        appendText(json, key, date.toUTC().toString(Qt::ISODateWithMs));
}

void appendTls(QByteArray &json, RelayCore::ConnectionId connection, const RelayCore::TlsEstablished &tls)
{
    appendNumber(json, "c"_L1, connection);
    if (tls.half == RelayCore::TlsEstablished::Half::Client)
        appendText(json, "half"_L1, "client"_L1);
    appendText(json, "protocol"_L1, tls.protocol);
    appendText(json, "cipher"_L1, tls.cipher);
    appendText(json, "subject"_L1, tls.subject);
    appendText(json, "issuer"_L1, tls.issuer);
    appendDate(json, "not_before"_L1, tls.notBefore);
    appendDate(json, "not_after"_L1, tls.notAfter);
    appendText(json, "sha256"_L1, QLatin1StringView(tls.sha256));
    appendKey(json, "errors"_L1);
    json += '[';
    for (const QString &error : tls.errors) {
        if (!json.endsWith('['))
            json += ',';
        appendString(json, error);
    }
    json += ']';
}

} // namespace

NdjsonWriter::NdjsonWriter(QIODevice &device)
    : m_output(device)
{}

QByteArray &NdjsonWriter::begin(QLatin1StringView kind)
{
    QByteArray &json = m_output.bytes();
    json += "{\"v\":1,\"k\":\"";
    json.append(kind.data(), kind.size());
    json += '"';
    return json;
}

bool NdjsonWriter::end()
{
    m_output.bytes() += "}\n";
    return m_output.flushIfLarge();
}

bool NdjsonWriter::source(const SourceRow &row)
{
    QByteArray &json = begin("source"_L1);
    appendNumber(json, "s"_L1, row.id);
    appendText(json, "kind"_L1, RowText::sourceKindName(row.kind));
    appendText(json, "title"_L1, row.title);
    appendTextIfAny(json, "listen"_L1, row.listen);
    appendTextIfAny(json, "upstream"_L1, row.upstream);
    if (row.state)
        appendText(json, "state"_L1, RelayCore::sourceStateName(*row.state));
    appendTextIfAny(json, "detail"_L1, row.stateDetail);
    return end();
}

bool NdjsonWriter::state(const StateRow &row)
{
    QByteArray &json = begin("state"_L1);
    appendNumber(json, "s"_L1, row.source);
    appendDigits(json, "t"_L1, row.timeNs);
    appendText(json, "state"_L1, RelayCore::sourceStateName(row.state));
    appendTextIfAny(json, "detail"_L1, row.detail);
    return end();
}

bool NdjsonWriter::lost(const LostRow &row)
{
    QByteArray &json = begin("lost"_L1);
    appendNumber(json, "s"_L1, row.source);
    appendNumber(json, "c"_L1, row.connection);
    appendDigits(json, "t"_L1, row.timeNs);
    appendNumber(json, "events"_L1, qint64(row.events));
    appendTextIfAny(json, "reason"_L1, row.reason);
    return end();
}

bool NdjsonWriter::opened(const ConnectionRecord &record)
{
    const ConnectionRow &row = record.row;
    QByteArray &json = begin("open"_L1);
    appendNumber(json, "c"_L1, row.id);
    appendDigits(json, "t"_L1, row.openedNs);
    appendNumber(json, "s"_L1, row.source);
    appendTextIfAny(json, "client"_L1, row.clientAddress);
    appendTextIfAny(json, "upstream"_L1, row.upstream);
    bool isWritten = end();
    for (const std::optional<RelayCore::TlsEstablished> &tls : {row.tls, row.clientTls}) {
        if (!tls)
            continue;
        appendTls(begin("tls"_L1), row.id, *tls);
        isWritten = end() && isWritten;
    }
    if (row.request) {
        begin("req"_L1);
        appendNumber(json, "c"_L1, row.id);
        appendKey(json, "line"_L1);
        appendBytes(json, row.request->requestLine);
        appendHeaders(json, row.request->headers);
        isWritten = end() && isWritten;
    }
    if (row.response) {
        begin("res"_L1);
        appendNumber(json, "c"_L1, row.id);
        appendNumber(json, "status"_L1, row.response->status);
        appendKey(json, "line"_L1);
        appendBytes(json, row.response->statusLine);
        appendHeaders(json, row.response->headers);
        appendKey(json, "body"_L1);
        appendBytes(json, row.response->body);
        isWritten = end() && isWritten;
    }
    return isWritten;
}

bool NdjsonWriter::message(const MessageRow &row)
{
    const bool control = isControl(row.opcode);
    QByteArray &json = begin(control ? "ctl"_L1 : "msg"_L1);
    appendNumber(json, "c"_L1, row.connection);
    appendDigits(json, "t"_L1, row.timeNs);
    appendNumber(json, "id"_L1, row.id);
    appendText(json, "dir"_L1, RowText::directionName(row.direction));
    appendText(json, "op"_L1, opcodeName(row.opcode));
    appendText(json, "kind"_L1, messageKindName(row.kind));
    appendNumber(json, "wire"_L1, row.wireBytes);
    if (row.frames != 1)
        appendNumber(json, "frames"_L1, row.frames);
    if (row.compressed)
        appendBoolean(json, "deflate"_L1, true);
    if (row.inflatedBytes)
        appendNumber(json, "inflated"_L1, *row.inflatedBytes);
    if (row.truncated)
        appendBoolean(json, "cut"_L1, true);
    if (!row.source.isNull())
        appendUuid(json, "source"_L1, row.source);
    if (!row.peer.isNull())
        appendUuid(json, "peer"_L1, row.peer);
    appendTextIfAny(json, "name"_L1, row.sourceName);
    if (row.opcode == RelayCore::Opcode::Text && !row.isOpaque() && row.payload.isValidUtf8()) {
        appendKey(json, "text"_L1);
        appendString(json, QByteArrayView(row.payload));
    } else {
        appendText(json, "b64"_L1, QLatin1StringView(row.payload.toBase64()));
    }
    return end();
}

bool NdjsonWriter::ended(const ConnectionRecord &record)
{
    const ConnectionRow &row = record.row;
    QByteArray &json = begin("close"_L1);
    appendNumber(json, "c"_L1, row.id);
    appendTimeOrNull(json, row.closedNs);
    if (row.closed) {
        appendText(json, "by"_L1, RowText::closedByName(row.closed->by));
        appendText(json, "category"_L1, RelayCore::closeCategoryName(row.closed->category));
        appendText(json, "text"_L1, row.closed->text);
    }
    if (row.closeCode)
        appendNumber(json, "code"_L1, *row.closeCode);
    appendTextIfAny(json, "reason"_L1, row.closeReason);
    if (row.closeDirection)
        appendText(json, "code_dir"_L1, RowText::directionName(*row.closeDirection));
    appendTextIfAny(json, "name"_L1, row.name);
    if (!row.uuid.isNull())
        appendUuid(json, "uuid"_L1, row.uuid);
    appendBoolean(json, "registered"_L1, row.registered);
    appendTextIfAny(json, "registration_error"_L1, row.registrationError);
    appendTextIfAny(json, "violation"_L1, row.violation);
    appendNumber(json, "revision"_L1, qint64(record.revision));
    return end();
}

} // namespace Inspector
