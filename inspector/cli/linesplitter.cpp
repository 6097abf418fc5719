// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/linesplitter.h"

namespace Inspector {

QList<InputText> LineSplitter::add(QByteArrayView bytes)
{
    QList<InputText> lines;
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        append(end < 0 ? bytes : bytes.first(end));
        if (end < 0)
            break;
        if (auto line = takeLine())
            lines.append(*std::move(line));
        bytes = bytes.sliced(end + 1);
    }
    return lines;
}

std::optional<InputText> LineSplitter::finish()
{
    return takeLine();
}

void LineSplitter::append(QByteArrayView bytes)
{
    if (m_tooLong)
        return;
    if (bytes.size() > m_maxLineBytes - m_line.size()) {
        m_tooLong = true;
        m_line.clear();
    } else {
        m_line.append(bytes.data(), bytes.size());
    }
}

std::optional<InputText> LineSplitter::takeLine()
{
    InputText line{++m_number, std::exchange(m_line, {}), std::exchange(m_tooLong, false)};
    if (line.number == 1 && line.text.startsWith("\xef\xbb\xbf")) // Some editors begin UTF-8 files with it.
        line.text.remove(0, 3);
    if (line.text.endsWith('\r'))
        line.text.chop(1);
    if (!line.tooLong && line.text.trimmed().isEmpty())
        return std::nullopt;
    return line;
}

} // namespace Inspector
