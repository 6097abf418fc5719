// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/interleavedharwriter.h"

#include "inspector/capture/messagenames.h"
#include "inspector/formats/harentry.h"

#include <algorithm>
#include <utility>

namespace Inspector {

namespace {

constexpr qsizetype chunkBytes = 1024 * 1024;

} // namespace

InterleavedHarWriter::InterleavedHarWriter(QIODevice &device, const QString &parts, qsizetype collectedBytes)
    : m_output(device)
    , m_parts(parts)
    , m_mostCollected(collectedBytes)
{}

InterleavedHarWriter::~InterleavedHarWriter()
{
    if (m_parts.isOpen())
        m_parts.remove();
}

bool InterleavedHarWriter::opened(const ConnectionRecord &record)
{
    Entry &entry = m_entries[record.row.id];
    HarEntry::begin(m_json, record.row);
    entry.lastNs = record.row.openedNs;
    return collect(entry.messages);
}

bool InterleavedHarWriter::message(const MessageRow &row)
{
    const auto found = m_entries.find(row.connection);
    if (found == m_entries.end())
        return true; // The capture has no connection for it.
    Entry &entry = found->second;
    entry.lastNs = std::max(entry.lastNs, row.timeNs);
    if (isControl(row.opcode)) {
        m_json += entry.control.isEmpty() ? "\n" : ",\n";
        HarEntry::appendControlFrame(m_json, row);
        return collect(entry.control);
    }
    m_json += std::exchange(entry.hasMessages, true) ? ",\n" : "\n";
    HarEntry::appendMessage(m_json, row);
    return collect(entry.messages);
}

bool InterleavedHarWriter::ended(const ConnectionRecord &record)
{
    Entry &entry = m_entries[record.row.id];
    HarEntry::end(m_json, record.row, entry.lastNs);
    return collect(entry.end);
}

bool InterleavedHarWriter::collect(Text &text)
{
    text.rest += m_json;
    m_collected += m_json.size();
    m_json.resize(0); // Keeps the memory.
    return m_collected < m_mostCollected || move();
}

bool InterleavedHarWriter::move()
{
    if (!m_parts.isOpen()
        && !m_parts.open(QIODevice::ReadWrite | QIODevice::NewOnly | QIODevice::Unbuffered,
                         QFile::ReadOwner | QFile::WriteOwner))
        return false;
    QByteArray chunk;
    chunk.reserve(2 * chunkBytes);
    const auto write = [&] {
        const bool isWritten = m_parts.write(chunk) == chunk.size();
        chunk.resize(0);
        return isWritten;
    };
    for (auto &[id, entry] : m_entries) {
        for (Text *const text : {&entry.messages, &entry.control, &entry.end}) {
            if (text->rest.isEmpty())
                continue;
            text->parts.push_back({m_end, text->rest.size()});
            m_end += text->rest.size();
            chunk += std::exchange(text->rest, QByteArray());
            if (chunk.size() >= chunkBytes && !write())
                return false;
        }
    }
    m_collected = 0;
    return write();
}

bool InterleavedHarWriter::finish()
{
    HarEntry::beginFile(m_output.bytes());
    const auto copy = [&](const Text &text) {
        for (const Text::Part &part : text.parts) {
            QByteArray &json = m_output.bytes();
            const qsizetype before = json.size();
            json.resize(before + part.size);
            if (!m_parts.seek(part.offset) || m_parts.read(json.data() + before, part.size) != part.size)
                return false;
            m_isOutputFailed = !m_output.flushIfLarge();
            if (m_isOutputFailed)
                return false;
        }
        m_output.bytes() += text.rest;
        return true;
    };
    bool isFirst = true;
    for (const auto &[id, entry] : m_entries) {
        m_output.bytes() += std::exchange(isFirst, false) ? "\n" : ",\n";
        if (!copy(entry.messages))
            return false;
        if (!entry.control.isEmpty()) {
            HarEntry::beginControlFrames(m_output.bytes());
            if (!copy(entry.control))
                return false;
        }
        if (!copy(entry.end))
            return false;
        m_isOutputFailed = !m_output.flushIfLarge();
        if (m_isOutputFailed)
            return false;
    }
    HarEntry::endFile(m_output.bytes());
    m_isOutputFailed = !m_output.flush();
    return !m_isOutputFailed;
}

QString InterleavedHarWriter::error() const
{
    return m_isOutputFailed ? m_output.error() : m_parts.errorString();
}

} // namespace Inspector
