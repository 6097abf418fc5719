// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/messagepages.h"

#include <memory>

namespace Inspector {

namespace {

constexpr quint32 pageRows = 64;

} // namespace

MessagePages::MessagePages(qsizetype kilobytes)
    : m_pages(kilobytes)
{}

void MessagePages::setReader(const CaptureReader *reader)
{
    m_pages.clear();
    m_reader = reader;
}

std::optional<MessageRow> MessagePages::row(MessageId id)
{
    if (!m_reader || id == 0)
        return std::nullopt;
    const quint32 number = (id - 1) / pageRows;
    const std::size_t offset = (id - 1) % pageRows;
    if (const Page *page = m_pages.object(number); page && offset < page->size() && (*page)[offset].id == id)
        return (*page)[offset];
    // Not there, or read when the capture was shorter.
    auto page = std::make_unique<Page>(m_reader->messages(number * pageRows + 1, pageRows));
    // Behind damage the rest of the page may still be readable.
    if (offset >= page->size() || (*page)[offset].id != id)
        return m_reader->message(id);
    MessageRow row = (*page)[offset];
    qsizetype cost = 1;
    for (const MessageRow &each : *page)
        cost += (qsizetype(sizeof(MessageRow)) + each.payload.size()) / 1024 + 1;
    m_pages.insert(number, page.release(), cost);
    return row;
}

} // namespace Inspector
