// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/interleavedharwriter.h"

#include "inspector/capture/messagenames.h"
#include "inspector/formats/harentry.h"

#include <algorithm>
#include <utility>

namespace Inspector {

InterleavedHarWriter::InterleavedHarWriter(QIODevice &device, const QString &parts, qsizetype collectedBytes)
    : m_output(device)
    , m_parts(parts)
    , m_partsOutput(m_parts)
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
    const qsizetype begin = m_collected.size();
    HarEntry::begin(m_collected, record.row);
    entry.lastNs = record.row.openedNs;
    return collect(entry.messages, begin);
}

bool InterleavedHarWriter::message(const MessageRow &row)
{
    const auto found = m_entries.find(row.connection);
    if (found == m_entries.end())
        return true; // The capture has no connection for it.
    Entry &entry = found->second;
    entry.lastNs = std::max(entry.lastNs, row.timeNs);
    const qsizetype begin = m_collected.size();
    if (isControl(row.opcode)) {
        m_collected += entry.control.isEmpty() ? "\n" : ",\n";
        HarEntry::appendControlFrame(m_collected, row);
        return collect(entry.control, begin);
    }
    m_collected += std::exchange(entry.hasMessages, true) ? ",\n" : "\n";
    HarEntry::appendMessage(m_collected, row);
    return collect(entry.messages, begin);
}

bool InterleavedHarWriter::ended(const ConnectionRecord &record)
{
    Entry &entry = m_entries[record.row.id];
    const qsizetype begin = m_collected.size();
    HarEntry::end(m_collected, record.row, entry.lastNs);
    return collect(entry.end, begin);
}

bool InterleavedHarWriter::collect(Text &text, qsizetype offset)
{
    text.collected.push_back({offset, m_collected.size() - offset});
    return m_collected.size() < m_mostCollected || move();
}

QByteArrayView InterleavedHarWriter::collected(const Part &part) const
{
    return QByteArrayView(m_collected).sliced(part.offset, part.size);
}

bool InterleavedHarWriter::move()
{
    if (!m_parts.isOpen()
        && !m_parts.open(QIODevice::ReadWrite | QIODevice::NewOnly | QIODevice::Unbuffered,
                         QFile::ReadOwner | QFile::WriteOwner))
        return false;
    for (auto &[id, entry] : m_entries) {
        for (Text *const text : {&entry.messages, &entry.control, &entry.end}) {
            const qint64 begin = m_end;
            for (const Part &part : text->collected) {
                m_partsOutput.bytes() += collected(part);
                m_end += part.size;
                if (!m_partsOutput.flushIfLarge())
                    return false;
            }
            if (m_end > begin)
                text->moved.push_back({begin, m_end - begin});
            text->collected.clear();
        }
    }
    m_collected.resize(0); // Keeps the memory, unless one message was very large.
    if (m_collected.capacity() > 2 * m_mostCollected)
        m_collected = QByteArray();
    return m_partsOutput.flush();
}

bool InterleavedHarWriter::finish()
{
    HarEntry::beginFile(m_output.bytes());
    const auto flush = [this] {
        m_isOutputFailed = !m_output.flushIfLarge();
        return !m_isOutputFailed;
    };
    const auto copy = [&](const Text &text) {
        for (const Part &part : text.moved) {
            QByteArray &json = m_output.bytes();
            const qsizetype before = json.size();
            json.resize(before + part.size);
            if (!m_parts.seek(part.offset) || m_parts.read(json.data() + before, part.size) != part.size || !flush())
                return false;
        }
        for (const Part &part : text.collected)
            m_output.bytes() += collected(part);
        return flush();
    };
    std::vector<RelayCore::ConnectionId> ids;
    ids.reserve(m_entries.size());
    for (const auto &[id, entry] : m_entries)
        ids.push_back(id);
    std::ranges::sort(ids);
    bool isFirst = true;
    for (const RelayCore::ConnectionId id : ids) {
        const Entry &entry = m_entries.at(id);
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
