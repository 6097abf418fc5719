// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/leftoversearch.h"

#include "inspector/formats/jsontext.h"

#include <algorithm>
#include <cstring>

namespace Inspector {

namespace {

constexpr qsizetype beginningBytes = 8;

quint64 beginningOf(const char *bytes)
{
    quint64 number = 0;
    std::memcpy(&number, bytes, sizeof(number));
    return number;
}

quint16 firstTwoOf(const char *bytes)
{
    quint16 number = 0;
    std::memcpy(&number, bytes, sizeof(number));
    return number;
}

/// The characters of base64 that \a value alone decides where \a before bytes come before it.
QByteArray base64Part(const QByteArray &value, int before, QByteArray::Base64Options options)
{
    const QByteArray encoded =
        QByteArray(before, '\0').append(value).toBase64(options | QByteArray::OmitTrailingEquals);
    constexpr std::array<qsizetype, 3> undecided{0, 2, 3}; // Characters at the beginning.
    const qsizetype begin = undecided[size_t(before)];
    const qsizetype whole = (before + value.size()) * 8 / 6;
    return encoded.sliced(begin, whole - begin);
}

QByteArray percentEncoded(const QByteArray &value)
{
    QByteArray encoded;
    for (const char c : value)
        encoded += '%' + QByteArray(1, c).toHex().toUpper();
    return encoded;
}

QByteArray jsonEscaped(const QByteArray &value)
{
    QByteArray json;
    JsonText::appendString(json, QByteArrayView(value));
    return json.sliced(1, json.size() - 2);
}

QByteArray asciiEscaped(const QByteArray &value)
{
    QByteArray escaped;
    for (const QChar c : QString::fromUtf8(value)) {
        if (c.unicode() >= 0x20 && c.unicode() < 0x7f)
            escaped += c.toLatin1();
        else
            escaped += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
    return escaped;
}

bool isWordByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
}

/// At the end of \a bytes, what follows is not known yet.
bool isWholeWord(QByteArrayView bytes, const char *at, qsizetype size)
{
    return !isWordByte(at[-1]) && at + size != bytes.end() && !isWordByte(at[size]);
}

} // namespace

LeftoverSearch::LeftoverSearch(const QByteArrayList &values, const QByteArrayList &words)
    : m_values(values + words)
{
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        const QByteArray &value = m_values.at(i);
        const bool isWord = i >= values.size();
        if (value.size() < beginningBytes)
            continue;
        add(value, i, isWord);
        add(jsonEscaped(value), i, isWord);
        add(jsonEscaped(jsonEscaped(value)), i, isWord);
        add(asciiEscaped(value), i, isWord);
        add(QByteArray(value).replace("/", "\\/"), i, isWord);
        add(percentEncoded(value), i, isWord);
        add(percentEncoded(value).toLower(), i, isWord);
        add(value.toPercentEncoding(), i, isWord);
        for (int before = 0; before < 3; ++before) {
            add(base64Part(value, before, QByteArray::Base64Encoding), i, false);
            add(base64Part(value, before, QByteArray::Base64UrlEncoding), i, false);
        }
    }
    open(QIODevice::WriteOnly | QIODevice::Unbuffered);
}

void LeftoverSearch::add(const QByteArray &spelling, qsizetype value, bool isWord)
{
    if (spelling.size() < beginningBytes)
        return;
    const quint64 beginning = beginningOf(spelling.constData());
    const auto [from, to] = m_beginnings.equal_range(beginning);
    for (auto it = from; it != to; ++it) {
        if (m_spellings[it->second].bytes == spelling)
            return;
    }
    m_beginnings.emplace(beginning, m_spellings.size());
    m_spellings.push_back({spelling, value, isWord});
    m_mayBegin[firstTwoOf(spelling.constData())] = true;
    m_longest = std::max(m_longest, spelling.size());
}

void LeftoverSearch::search(QByteArrayView bytes)
{
    const char *const end = bytes.end();
    for (const char *at = bytes.begin() + 1; end - at >= beginningBytes; ++at) {
        if (!m_mayBegin[firstTwoOf(at)])
            continue;
        const auto [from, to] = m_beginnings.equal_range(beginningOf(at));
        for (auto it = from; it != to; ++it) {
            const Spelling &spelling = m_spellings[it->second];
            if (end - at >= spelling.bytes.size()
                && std::memcmp(at, spelling.bytes.constData(), size_t(spelling.bytes.size())) == 0
                && (!spelling.isWord || isWholeWord(bytes, at, spelling.bytes.size()))) {
                m_found = m_values.at(spelling.value);
                return;
            }
        }
    }
}

qint64 LeftoverSearch::writeData(const char *data, qint64 size)
{
    if (m_found || m_spellings.empty())
        return size;
    m_tail.append(data, size);
    search(m_tail);
    // A word at the end is searched once more, with what follows it.
    if (m_tail.size() > m_longest + 1)
        m_tail.remove(0, m_tail.size() - m_longest - 1);
    return size;
}

std::optional<QByteArray> LeftoverSearch::found()
{
    if (!m_found && !m_spellings.empty()) {
        m_tail += '\n';
        search(m_tail);
    }
    return m_found;
}

} // namespace Inspector
