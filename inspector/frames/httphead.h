// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace Inspector {

/// Returns whether \a c may stand in a token, such as a method or the name of a field.
/// \par Source  RFC 9110 section 5.6.2.
[[nodiscard]] bool isTokenCharacter(char c);

/// Reads the head of one HTTP/1.x message: the start line and the header fields, up to the empty line behind them.
///
/// Every byte is looked at once, however the input is split.
/// \par Threads  one reader, one thread.
/// \par Source   RFC 9112 sections 2.1 (message format), 2.2 (a bare LF ends a line, too), 3 and 4 (start lines),
///               5.2 (folded fields).
class HttpHead
{
public:
    enum class Kind : quint8 { Request, Response };
    enum class State : quint8 {
        Reading, ///< More bytes are needed.
        Complete,
        Broken, ///< Not HTTP/1.x, or longer than allowed: see problem().
    };

    /// \param maxBytes  a head with more bytes is Broken.
    explicit HttpHead(Kind kind, qsizetype maxBytes);

    /// Takes the next bytes. \return how many belonged to the head; the rest is the body's or the frames'.
    qsizetype read(QByteArrayView bytes);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] State state() const { return m_state; }
    /// Why the head is Broken, in English.
    [[nodiscard]] QString problem() const { return m_problem; }
    /// Everything taken so far, as it was on the wire.
    [[nodiscard]] const QByteArray &raw() const { return m_raw; }
    /// Without its line end. Once Complete.
    [[nodiscard]] QByteArray startLine() const { return m_startLine; }
    [[nodiscard]] const RelayCore::HeaderList &headers() const { return m_headers; }
    /// Returns the method of a complete request.
    [[nodiscard]] QByteArray method() const { return m_startLine.first(qMax<qsizetype>(m_startLine.indexOf(' '), 0)); }
    /// Returns the target of a complete request, between the method and the version.
    [[nodiscard]] QByteArray target() const;
    /// The status code of a complete response.
    [[nodiscard]] int status() const { return m_status; }
    /// All values of the field \a name (any case), joined by a comma as RFC 9110 section 5.3 allows.
    [[nodiscard]] QByteArray value(QByteArrayView name) const;

private:
    void takeLine(QByteArrayView line);
    void takeStartLine(QByteArrayView line);
    void fail(const QString &problem);

    QByteArray m_raw;
    QByteArray m_startLine;
    RelayCore::HeaderList m_headers;
    QString m_problem;
    qsizetype m_maxBytes;
    qsizetype m_lineStart = 0;
    int m_status = 0;
    Kind m_kind;
    State m_state = State::Reading;
    bool m_startLineTaken = false;
};

} // namespace Inspector
