// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/relayusers.h"

#include <QtCore/QBuffer>
#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QSet>

#include <algorithm>

namespace RelayCore {

using namespace Qt::StringLiterals;

namespace {

/// Room for a JSON Web Token with many claims, and far below what fills memory.
constexpr qint64 maxLineBytes = 16 * 1024;
/// Some editors begin UTF-8 with it.
constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");
constexpr qsizetype maxTokens = 10'000;
constexpr qint64 maxFileBytes = maxTokens * maxLineBytes;
constexpr qint64 chunkBytes = 256 * 1024;

QByteArray digestOf(const QByteArray &token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

/// Compares every byte, so that the time taken does not depend on where two digests differ.
bool isEqual(const QByteArray &left, const QByteArray &right)
{
    unsigned difference = left.size() == right.size() ? 0 : 1;
    for (qsizetype i = 0; i < std::min(left.size(), right.size()); ++i)
        difference |= unsigned(uchar(left[i]) ^ uchar(right[i]));
    return difference == 0;
}

bool isTokenByte(char byte)
{
    return byte > 0x20 && byte < 0x7f;
}

} // namespace

std::variant<RelayUsers, QString> RelayUsers::fromFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return u"Cannot read the users in %1: %2."_s.arg(path, file.errorString());
    // As a whole, because a pipe is at its end, as far as QFile knows, before anything was read.
    QByteArray content;
    for (QByteArray chunk = file.read(chunkBytes); !chunk.isEmpty() && content.size() <= maxFileBytes;
         chunk = file.read(chunkBytes))
        content += chunk;
    if (file.error() != QFileDevice::NoError)
        return u"Cannot read the users in %1: %2."_s.arg(path, file.errorString());
    if (content.size() > maxFileBytes)
        return u"%1 is larger than %2 bytes."_s.arg(path, QString::number(maxFileBytes));
    QBuffer buffer(&content);
    buffer.open(QIODevice::ReadOnly);
    return read(buffer, path);
}

std::variant<RelayUsers, QString> RelayUsers::read(QIODevice &device, const QString &name)
{
    RelayUsers users;
    QSet<QByteArray> known;
    for (int number = 1; !device.atEnd(); ++number) {
        const QByteArray raw = device.readLine(maxLineBytes);
        const QString place = u"%1, line %2: "_s.arg(name, QString::number(number));
        if (!raw.endsWith('\n') && !device.atEnd())
            return place + u"longer than %1 bytes."_s.arg(maxLineBytes);
        const bool hasMark = number == 1 && raw.startsWith(byteOrderMark);
        const QByteArray line = (hasMark ? raw.sliced(byteOrderMark.size()) : raw).trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const auto end = std::ranges::find_if(line, [](char byte) { return byte == ' ' || byte == '\t'; });
        const QByteArray token = line.first(end - line.begin());
        const QString user = QString::fromUtf8(line.sliced(token.size())).trimmed();
        if (!std::ranges::all_of(token, isTokenByte))
            return place + u"the token holds a character beyond printable ASCII."_s;
        if (user.isEmpty())
            return place + u"no user after the token. A line is a token, a space and a user."_s;
        if (user.contains(QChar::ReplacementCharacter))
            return place + u"the user is not UTF-8."_s;
        const QByteArray digest = digestOf(token);
        if (known.contains(digest))
            return place + u"this token stands in an earlier line already."_s;
        if (known.size() == maxTokens)
            return place + u"more than %1 tokens."_s.arg(maxTokens);
        known.insert(digest);
        users.m_entries.append({digest, user});
    }
    if (users.tokenCount() == 0)
        return u"%1 holds no token, so nobody could register. A line is a token, a space and a user."_s.arg(name);
    return users;
}

void RelayUsers::add(const QByteArray &token, const QString &user)
{
    Q_ASSERT(!token.isEmpty() && !user.isEmpty());
    if (const qsizetype known = indexOf(token); known >= 0)
        m_entries[known].user = user;
    else
        m_entries.append({digestOf(token), user});
}

std::optional<QString> RelayUsers::userOf(const QByteArray &token) const
{
    const qsizetype index = indexOf(token);
    return index < 0 ? std::nullopt : std::optional(m_entries[index].user);
}

qsizetype RelayUsers::indexOf(const QByteArray &token) const
{
    const QByteArray digest = digestOf(token);
    qsizetype found = -1;
    for (qsizetype i = 0; i < m_entries.size();
         ++i) { // All of them: leaving early would reveal the position by its time.
        if (isEqual(m_entries[i].digest, digest))
            found = i;
    }
    return found;
}

} // namespace RelayCore
