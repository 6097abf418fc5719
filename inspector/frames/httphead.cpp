// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/httphead.h"

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// "HTTP/1.1" or any other minor version; HTTP/2 has no upgrade of this kind.
bool isVersion(QByteArrayView text)
{
    return text.size() == 8 && text.startsWith("HTTP/1.") && isDigit(text.back());
}

} // namespace

bool isTokenCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || isDigit(c)
           || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

HttpHead::HttpHead(Kind kind, qsizetype maxBytes)
    : m_maxBytes(maxBytes)
    , m_kind(kind)
{}

qsizetype HttpHead::read(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (m_state == State::Reading && taken < bytes.size()) {
        const QByteArrayView rest = bytes.sliced(taken);
        const qsizetype newline = rest.indexOf('\n');
        const qsizetype room = m_maxBytes - m_raw.size();
        const qsizetype wanted = newline < 0 ? rest.size() : newline + 1;
        const qsizetype size = std::min(wanted, room);
        m_raw.append(rest.first(size));
        taken += size;
        if (wanted > room) {
            fail(u"the head is longer than %1 bytes"_s.arg(m_maxBytes));
            break;
        }
        // A TLS hello or other foreign bytes may never hold a line end: judge by the first byte.
        const char first = m_raw.front();
        const bool plausible =
            m_kind == Kind::Response ? first == 'H' : isTokenCharacter(first) || first == '\r' || first == '\n';
        if (!plausible) {
            fail(u"the first byte 0x%1 does not begin an HTTP %2"_s.arg(uint(uchar(first)), 2, 16, QLatin1Char('0'))
                     .arg(m_kind == Kind::Response ? "response"_L1 : "request"_L1));
            break;
        }
        if (newline < 0)
            break;
        QByteArrayView line = QByteArrayView(m_raw).sliced(m_lineStart).chopped(1);
        if (line.endsWith('\r'))
            line.chop(1);
        m_lineStart = m_raw.size();
        takeLine(line);
    }
    return taken;
}

void HttpHead::takeLine(QByteArrayView line)
{
    if (!m_startLineTaken) {
        // RFC 9112 section 2.2: an empty line before the request line is to be ignored.
        if (!line.isEmpty() || m_kind == Kind::Response)
            takeStartLine(line);
        return;
    }
    if (line.isEmpty()) {
        m_state = State::Complete;
        return;
    }
    if ((line.front() == ' ' || line.front() == '\t') && !m_headers.isEmpty()) {
        m_headers.last().value += ' ' + line.trimmed().toByteArray();
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon < 0)
        m_headers.append({line.toByteArray(), {}});
    else
        m_headers.append({line.first(colon).toByteArray(), line.sliced(colon + 1).trimmed().toByteArray()});
}

void HttpHead::takeStartLine(QByteArrayView line)
{
    m_startLineTaken = true;
    m_startLine = line.toByteArray();
    if (m_kind == Kind::Request) {
        const qsizetype first = line.indexOf(' ');
        const qsizetype last = line.lastIndexOf(' ');
        const bool valid = first > 0 && last > first && isVersion(line.sliced(last + 1))
                           && std::all_of(line.begin(), line.begin() + first, isTokenCharacter);
        if (!valid)
            fail(u"the first line is not an HTTP/1 request line"_s);
        return;
    }
    const bool valid = line.size() >= 12 && isVersion(line.first(8)) && line.at(8) == ' '
                       && std::all_of(line.begin() + 9, line.begin() + 12, isDigit)
                       && (line.size() == 12 || line.at(12) == ' ');
    if (valid)
        m_status = line.sliced(9, 3).toInt();
    else
        fail(u"the first line is not an HTTP/1 status line"_s);
}

QByteArray HttpHead::value(QByteArrayView name) const
{
    QByteArray joined;
    for (const RelayCore::HttpHeader &header : m_headers) {
        if (QByteArrayView(header.name).compare(name, Qt::CaseInsensitive) != 0)
            continue;
        if (!joined.isEmpty())
            joined += ", ";
        joined += header.value;
    }
    return joined;
}

QByteArray HttpHead::target() const
{
    const qsizetype begin = m_startLine.indexOf(' ') + 1;
    return m_startLine.sliced(begin, m_startLine.lastIndexOf(' ') - begin).trimmed();
}

void HttpHead::fail(const QString &problem)
{
    m_state = State::Broken;
    m_problem = problem;
}

} // namespace Inspector
