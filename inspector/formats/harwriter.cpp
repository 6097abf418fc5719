// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/harwriter.h"

#include "inspector/capture/messagenames.h"
#include "inspector/formats/harentry.h"

#include <algorithm>
#include <utility>

namespace Inspector {

HarWriter::HarWriter(QIODevice &device)
    : m_output(device)
{
    HarEntry::beginFile(m_output.bytes());
}

bool HarWriter::opened(const ConnectionRecord &record)
{
    QByteArray &json = m_output.bytes();
    json += std::exchange(m_isFirst, false) ? "\n" : ",\n";
    HarEntry::begin(json, record.row);
    m_control.resize(0);
    m_hasMessages = false;
    m_lastNs = record.row.openedNs;
    return m_output.flushIfLarge();
}

bool HarWriter::message(const MessageRow &row)
{
    m_lastNs = std::max(m_lastNs, row.timeNs);
    if (isControl(row.opcode)) {
        m_control += m_control.isEmpty() ? "\n" : ",\n";
        HarEntry::appendControlFrame(m_control, row);
        return true;
    }
    QByteArray &json = m_output.bytes();
    json += std::exchange(m_hasMessages, true) ? ",\n" : "\n";
    HarEntry::appendMessage(json, row);
    return m_output.flushIfLarge();
}

bool HarWriter::ended(const ConnectionRecord &record)
{
    QByteArray &json = m_output.bytes();
    if (!m_control.isEmpty()) {
        HarEntry::beginControlFrames(json);
        json += m_control;
    }
    HarEntry::end(json, record.row, m_lastNs);
    return m_output.flushIfLarge();
}

bool HarWriter::finish()
{
    HarEntry::endFile(m_output.bytes());
    return m_output.flush();
}

} // namespace Inspector
