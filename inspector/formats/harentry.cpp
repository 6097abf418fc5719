// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/harentry.h"

#include "inspector/capture/messagenames.h"
#include "inspector/capture/rowtext.h"
#include "inspector/formats/handshaketext.h"
#include "inspector/formats/jsontext.h"
#include "relaycore/wire/wirenames.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>
#include <QtNetwork/QHostAddress>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::HarEntry {

using namespace JsonText;

namespace {

/// The time as HAR has it: ISO 8601 with milliseconds.
QString isoTime(qint64 timeNs)
{
    return QDateTime::fromMSecsSinceEpoch(timeNs / 1'000'000).toUTC().toString(Qt::ISODateWithMs);
}

/// Appends the time in seconds, with the microseconds that a double of this size still holds.
void appendSeconds(QByteArray &json, QLatin1StringView key, qint64 timeNs)
{
    constexpr qint64 second = 1'000'000;
    const qint64 microseconds = timeNs / 1'000;
    appendNumber(json, key, microseconds / second);
    // A second more, so that the fraction has its zeros; the digit in front of it becomes the point.
    const qsizetype point = json.size();
    appendDecimal(json, second + microseconds % second);
    json[point] = '.';
}

void appendMilliseconds(QByteArray &json, QLatin1StringView key, qint64 durationNs)
{
    appendKey(json, key);
    json += QByteArray::number(double(durationNs) / 1e6, 'f', 3);
}

/// Appends \a bytes as a string; Latin-1 where they are no UTF-8, because HAR has no other way.
void appendReadable(QByteArray &json, QByteArrayView bytes)
{
    if (bytes.isValidUtf8())
        appendString(json, bytes);
    else
        appendString(json, QString::fromLatin1(bytes));
}

void appendHeaders(QByteArray &json, const RelayCore::HeaderList &headers)
{
    appendKey(json, "headers"_L1);
    json += '[';
    for (const RelayCore::HttpHeader &header : headers) {
        json += json.endsWith('[') ? "{\"name\":" : ",{\"name\":";
        appendReadable(json, header.name);
        json += ",\"value\":";
        appendReadable(json, header.value);
        json += '}';
    }
    json += ']';
}

void appendRequest(QByteArray &json, const ConnectionRow &row)
{
    const RequestLine line = requestLineOf(row);
    QUrl url = addressOf(row);
    if (!url.isValid() || url.scheme().isEmpty() || url.host().isEmpty())
        url = QUrl(u"ws://unknown.invalid/"_s); // HAR must have one. RFC 2606: a name that is none.
    json += ",\"request\":{";
    appendText(json, "method"_L1, line.method);
    appendText(json, "url"_L1, url.toString(QUrl::FullyEncoded));
    appendText(json, "httpVersion"_L1, line.version);
    appendHeaders(json, row.request ? row.request->headers : RelayCore::HeaderList());
    appendKey(json, "queryString"_L1);
    json += '[';
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items) {
        json += json.endsWith('[') ? "{" : ",{";
        appendText(json, "name"_L1, name);
        appendText(json, "value"_L1, value);
        json += '}';
    }
    json += R"(],"cookies":[],"headersSize":-1,"bodySize":0})";
}

void appendResponse(QByteArray &json, const ConnectionRow &row)
{
    const RelayCore::HandshakeResponse response = row.response.value_or(RelayCore::HandshakeResponse());
    const StatusLine line = statusLineOf(response);
    json += ",\"response\":{";
    appendNumber(json, "status"_L1, response.status);
    appendText(json, "statusText"_L1, line.reason);
    appendText(json, "httpVersion"_L1, line.version);
    appendHeaders(json, response.headers);
    json += R"(,"cookies":[],"content":{)";
    appendNumber(json, "size"_L1, response.body.size());
    appendKey(json, "mimeType"_L1);
    appendReadable(json, mimeTypeOf(response));
    if (!response.body.isEmpty()) {
        appendKey(json, "text"_L1);
        if (response.body.isValidUtf8()) {
            appendString(json, QByteArrayView(response.body));
        } else {
            appendString(json, QByteArrayView(response.body.toBase64()));
            json += R"(,"encoding":"base64")";
        }
    }
    json += R"(},"redirectURL":"","headersSize":-1,"bodySize":-1)";
    if (!row.response && row.closed && !row.closed->text.isEmpty())
        appendText(json, "_error"_L1, row.closed->text);
    json += '}';
}

void appendTls(QByteArray &json, const RelayCore::TlsEstablished &tls)
{
    json += ",\"_securityDetails\":{";
    appendText(json, "protocol"_L1, tls.protocol);
    appendText(json, "cipher"_L1, tls.cipher);
    appendText(json, "subjectName"_L1, tls.subject);
    appendText(json, "issuer"_L1, tls.issuer);
    if (tls.notBefore.isValid())
        appendNumber(json, "validFrom"_L1, tls.notBefore.toSecsSinceEpoch());
    if (tls.notAfter.isValid())
        appendNumber(json, "validTo"_L1, tls.notAfter.toSecsSinceEpoch());
    appendText(json, "_sha256"_L1, QLatin1StringView(tls.sha256));
    json += '}';
}

void appendTime(QByteArray &json, const MessageRow &row)
{
    appendText(json, "type"_L1, row.direction == RelayCore::Direction::Sent ? "send"_L1 : "receive"_L1);
    appendSeconds(json, "time"_L1, row.timeNs);
}

/// Appends the members that HAR does not have, but messages and control frames do.
void appendOwnMembers(QByteArray &json, const MessageRow &row)
{
    appendDigits(json, "_timeNs"_L1, row.timeNs);
    appendNumber(json, "_id"_L1, row.id);
    appendNumber(json, "_wireBytes"_L1, row.wireBytes);
    if (row.frames != 1)
        appendNumber(json, "_frames"_L1, row.frames);
}

} // namespace

void beginFile(QByteArray &json)
{
    json += R"({"log":{"version":"1.2","creator":{"name":"Relay Inspector")";
    appendText(json, "version"_L1, QCoreApplication::applicationVersion());
    json += R"(},"entries":[)";
}

void endFile(QByteArray &json)
{
    json += "\n]}}\n";
}

void begin(QByteArray &json, const ConnectionRow &row)
{
    json += '{';
    appendText(json, "startedDateTime"_L1, isoTime(row.openedNs));
    appendText(json, "connection"_L1, QString::number(row.id));
    appendText(json, "_resourceType"_L1, "websocket"_L1);
    const QString host = addressOf(row).host();
    if (!QHostAddress(host).isNull())
        appendText(json, "serverIPAddress"_L1, host);
    appendRequest(json, row);
    appendResponse(json, row);
    json += ",\"cache\":{}";
    if (row.tls)
        appendTls(json, *row.tls);
    json += ",\"_webSocketMessages\":[";
}

void appendMessage(QByteArray &json, const MessageRow &row)
{
    json += '{';
    appendTime(json, row);
    // Other programs take the data of opcode 1 as it is, so what is not text has opcode 2, which has base64.
    const bool isText = row.opcode == RelayCore::Opcode::Text && !row.isOpaque() && row.payload.isValidUtf8();
    appendNumber(json, "opcode"_L1, isText ? 1 : 2);
    appendKey(json, "data"_L1);
    if (isText)
        appendString(json, QByteArrayView(row.payload));
    else
        appendString(json, QByteArrayView(row.payload.toBase64()));
    if (!isText && row.opcode == RelayCore::Opcode::Text)
        appendNumber(json, "_opcode"_L1, 1);
    appendOwnMembers(json, row);
    if (row.compressed)
        appendBoolean(json, "_compressed"_L1, true);
    if (row.inflatedBytes)
        appendNumber(json, "_inflatedBytes"_L1, *row.inflatedBytes);
    if (row.truncated)
        appendBoolean(json, "_truncated"_L1, true);
    json += '}';
}

void appendControlFrame(QByteArray &json, const MessageRow &row)
{
    json += '{';
    appendTime(json, row);
    appendNumber(json, "opcode"_L1, int(row.opcode));
    appendText(json, "data"_L1, QLatin1StringView(row.payload.toBase64()));
    appendOwnMembers(json, row);
    json += '}';
}

void beginControlFrames(QByteArray &json)
{
    json += "],\"_webSocketControlFrames\":[";
}

void end(QByteArray &json, const ConnectionRow &row, qint64 lastNs)
{
    json += ']';
    if (row.closeCode || row.closeDirection) {
        json += ",\"_webSocketClose\":{";
        if (row.closeCode)
            appendNumber(json, "code"_L1, *row.closeCode);
        appendText(json, "reason"_L1, row.closeReason);
        if (row.closedNs)
            appendSeconds(json, "timestamp"_L1, *row.closedNs);
        json += '}';
    }
    json += ",\"_relay\":{";
    appendDigits(json, "openedNs"_L1, row.openedNs);
    if (!row.clientAddress.isEmpty())
        appendText(json, "client"_L1, row.clientAddress);
    if (!row.upstream.isEmpty())
        appendText(json, "upstream"_L1, row.upstream);
    if (row.closedNs)
        appendDigits(json, "closedNs"_L1, *row.closedNs);
    if (row.closed) {
        appendText(json, "closedBy"_L1, RowText::closedByName(row.closed->by));
        appendText(json, "closedCategory"_L1, RelayCore::closeCategoryName(row.closed->category));
        appendText(json, "closedText"_L1, row.closed->text);
    }
    if (!row.violation.isEmpty())
        appendText(json, "violation"_L1, row.violation);
    json += '}';
    const qint64 duration = std::max<qint64>(row.closedNs.value_or(lastNs) - row.openedNs, 0);
    appendMilliseconds(json, "time"_L1, duration);
    json += R"(,"timings":{"send":0,"wait":0)";
    appendMilliseconds(json, "receive"_L1, duration);
    json += "}}";
}

} // namespace Inspector::HarEntry
