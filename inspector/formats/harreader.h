// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureimporter.h"
#include "inspector/formats/formaterror.h"
#include "inspector/formats/jsonfields.h"
#include "inspector/formats/jsonstream.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/wire/secretredactor.h"

#include <unordered_map>

namespace Inspector {

/// Reads the WebSocket connections of an HAR file into a capture: those of Chrome, Firefox, mitmproxy, HTTP Toolkit,
/// Proxyman and HarWriter. What the file does not hold is absent in the capture.
///
/// Credentials of a handshake do not reach a capture: each connection's redactor() has them. Messages that stand
/// before the handshake in the file have to be redacted once more: see needsSecondPass().
class HarReader
{
public:
    HarReader(QIODevice &device, QString name, CaptureImporter &importer);

    /// Reads everything. After an error, the connections before it have been added.
    [[nodiscard]] std::optional<FormatError> read(const ConversionProgress &progress);

    /// Returns how many entries are not WebSocket connections.
    [[nodiscard]] quint64 otherEntries() const { return m_otherEntries; }
    /// Returns whether the messages are not in the order of their times, or hold credentials.
    [[nodiscard]] bool needsSecondPass() const { return m_isUnordered || m_isUnredacted; }
    /// Returns what is to be hidden in the messages of \a connection.
    [[nodiscard]] RelayCore::SecretRedactor redactor(RelayCore::ConnectionId connection) const;

private:
    struct Entry;

    bool readDocument();
    bool readLog();
    bool readCreator();
    bool readEntries();
    bool readEntry();
    bool readMember(Entry &entry, const QByteArray &key);
    bool readMessages(Entry &entry, bool control);
    bool readMessage(Entry &entry, bool control, JsonFields &fields);
    bool readRequest(Entry &entry, JsonFields &fields);
    bool readResponse(Entry &entry, JsonFields &fields);
    bool readClose(Entry &entry, JsonFields &fields);
    bool readOurs(Entry &entry, JsonFields &fields);
    bool addConnection(Entry &entry);
    /// Reads the value that follows as an object. Returns false where it is none, or cannot be read.
    bool readObject(simdjson::dom::object &object);
    bool readString(QString &text);
    bool fail(const QString &problem);

    JsonStream m_json;
    QString m_name;
    CaptureImporter &m_importer;
    ConversionProgress m_progress;
    qint64 m_size = 0;
    simdjson::dom::parser m_parser;
    RelayCore::Decoder m_decoder;
    std::optional<FormatError> m_error;
    QString m_creator;
    std::unordered_map<RelayCore::ConnectionId, RelayCore::SecretRedactor> m_redactors; ///< Those with a secret.
    RelayCore::ConnectionId m_lastConnection = 0;
    qint64 m_lastNs = 0;
    quint64 m_otherEntries = 0;
    bool m_isUnordered = false;
    bool m_isUnredacted = false;
};

} // namespace Inspector
