// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureimporter.h"
#include "inspector/formats/formaterror.h"
#include "inspector/formats/jsonfields.h"
#include "inspector/formats/linereader.h"
#include "relaycore/protocol/codec.h"

#include <map>

namespace Inspector {

/// Reads NDJSON, as NdjsonWriter writes it, into a capture.
class NdjsonReader
{
public:
    /// Reads \a device, which is called \a name in errors, and adds its rows to \a importer.
    NdjsonReader(QIODevice &device, QString name, CaptureImporter &importer);

    /// Reads everything. After an error, whatever the lines before it hold has been added.
    [[nodiscard]] std::optional<FormatError> read(const ConversionProgress &progress);

private:
    using Handler = bool (NdjsonReader::*)(JsonFields &);

    [[nodiscard]] QString readLine(QByteArrayView line);
    bool readSource(JsonFields &fields);
    bool readState(JsonFields &fields);
    bool readLost(JsonFields &fields);
    bool readOpen(JsonFields &fields);
    bool readTls(JsonFields &fields);
    bool readRequest(JsonFields &fields);
    bool readResponse(JsonFields &fields);
    bool readMessage(JsonFields &fields);
    bool readClose(JsonFields &fields);

    [[nodiscard]] ConnectionRow &connection(JsonFields &fields);
    [[nodiscard]] bool addOpenConnections();
    [[nodiscard]] FormatError errorAt(const QString &problem) const;

    LineReader m_lines;
    QString m_name;
    CaptureImporter &m_importer;
    qint64 m_size = 0;
    simdjson::dom::parser m_parser;
    RelayCore::Decoder m_decoder;
    std::map<RelayCore::ConnectionId, ConnectionRow> m_open; ///< Whose close line was not read yet.
};

} // namespace Inspector
