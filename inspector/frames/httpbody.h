// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/frames/httphead.h"

#include <QtCore/QByteArray>

namespace Inspector {

/// Reads the body of a message up to its end, and collects the beginning of it, transfer coding removed, however the
/// input is split.
///
/// \par Threads  one reader, one thread.
/// \par Source   RFC 9112 sections 6.3 (length of a body) and 7.1 (chunked).
class HttpBody
{
public:
    enum class Expected : quint8 { Body, NoBody };

    /// \param maxBytes  how much to collect.
    /// \param expected  NoBody: for the response to a HEAD request, whose length is the one of a body that is not sent.
    HttpBody(const HttpHead &head, qsizetype maxBytes, Expected expected = Expected::Body);

    /// Takes the next \a bytes. Returns how many belonged to the body.
    qsizetype read(QByteArrayView bytes);

    /// Returns whether the body has ended. One that ends with the connection has not.
    [[nodiscard]] bool ended() const { return m_part == Part::Done; }
    /// Returns whether nothing more is collected.
    [[nodiscard]] bool complete() const { return ended() || m_body.size() >= m_maxBytes; }
    /// Returns what was collected, decompressed where the head says gzip or deflate; at most as long as what is
    /// collected. Another content coding is left as it is.
    [[nodiscard]] QByteArray content() const;

private:
    enum class Part : quint8 { UntilClose, Counted, ChunkSize, ChunkExtension, ChunkData, ChunkEnd, Trailer, Done };

    [[nodiscard]] qsizetype readContent(QByteArrayView bytes);
    void readChunkSize(char c);
    void endChunkSize();

    QByteArray m_body;
    QByteArray m_contentCoding;
    qsizetype m_maxBytes;
    quint64 m_left = 0;
    Part m_part = Part::UntilClose;
    bool m_lineIsEmpty = true; ///< Of a trailer.
};

} // namespace Inspector
