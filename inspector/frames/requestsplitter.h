// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/frames/httpbody.h"
#include "inspector/frames/httphead.h"

#include <optional>

namespace Inspector {

/// Returns whether \a request asks to upgrade the connection to another protocol.
[[nodiscard]] bool isUpgradeRequest(const HttpHead &request);

/// Divides what a client sends on one connection into the heads of its requests and everything else.
///
/// A connection may carry several requests: a client asks again, with credentials, after a refusal.
/// \par Threads  one splitter, one thread.
/// \par Source   RFC 9112 sections 6 (bodies) and 9.3 (persistent connections), RFC 9110 section 7.8 (upgrade).
class RequestSplitter
{
public:
    enum class Part : quint8 {
        Head,      ///< Of a request: see head().
        Body,      ///< Of the request before.
        Undecided, ///< Behind an upgrade request, before its answer: frames, or another request.
        Opaque,    ///< Not HTTP, or no longer.
    };

    explicit RequestSplitter(qsizetype maxHeadBytes);

    /// Takes the next bytes, all of one part. Returns how many; lastPart() is what they are. None where a
    /// head is Broken because \a bytes do not fit into it any more; the next call takes them as Opaque.
    qsizetype read(QByteArrayView bytes);
    /// Returns the part that the last bytes belonged to. Bytes of a head are held back by head() until it has ended.
    [[nodiscard]] Part lastPart() const { return m_lastPart; }
    /// Returns the head to which the last bytes belonged. Its state is Reading, or Complete or Broken, when they were
    /// its last.
    [[nodiscard]] const HttpHead &head() const { return m_head; }

    /// The last upgrade request was accepted: whatever follows is Opaque.
    void upgraded() { m_part = Part::Opaque; }
    /// The last upgrade request was refused: what follows is another request.
    void refused();

private:
    void beginHead();
    void endHead();

    HttpHead m_head;
    std::optional<HttpBody> m_body;
    qsizetype m_maxHeadBytes;
    Part m_part = Part::Head;
    Part m_lastPart = Part::Head;
};

} // namespace Inspector
