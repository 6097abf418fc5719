// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/credentialplaces.h"

#include "relaycore/wire/redaction.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <vector>

namespace Inspector::CredentialPlaces {

namespace {

struct Place
{
    qsizetype begin = 0;
    qsizetype size = 0;
    int jsonLevels = 0;     ///< How often the value is escaped as a JSON string.
    bool isNumber = false;  ///< In JSON, without quotes.
    bool isSearched = true; ///< Whether its value is looked for elsewhere, too.
    bool isEncoded = false; ///< Whether the value may be percent-encoded.
};

constexpr qsizetype minimumNameBytes = 3; // "jwt", "key".
constexpr qsizetype maximumNameBytes = 64;
constexpr qsizetype minimumTokenBytes = 6;
constexpr qsizetype minimumShapedBytes = 20;
constexpr qsizetype minimumBase64Bytes = 24;
constexpr QByteArrayView spaces(" \t");
constexpr QByteArrayView pemEnd("-----END");

/// Tokens of services that mark them. The list is short on purpose: what stands behind a name is found by that.
constexpr std::array<QByteArrayView, 16> tokenBeginnings{{"AIza", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_",
                                                          "glpat-", "hf_", "rk_live_", "sk-", "sk_live_", "xoxa-",
                                                          "xoxb-", "xoxp-", "ya29."}};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetterOrDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Names have these, and so have tokens in base64url with points between their parts. A percent sign encodes others.
constexpr std::array<bool, 256> nameBytes = [] {
    std::array<bool, 256> table{};
    for (const char c : {'-', '_', '.', '%'})
        table.at(uchar(c)) = true;
    for (int c = 0; c < 26; ++c)
        table.at(size_t('a' + c)) = table.at(size_t('A' + c)) = true;
    for (int c = '0'; c <= '9'; ++c)
        table.at(size_t(c)) = true;
    return table;
}();

bool isNameByte(char c)
{
    return nameBytes[uchar(c)]; // NOLINT(cppcoreguidelines-pro-bounds-constant-array-index)
}

/// Whether \a token looks like a credential, and not like the next word of a sentence.
bool isTokenLike(QByteArrayView token)
{
    return token.size() >= minimumShapedBytes || std::any_of(token.begin(), token.end(), isDigit);
}

/// Goes once through a text, from word to word, and looks at what stands before and behind each.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    {}

    std::vector<Place> places()
    {
        for (m_begin = 0; m_begin < m_text.size();) {
            if (!isNameByte(m_text[m_begin])) {
                ++m_begin;
                continue;
            }
            m_end = m_begin;
            while (m_end < m_text.size() && isNameByte(m_text[m_end]))
                ++m_end;
            skipEscape();
            qsizetype next = m_end;
            if (const std::optional<Place> place = placeOfWord(); place && place->size > 0) {
                next = std::max(next, place->begin + place->size);
                if (!isReplaced(m_text.sliced(place->begin, place->size)))
                    m_places.push_back(*place);
            }
            m_begin = next;
        }
        return std::move(m_places);
    }

private:
    [[nodiscard]] char at(qsizetype position) const
    {
        return position >= 0 && position < m_text.size() ? m_text[position] : '\0';
    }
    [[nodiscard]] QByteArrayView word() const { return m_text.sliced(m_begin, m_end - m_begin); }

    /// The word of "\nToken" in JSON begins behind the n, that of "\u0026token" behind the digits.
    void skipEscape()
    {
        if (at(m_begin - 1) != '\\')
            return;
        constexpr qsizetype unicodeBytes = 5;
        if (QByteArrayView("nrtbf").contains(m_text[m_begin]))
            ++m_begin;
        else if (m_text[m_begin] == 'u' && m_end - m_begin >= unicodeBytes)
            m_begin += unicodeBytes;
    }

    [[nodiscard]] std::optional<Place> placeOfWord() const
    {
        if (word().isEmpty())
            return std::nullopt;
        if (const auto place = ofShape())
            return place;
        switch (at(m_end)) {
        case '=':
            return assigned();
        case ':':
            return behindColon();
        case ' ':
            return behindScheme();
        case '"':
        case '\'':
        case '\\':
            return member();
        default:
            return std::nullopt;
        }
    }

    [[nodiscard]] qsizetype skip(qsizetype position, QByteArrayView bytes) const
    {
        while (position < m_text.size() && bytes.contains(m_text[position]))
            ++position;
        return position;
    }
    /// Returns where the first of \a ends or a control character is.
    [[nodiscard]] qsizetype until(qsizetype position, QByteArrayView ends) const
    {
        while (position < m_text.size() && uchar(m_text[position]) >= ' ' && !ends.contains(m_text[position]))
            ++position;
        return position;
    }
    [[nodiscard]] bool isAtBeginOfLine() const
    {
        const char before = at(m_begin - 1);
        return m_begin == 0 || before == '\n' || before == '\r'
               || (m_begin >= 2 && (before == 'n' || before == 'r') && at(m_begin - 2) == '\\');
    }
    [[nodiscard]] bool isNameSize() const
    {
        return word().size() >= minimumNameBytes && word().size() <= maximumNameBytes;
    }

    /// A JSON web token, a token of a large service, a private key.
    [[nodiscard]] std::optional<Place> ofShape() const
    {
        const QByteArrayView text = word();
        if (text.startsWith("eyJ") && text.size() >= minimumShapedBytes && text.count('.') >= 2)
            return Place{.begin = m_begin, .size = text.size()};
        if (text.startsWith("-----BEGIN")) {
            constexpr qsizetype maximumTitle = 40;
            const QByteArrayView title = m_text.sliced(m_end).first(std::min(maximumTitle, m_text.size() - m_end));
            constexpr QByteArrayView privateKey("PRIVATE KEY-----");
            const qsizetype key = title.indexOf(privateKey);
            if (key < 0)
                return std::nullopt;
            const qsizetype begin = m_end + key + privateKey.size();
            const qsizetype end = m_text.indexOf(pemEnd, begin);
            return Place{.begin = begin, .size = (end < 0 ? m_text.size() : end) - begin, .isSearched = false};
        }
        const auto begins = [text](QByteArrayView beginning) { return text.startsWith(beginning); };
        if (text.size() >= minimumShapedBytes && std::ranges::any_of(tokenBeginnings, begins)
            && std::any_of(text.begin(), text.end(), isDigit))
            return Place{.begin = m_begin, .size = text.size()};
        return std::nullopt;
    }

    /// token=…, token="…"; k=base64:… of a session description (RFC 8866 section 5.12).
    [[nodiscard]] std::optional<Place> assigned() const
    {
        qsizetype begin = m_end + 1;
        if (word() == "k" && isAtBeginOfLine()) {
            for (const QByteArrayView method : {QByteArrayView("clear:"), QByteArrayView("base64:")}) {
                if (m_text.sliced(begin).startsWith(method))
                    return Place{.begin = begin + method.size(), .size = until(begin, "\\\"") - begin - method.size()};
            }
            return std::nullopt;
        }
        if (!isNameSize())
            return std::nullopt;
        const bool isQuery = QByteArrayView("?&;#").contains(at(m_begin - 1));
        const QByteArray name = QByteArray::fromPercentEncoding(word().toByteArray());
        if (!(isQuery ? RelayCore::isSecretParameter(name) : RelayCore::isSecretHeader(name)))
            return std::nullopt;
        if (const auto place = quoted(begin))
            return place;
        const qsizetype end = until(begin, " &;#\"'<>,)\\");
        const bool isSearched = isQuery || isTokenLike(m_text.sliced(begin, end - begin));
        return Place{.begin = begin, .size = end - begin, .isSearched = isSearched, .isEncoded = true};
    }

    /// Authorization: Bearer …, password: …, inline:… (RFC 4568), https://user:…@host.
    [[nodiscard]] std::optional<Place> behindColon() const
    {
        if (at(m_end + 1) == '/' || at(m_end + 1) == '\\')
            return passwordOfAddress();
        qsizetype begin = m_end + 1;
        if (word() == "inline") {
            const qsizetype size = until(begin, "|; \\\"") - begin;
            return size >= minimumShapedBytes ? std::optional(Place{.begin = begin, .size = size}) : std::nullopt;
        }
        if (!spaces.contains(at(begin)) || !isNameSize() || !RelayCore::isSecretHeader(word()))
            return std::nullopt;
        begin = skip(begin, spaces);
        // A field of a head goes to the end of the line. In a sentence only a token is one, and one word of it.
        const qsizetype lineEnd = until(begin, "\\\"");
        qsizetype end = until(begin, " \\\",;'<>)");
        if (end < lineEnd && isScheme(m_text.sliced(begin, end - begin))) {
            begin = skip(end, spaces);
            end = until(begin, " \\\",;'<>)");
        }
        if (isAtBeginOfLine())
            end = lineEnd;
        if (!isTokenLike(m_text.sliced(begin, end - begin)))
            return std::nullopt;
        return Place{.begin = begin, .size = end - begin};
    }

    [[nodiscard]] static bool isScheme(QByteArrayView text)
    {
        return text.compare("bearer", Qt::CaseInsensitive) == 0 || text.compare("basic", Qt::CaseInsensitive) == 0
               || text.compare("token", Qt::CaseInsensitive) == 0;
    }

    [[nodiscard]] std::optional<Place> passwordOfAddress() const
    {
        const QByteArrayView behind = m_text.sliced(m_end);
        constexpr std::array separators{QByteArrayView("://"), QByteArrayView(R"(:\/\/)")};
        const auto *const separator =
            std::ranges::find_if(separators, [behind](QByteArrayView text) { return behind.startsWith(text); });
        if (separator == separators.end())
            return std::nullopt;
        const qsizetype begin = m_end + separator->size();
        const qsizetype end = until(begin, " /?#\"'<>\\");
        const QByteArrayView authority = m_text.sliced(begin, end - begin);
        const qsizetype colon = authority.indexOf(':');
        const qsizetype at = authority.lastIndexOf('@');
        if (colon < 0 || at <= colon)
            return std::nullopt;
        return Place{.begin = begin + colon + 1, .size = at - colon - 1, .isEncoded = true};
    }

    /// Bearer …, Basic …
    [[nodiscard]] std::optional<Place> behindScheme() const
    {
        constexpr qsizetype schemeBytes = 5; // "Basic"; "Bearer" has one more. Most words end here.
        if (word().size() != schemeBytes && word().size() != schemeBytes + 1)
            return std::nullopt;
        if (word().compare("bearer", Qt::CaseInsensitive) != 0 && word().compare("basic", Qt::CaseInsensitive) != 0)
            return std::nullopt;
        const qsizetype begin = skip(m_end, spaces);
        qsizetype end = begin;
        while (end < m_text.size() && (isLetterOrDigit(m_text[end]) || QByteArrayView("._~+/=-").contains(m_text[end])))
            ++end;
        if (end - begin < minimumTokenBytes || !isTokenLike(m_text.sliced(begin, end - begin)))
            return std::nullopt;
        return Place{.begin = begin, .size = end - begin};
    }

    /// "token": "…", also where it is in a string itself, \"token\": \"…\", and 'token': '…' as Python writes it.
    [[nodiscard]] std::optional<Place> member() const
    {
        const char quote = at(m_begin - 1);
        if ((quote != '"' && quote != '\'') || !isNameSize())
            return std::nullopt;
        qsizetype begin = skip(m_end, "\\");
        if (at(begin) != quote)
            return std::nullopt;
        begin = skip(begin + 1, " \t\r\n");
        if (at(begin) != ':' || !RelayCore::isSecretParameter(word()))
            return std::nullopt;
        begin = skip(begin + 1, " \t\r\n");
        if (auto place = quoted(begin)) {
            // "code" and "key" are names of much else.
            place->isSearched =
                RelayCore::isSecretHeader(word()) || isTokenLike(m_text.sliced(place->begin, place->size));
            return place;
        }
        const qsizetype end = skip(begin, "0123456789");
        if (end == begin || !RelayCore::isSecretHeader(word()))
            return std::nullopt;
        return Place{.begin = begin, .size = end - begin, .isNumber = true, .isSearched = false};
    }

    /// The text in the quotes that begin at \a position. In JSON in JSON they have a backslash before them, one level
    /// deeper three, and so on; a quote with more of them is a part of the text.
    [[nodiscard]] std::optional<Place> quoted(qsizetype position) const
    {
        const qsizetype open = skip(position, "\\");
        const char quote = at(open);
        if (quote != '"' && quote != '\'')
            return std::nullopt;
        const qsizetype before = open - position;
        qsizetype backslashes = 0;
        qsizetype end = open + 1;
        for (; end < m_text.size(); ++end) {
            if (m_text[end] == '\\') {
                ++backslashes;
                continue;
            }
            if (m_text[end] == quote && backslashes % (2 * (before + 1)) == before)
                break;
            backslashes = 0;
        }
        // A text that was cut has no end.
        const qsizetype size = (end < m_text.size() ? end - before : end) - open - 1;
        return Place{.begin = open + 1,
                     .size = std::max<qsizetype>(size, 0),
                     .jsonLevels = quote == '"' ? int(std::bit_width(size_t(before) + 1)) : 0};
    }

    QByteArrayView m_text;
    qsizetype m_begin = 0;
    qsizetype m_end = 0;
    std::vector<Place> m_places;
};

/// The string that JSON writes as \a text.
QByteArray unescaped(const QByteArray &text)
{
    if (!text.contains('\\'))
        return text;
    const QJsonArray array = QJsonDocument::fromJson("[\"" + text + "\"]").array();
    return array.isEmpty() ? text : array.first().toString().toUtf8();
}

bool isText(const QByteArray &bytes)
{
    return std::none_of(bytes.begin(), bytes.end(),
                        [](char c) { return uchar(c) < ' ' && c != '\n' && c != '\r' && c != '\t'; });
}

void addCredentials(const QByteArray &text, QByteArrayList &values)
{
    for (const Place &place : Scanner(text).places()) {
        if (!place.isSearched)
            continue;
        QByteArray value = text.sliced(place.begin, place.size);
        for (int level = 0; level < place.jsonLevels; ++level)
            value = unescaped(value);
        values.append(value);
        if (const QByteArray decoded = QByteArray::fromPercentEncoding(value); place.isEncoded && decoded != value)
            values.append(decoded);
    }
}

/// What is encoded once more: JSON in base64, JSON in a query.
void addEncodedCredentials(const QByteArray &text, QByteArrayList &values)
{
    if (text.contains("%22"))
        addCredentials(QByteArray::fromPercentEncoding(text), values);
    const auto isBase64 = [](char c) { return isLetterOrDigit(c) || c == '+' || c == '/' || c == '-' || c == '_'; };
    for (auto begin = text.begin(); begin != text.end();) {
        begin = std::find_if(begin, text.end(), isBase64);
        const auto end = std::find_if_not(begin, text.end(), isBase64);
        if (end - begin >= minimumBase64Bytes) {
            QByteArray run(begin, end - begin);
            run.replace('-', '+').replace('_', '/');
            // The credential has a name before it, and a sign between both.
            if (const QByteArray decoded = QByteArray::fromBase64(run); isText(decoded) && decoded.contains('"'))
                addCredentials(decoded, values);
        }
        begin = end;
    }
}

} // namespace

bool isReplaced(QByteArrayView value)
{
    return value.contains("\u2022") || value.contains("***");
}

QByteArrayList credentialsIn(const QByteArray &text)
{
    QByteArrayList values;
    addCredentials(text, values);
    addEncodedCredentials(text, values);
    return values;
}

QByteArray withoutCredentials(const QByteArray &text)
{
    const std::vector<Place> places = Scanner(text).places();
    if (places.empty())
        return text;
    QByteArray result;
    qsizetype copied = 0;
    for (const Place &place : places) {
        result.append(QByteArrayView(text).sliced(copied, place.begin - copied)).append(place.isNumber ? "0" : "***");
        copied = place.begin + place.size;
    }
    return result.append(QByteArrayView(text).sliced(copied));
}

} // namespace Inspector::CredentialPlaces
