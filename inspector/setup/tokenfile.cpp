// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/tokenfile.h"

#include "inspector/setup/inputfile.h"
#include "inspector/setup/texts.h"

#include <algorithm>

namespace Inspector {

namespace {

// A token is short; a larger file is a mistake and is not read.
constexpr qint64 maxTokenBytes = 64 * 1024;

std::variant<QByteArray, QString> readAgain(const QString &path)
{
    if (isRereadable(path))
        return readTokenFile(path);
    return Setup::tr("The token was refused, and %1 cannot be read again: it is not a regular file.").arg(path);
}

} // namespace

std::variant<QByteArray, QString> readTokenFile(const QString &path)
{
    const auto read = readInputFile(path, maxTokenBytes);
    if (const auto *problem = std::get_if<QString>(&read))
        return *problem;
    QByteArray token = std::get<QByteArray>(read);
    if (token.startsWith("\xef\xbb\xbf")) // The byte order mark of some editors.
        token.remove(0, 3);
    token = token.trimmed();
    if (token.isEmpty())
        return Setup::tr("The token file %1 is empty.").arg(path);
    if (token.startsWith("Bearer "))
        return Setup::tr("The token file %1 must hold the token alone, without the word Bearer.").arg(path);
    if (std::ranges::any_of(token, [](char byte) { return byte < 0x21 || byte > 0x7e; }))
        return Setup::tr("The token file %1 holds a space, a control character or a character beyond ASCII inside the "
                         "token.")
            .arg(path);
    return token;
}

RelayCore::TokenProvider tokenFileProvider(const QString &path, const QByteArray &token, TokenListener listener)
{
    return [path, first = token, listener = std::move(listener)](RelayCore::TokenReason reason) {
        if (reason == RelayCore::TokenReason::FirstUse)
            return RelayCore::readyToken({first});
        const auto read = readAgain(path);
        if (listener)
            listener(read);
        const auto *fresh = std::get_if<QByteArray>(&read);
        return RelayCore::readyToken({fresh ? *fresh : QByteArray()});
    };
}

} // namespace Inspector
