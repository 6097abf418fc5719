// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/redaction.h"

#include <QtCore/QVarLengthArray>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace RelayCore {
namespace {

/// A header or query parameter with one of these words in its name carries a credential.
constexpr std::array secretWords{"assertion", "auth", "authorization", "cookie",    "credential", "credentials", "csrf",
                                 "jwt",       "pwd",  "session",       "sessionid", "ticket",     "xsrf"};
/// The same for a word that ends so: "dbpassword", "csrftoken".
constexpr std::array secretEndings{"apikey", "passphrase", "passwd", "password", "secret", "token"};
/// The same for two words that follow each other.
constexpr std::array<std::array<const char *, 2>, 6> secretPairs{{{"access", "key"},
                                                                  {"api", "key"},
                                                                  {"client", "key"},
                                                                  {"private", "key"},
                                                                  {"secret", "key"},
                                                                  {"subscription", "key"}}};
/// Whole names. "key", "sig" and "code" are too common as parts of others.
constexpr std::array secretParameters{"accesstoken", "authtoken", "bearer", "code",      "idtoken",
                                      "key",         "pass",      "sig",    "signature", "x-amz-signature"};
/// The subprotocol that comes before a token.
constexpr std::array tokenSubprotocols{"access_token", "authorization", "bearer", "jwt", "token"};
constexpr QByteArrayView kubernetesSubprotocol("base64url.bearer.authorization.k8s.io.");

constexpr QByteArrayView hidden("***");

QByteArray bullets(qsizetype bytes)
{
    return QByteArray("\u2022\u2022\u2022 (") + QByteArray::number(bytes) + " bytes)";
}

bool isOneOf(QByteArrayView name, std::span<const char *const> names)
{
    return std::ranges::any_of(
        names, [name](const char *other) { return name.compare(QByteArrayView(other), Qt::CaseInsensitive) == 0; });
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

using Words = QVarLengthArray<QByteArrayView, 8>;

/// The words of "X-Auth-Token", "access_token", "accessToken", "password2". Numbers behind them are left out.
Words wordsOf(QByteArrayView name)
{
    Words words;
    qsizetype begin = 0;
    const auto endWord = [&](qsizetype end) {
        while (end > begin && name[end - 1] >= '0' && name[end - 1] <= '9')
            --end;
        words.append(name.sliced(begin, end - begin));
    };
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (name[i] == '-' || name[i] == '_' || name[i] == '.') {
            endWord(i);
            begin = i + 1;
        } else if (i > begin && isUpper(name[i]) && !isUpper(name[i - 1])) {
            endWord(i);
            begin = i;
        }
    }
    endWord(name.size());
    return words;
}

bool hasSecretEnding(QByteArrayView word)
{
    return std::ranges::any_of(secretEndings, [word](QByteArrayView ending) {
        return word.size() >= ending.size() && word.last(ending.size()).compare(ending, Qt::CaseInsensitive) == 0;
    });
}

bool hasSecretWord(QByteArrayView name)
{
    const Words words = wordsOf(name);
    if (std::ranges::any_of(words,
                            [](QByteArrayView word) { return isOneOf(word, secretWords) || hasSecretEnding(word); }))
        return true;
    return std::ranges::any_of(secretPairs, [&words](const auto &pair) {
        // Not std::ranges::search(): clang 14 cannot compile the subrange of libstdc++ that it returns.
        return std::search(words.begin(), words.end(), std::begin(pair), std::end(pair),
                           [](QByteArrayView word, QByteArrayView other) {
                               return word.compare(other, Qt::CaseInsensitive) == 0;
                           })
               != words.end();
    });
}

struct Part
{
    qsizetype begin = 0;
    qsizetype size = 0;
};

/// Where the values of secret parameters are in \a text.
std::vector<Part> secretParts(QByteArrayView text)
{
    constexpr QByteArrayView valueEnds(" \t\r\n&;#\"'<>,)");
    std::vector<Part> parts;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '?' && text[i] != '&' && text[i] != ';' && text[i] != '#')
            continue;
        const qsizetype nameBegin = i + 1;
        qsizetype end = nameBegin;
        while (end < text.size() && text[end] != '=' && !valueEnds.contains(text[end]) && text[end] != '?')
            ++end;
        if (end == text.size() || text[end] != '=')
            continue;
        const QByteArray name = QByteArray::fromPercentEncoding(text.sliced(nameBegin, end - nameBegin).toByteArray());
        const qsizetype begin = end + 1;
        end = begin;
        while (end < text.size() && !valueEnds.contains(text[end]))
            ++end;
        if (end > begin && isSecretParameter(name))
            parts.push_back({begin, end - begin});
        i = end - 1;
    }
    return parts;
}

QByteArray withoutParts(const QByteArray &text, const std::vector<Part> &parts)
{
    if (parts.empty())
        return text;
    QByteArray result;
    qsizetype copied = 0;
    for (const Part &part : parts) {
        result.append(QByteArrayView(text).sliced(copied, part.begin - copied)).append(hidden);
        copied = part.begin + part.size;
    }
    return result.append(QByteArrayView(text).sliced(copied));
}

/// Where tokens are in a list of subprotocols.
std::vector<Part> tokenParts(QByteArrayView value)
{
    std::vector<Part> parts;
    bool isNext = false;
    for (qsizetype begin = 0; begin <= value.size();) {
        qsizetype end = value.indexOf(',', begin);
        if (end < 0)
            end = value.size();
        const QByteArrayView raw = value.sliced(begin, end - begin);
        const QByteArrayView item = raw.trimmed();
        const qsizetype at = begin + (item.data() - raw.data());
        if (item.startsWith(kubernetesSubprotocol))
            parts.push_back({at + kubernetesSubprotocol.size(), item.size() - kubernetesSubprotocol.size()});
        else if (isNext && !item.isEmpty())
            parts.push_back({at, item.size()});
        isNext = !isNext && isOneOf(item, tokenSubprotocols);
        begin = end + 1;
    }
    return parts;
}

/// Removes `user:password@` wherever \a text holds an address.
QByteArray withoutUserInfo(QByteArray text)
{
    for (qsizetype scheme = text.indexOf("://"); scheme >= 0; scheme = text.indexOf("://", scheme + 3)) {
        const qsizetype begin = scheme + 3;
        qsizetype end = begin;
        while (end < text.size() && !QByteArrayView("/?# \t\r\n\"'<>").contains(text[end]))
            ++end;
        const qsizetype at = QByteArrayView(text).sliced(begin, end - begin).lastIndexOf('@');
        if (at >= 0)
            text.remove(begin, at + 1);
    }
    return text;
}

} // namespace

bool isSecretHeader(QByteArrayView name)
{
    // Sec-WebSocket-Key is none, and the names of the protocol have other words. WWW-Authenticate is no word of the
    // list. Access-Control-Allow-Credentials has "true" or "false", which would be found in every message.
    constexpr QByteArrayView crossOrigin("access-control-");
    if (name.size() > crossOrigin.size()
        && name.first(crossOrigin.size()).compare(crossOrigin, Qt::CaseInsensitive) == 0)
        return false;
    return hasSecretWord(name);
}

bool isSecretParameter(QByteArrayView name)
{
    return isOneOf(name, secretParameters) || hasSecretWord(name);
}

QByteArray redactedHeaderValue(QByteArrayView value)
{
    // Authorization = scheme SP credentials (RFC 9110 section 11.4). A scheme says how, not who, and helps to debug.
    const QByteArrayView trimmed = value.trimmed();
    const qsizetype space = trimmed.indexOf(' ');
    const QByteArrayView scheme = trimmed.first(qMax<qsizetype>(space, 0));
    const bool isScheme = !scheme.isEmpty() && std::all_of(scheme.begin(), scheme.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    });
    if (!isScheme)
        return bullets(trimmed.size());
    return scheme.toByteArray() + ' ' + bullets(trimmed.sliced(space).trimmed().size());
}

HeaderList redacted(HeaderList headers)
{
    for (HttpHeader &header : headers) {
        if (isSecretHeader(header.name))
            header.value = redactedHeaderValue(header.value);
        else if (header.name.compare("sec-websocket-protocol", Qt::CaseInsensitive) == 0)
            header.value = withoutParts(header.value, tokenParts(header.value));
        else
            header.value = redactedQueries(withoutUserInfo(header.value));
    }
    return headers;
}

QByteArrayList secretQueryValues(QByteArrayView text)
{
    QByteArrayList values;
    for (const Part &part : secretParts(text)) {
        const QByteArray value = text.sliced(part.begin, part.size).toByteArray();
        values.append(value);
        if (const QByteArray decoded = QByteArray::fromPercentEncoding(value); decoded != value)
            values.append(decoded);
    }
    return values;
}

QByteArray redactedQueries(const QByteArray &text)
{
    return withoutParts(text, secretParts(text));
}

QByteArrayList secretSubprotocols(QByteArrayView value)
{
    QByteArrayList tokens;
    for (const Part &part : tokenParts(value))
        tokens.append(value.sliced(part.begin, part.size).toByteArray());
    return tokens;
}

QString redactedAddress(const QString &address)
{
    return QString::fromUtf8(redactedQueries(withoutUserInfo(address.toUtf8())));
}

} // namespace RelayCore
