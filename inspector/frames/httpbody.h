// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/frames/httphead.h"

#include <QtCore/QByteArray>

namespace Inspector {

/// Collects the beginning of a response's body, transfer coding removed, however the input is split.
///
/// \par Threads  one reader, one thread.
/// \par Source   RFC 9112 sections 6.3 (length of a body) and 7.1 (chunked).
class HttpBody
{
public:
    /// \param maxBytes  how much to collect; the body counts as complete from there on.
    HttpBody(const HttpHead &response, qsizetype maxBytes);

    void read(QByteArrayView bytes);

    /// Whether nothing more is to be collected. A body that ends with the connection is never complete before.
    [[nodiscard]] bool complete() const { return m_part == Part::Done || m_body.size() >= m_maxBytes; }
    [[nodiscard]] const QByteArray &body() const { return m_body; }

private:
    enum class Part : quint8 { UntilClose, Counted, ChunkSize, ChunkExtension, ChunkData, ChunkEnd, Done };

    void readChunkSize(char c);
    void endChunkSize();

    QByteArray m_body;
    qsizetype m_maxBytes;
    quint64 m_left = 0;
    Part m_part = Part::UntilClose;
};

} // namespace Inspector
