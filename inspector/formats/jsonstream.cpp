// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/jsonstream.h"

#include <QtCore/QCoreApplication>

#include <simdjson.h>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qsizetype chunkBytes = 1024 * 1024;
/// Deeper values are refused: simdjson reads no deeper ones.
constexpr int maxDepth = 1024;

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::JsonStream)
};

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

JsonStream::JsonStream(QIODevice &device)
    : m_device(device)
{
    if (peek() == '\xEF') // A byte order mark.
        m_position = std::min<qsizetype>(m_position + 3, m_buffer.size());
}

bool JsonStream::fail(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
    return false;
}

bool JsonStream::readMore()
{
    if (m_atEnd)
        return false;
    const qsizetype begin = m_kept < 0 ? m_position : m_kept;
    m_buffer.remove(0, begin);
    m_discarded += quint64(begin);
    m_position -= begin;
    m_kept = m_kept < 0 ? -1 : 0;
    const qsizetype size = m_buffer.size();
    if (size > maxValueBytes)
        return fail(Texts::tr("a value is longer than 1 GiB"));
    m_buffer.resize(size + chunkBytes + padding);
    const qint64 count = m_device.read(m_buffer.data() + size, chunkBytes);
    m_buffer.resize(size + std::max<qint64>(count, 0));
    if (count < 0)
        return fail(m_device.errorString());
    m_atEnd = count == 0 && (m_device.atEnd() || !m_device.waitForReadyRead(-1));
    return !m_atEnd;
}

char JsonStream::peek()
{
    if (!m_problem.isEmpty())
        return 0;
    for (;;) {
        while (m_position < m_buffer.size() && isSpace(m_buffer.at(m_position)))
            ++m_position;
        if (m_position < m_buffer.size())
            return m_buffer.at(m_position);
        if (!readMore())
            return 0;
    }
}

bool JsonStream::atEnd()
{
    return m_problem.isEmpty() && peek() == 0;
}

bool JsonStream::enter(char bracket)
{
    const char found = peek();
    if (found == bracket) {
        ++m_position;
        m_isFirst = true;
        return true;
    }
    if (found == 0)
        return fail(Texts::tr("the file ends too early"));
    return fail(bracket == '{' ? Texts::tr("an object is expected") : Texts::tr("a list is expected"));
}

bool JsonStream::next(char closing)
{
    const char found = peek();
    if (found == closing) {
        ++m_position;
        m_isFirst = false;
        return false;
    }
    if (found == 0)
        return fail(Texts::tr("the file ends too early"));
    if (!std::exchange(m_isFirst, false)) {
        if (found != ',')
            return fail(Texts::tr("a comma or %1 is expected").arg(QLatin1Char(closing)));
        ++m_position;
    }
    return true;
}

bool JsonStream::nextKey(QByteArray &key)
{
    if (!m_problem.isEmpty() || !next('}'))
        return false;
    if (peek() != '"')
        return fail(Texts::tr("a name in quotation marks is expected"));
    QByteArrayView json;
    if (!value(json))
        return false;
    // The names that are looked for have no escapes; others are skipped whatever they are.
    key = json.sliced(1, json.size() - 2).toByteArray();
    if (peek() != ':')
        return fail(Texts::tr("a colon is expected"));
    ++m_position;
    return true;
}

bool JsonStream::nextElement()
{
    return m_problem.isEmpty() && next(']');
}

bool JsonStream::passString(bool keep)
{
    ++m_position; // The quotation mark.
    for (;;) {
        const char *const begin = m_buffer.constData() + m_position;
        const char *const end = m_buffer.constData() + m_buffer.size();
        const char *at = begin;
        while (at != end && *at != '"' && *at != '\\')
            ++at;
        m_position += at - begin;
        const qsizetype needed = at != end && *at == '\\' ? 2 : 1;
        if (m_position + needed > m_buffer.size()) {
            if (!keep)
                m_kept = -1;
            if (!readMore())
                return fail(Texts::tr("the file ends inside a text"));
            continue;
        }
        m_position += needed;
        if (needed == 1)
            return true;
    }
}

bool JsonStream::pass(bool keep)
{
    if (peek() == 0)
        return fail(Texts::tr("the file ends too early"));
    m_kept = keep ? m_position : -1;
    QByteArray open; // The brackets that are open.
    do {
        const char found = m_position < m_buffer.size() ? m_buffer.at(m_position) : '\0';
        if (m_position == m_buffer.size()) {
            if (!readMore())
                return fail(Texts::tr("the file ends too early"));
            continue;
        }
        if (found == '"') {
            if (!passString(keep))
                return false;
        } else if (found == '{' || found == '[') {
            open += found == '{' ? '}' : ']';
            if (open.size() > maxDepth)
                return fail(Texts::tr("values are nested more than 1024 deep"));
            ++m_position;
        } else if (found == '}' || found == ']') {
            if (!open.endsWith(found))
                return fail(Texts::tr("a value is expected"));
            open.chop(1);
            ++m_position;
        } else if (open.isEmpty()) {
            // A number, true, false or null: up to what cannot be a part of it.
            bool isEmpty = true;
            for (;;) {
                const qsizetype begin = m_position;
                while (m_position < m_buffer.size() && !isSpace(m_buffer.at(m_position))
                       && !QByteArrayView(",:]}[{\"").contains(m_buffer.at(m_position)))
                    ++m_position;
                isEmpty = isEmpty && m_position == begin;
                if (m_position < m_buffer.size() || !readMore())
                    break;
            }
            if (isEmpty)
                return fail(Texts::tr("a value is expected"));
            return m_problem.isEmpty();
        } else {
            ++m_position;
        }
    } while (!open.isEmpty());
    return true;
}

bool JsonStream::value(QByteArrayView &json)
{
    if (!m_problem.isEmpty() || !pass(true)) {
        m_kept = -1;
        return false;
    }
    json = QByteArrayView(m_buffer).sliced(m_kept, m_position - m_kept);
    m_kept = -1;
    m_isFirst = false;
    // The buffer may end with the value: what is behind it has to be readable.
    static_assert(padding >= simdjson::SIMDJSON_PADDING);
    return true;
}

bool JsonStream::skip()
{
    const bool isPassed = m_problem.isEmpty() && pass(false);
    m_kept = -1;
    m_isFirst = false;
    return isPassed;
}

} // namespace Inspector
