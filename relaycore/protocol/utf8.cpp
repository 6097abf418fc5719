// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/utf8.h"

#include "relaycore/protocol/block.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringEncoder>

#include <algorithm>
#include <array>

namespace RelayCore {
namespace {

/// Copies \a size characters and says whether they are all ASCII; if they are not, the copy is worth nothing.
template<typename From, typename To>
bool copyAscii(const From *from, qsizetype size, To *to)
{
    Block seen;
    const auto copy = [&](const From *text, To *place) {
        const Block block(text);
        block.copyTo(place);
        seen |= block;
    };
    if (size < Block::length) {
        std::array<From, Block::length> padded{};
        std::array<To, Block::length> copied;
        std::copy_n(from, size, padded.begin());
        copy(padded.data(), copied.data());
        std::copy_n(copied.begin(), size, to);
        return seen.isAscii();
    }
    const qsizetype last = size - Block::length;
    for (qsizetype at = 0; at < last; at += Block::length)
        copy(from + at, to + at);
    copy(from + last, to + last); // Some of it twice, rather than one by one.
    return seen.isAscii();
}

} // namespace

QByteArrayView toUtf8(const QString &text)
{
    constexpr qsizetype worthKeeping = 64 * 1024;
    thread_local QByteArray buffer;
    thread_local QStringEncoder encoder(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    const qsizetype required = encoder.requiredSpace(text.size());
    if (buffer.size() < required || (buffer.size() > worthKeeping && required <= worthKeeping))
        buffer = QByteArray(std::max<qsizetype>(required, 4096), Qt::Uninitialized);
    char *const begin = buffer.data();
    if (copyAscii(reinterpret_cast<const char16_t *>(text.utf16()), text.size(), begin))
        return {begin, text.size()};
    return {begin, encoder.appendToBuffer(begin, text)};
}

QString fromUtf8(std::string_view utf8)
{
    const auto size = static_cast<qsizetype>(utf8.size());
    QString text(size, Qt::Uninitialized);
    if (copyAscii(utf8.data(), size, reinterpret_cast<char16_t *>(text.data())))
        return text;
    text = QString::fromUtf8(utf8.data(), size);
    if (utf8.starts_with("\xEF\xBB\xBF")) // Taken for a byte order mark, and dropped.
        text.prepend(QChar(QChar::ByteOrderMark));
    return text;
}

} // namespace RelayCore
