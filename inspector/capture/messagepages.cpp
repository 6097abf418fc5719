// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/messagepages.h"

#include <memory>

namespace Inspector {

namespace {

constexpr quint32 pageRows = 64;

qsizetype costOf(const MessageRow &row)
{
    return (qsizetype(sizeof(MessageRow)) + row.payload.size()) / 1024 + 1;
}

} // namespace

MessagePages::MessagePages(qsizetype kilobytes)
    : m_pages(kilobytes - kilobytes / 2)
    , m_long(kilobytes / 2)
{}

void MessagePages::setReader(const CaptureReader *reader)
{
    m_pages.clear();
    m_long.clear();
    m_reader = reader;
}

std::optional<MessageRow> MessagePages::row(MessageId id)
{
    std::optional<MessageRow> row = head(id);
    if (!row || !row->payloadBytes)
        return row;
    if (const MessageRow *known = m_long.object(id))
        return *known;
    row = m_reader->message(id);
    if (row)
        m_long.insert(id, new MessageRow(*row), costOf(*row));
    return row;
}

std::optional<MessageRow> MessagePages::head(MessageId id)
{
    if (!m_reader || id == 0)
        return std::nullopt;
    const quint32 number = (id - 1) / pageRows;
    const std::size_t offset = (id - 1) % pageRows;
    if (const Page *page = m_pages.object(number); page && offset < page->size() && (*page)[offset].id == id)
        return (*page)[offset];
    // Not there, or read when the capture was shorter.
    auto page = std::make_unique<Page>(m_reader->messageHeads(number * pageRows + 1, pageRows));
    if (offset >= page->size() || (*page)[offset].id != id) {
        // Behind damage the rest of the page may still be readable.
        std::vector<MessageRow> rows = m_reader->messageHeads(id, 1);
        return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
    }
    MessageRow row = (*page)[offset];
    qsizetype cost = 1;
    for (const MessageRow &each : *page)
        cost += costOf(each);
    m_pages.insert(number, page.release(), cost);
    return row;
}

} // namespace Inspector
