// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filterparser.h"

#include "inspector/filter/filtercursor.h"
#include "inspector/filter/filterkeys.h"
#include "inspector/filter/filtertexts.h"
#include "inspector/filter/filtervalues.h"
#include "relaycore/protocol/codec.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr int deepest = 100;

/// A recursive descent; the first error ends it.
class Parser
{
public:
    explicit Parser(const QString &text)
        : m_text(text)
        , m_cursor(text)
    {}

    std::variant<Filter, FilterError> parse()
    {
        Filter filter;
        filter.text = m_text;
        m_cursor.skipSpace();
        if (!m_cursor.atEnd()) {
            if (auto root = alternatives(); root && expectEnd())
                filter.root = *std::move(root);
        }
        if (m_error)
            return *m_error;
        return filter;
    }

private:
    using Nothing = std::nullopt_t;
    using Node = std::optional<FilterNode>; ///< Empty: m_error is set.

    Nothing fail(qsizetype position, qsizetype length, const QString &text)
    {
        m_error = FilterError{position, length, text};
        return std::nullopt;
    }
    Nothing fail(const FilterError &error)
    {
        m_error = error;
        return std::nullopt;
    }

    bool expectEnd()
    {
        m_cursor.skipSpace();
        if (!m_cursor.atEnd())
            fail(m_cursor.position(), 1, FilterTexts::tr("Expected an opening parenthesis before this one."));
        return !m_error;
    }

    /// What may follow where a condition is needed.
    Nothing failTerm()
    {
        const qsizetype at = m_cursor.position();
        return fail(at, m_cursor.atEnd() ? 0 : 1,
                    FilterTexts::tr("Expected a condition, such as kind:offer or a word to search for."));
    }

    Node alternatives()
    {
        FilterNode any;
        any.type = FilterNode::Type::Any;
        do {
            Node all = conjunction();
            if (!all)
                return std::nullopt;
            any.children.push_back(*std::move(all));
            m_cursor.skipSpace();
        } while (m_cursor.takeWord("OR"_L1));
        return any.children.size() == 1 ? std::move(any.children.front()) : std::move(any);
    }

    Node conjunction()
    {
        FilterNode all;
        while (true) {
            m_cursor.skipSpace();
            FilterCursor ahead = m_cursor;
            if (m_cursor.atEnd() || m_cursor.peek() == u')' || ahead.takeWord("OR"_L1))
                break;
            Node term = negation();
            if (!term)
                return std::nullopt;
            all.children.push_back(*std::move(term));
        }
        if (all.children.empty())
            return failTerm();
        return all.children.size() == 1 ? std::move(all.children.front()) : std::move(all);
    }

    Node negation()
    {
        bool negated = false;
        while (m_cursor.take(u'-'))
            negated = !negated;
        if (m_cursor.atTermEnd())
            return failTerm();
        Node node = m_cursor.peek() == u'(' ? group() : term(Qt::CaseInsensitive);
        if (!node || !negated)
            return node;
        FilterNode inverted;
        inverted.type = FilterNode::Type::Not;
        inverted.children.push_back(*std::move(node));
        return inverted;
    }

    Node group()
    {
        const qsizetype opening = m_cursor.position();
        if (++m_depth > deepest)
            return fail(opening, 1, FilterTexts::tr("Expected at most %1 parentheses inside each other.").arg(deepest));
        m_cursor.skip(1);
        Node node = alternatives();
        if (!node)
            return std::nullopt;
        if (!m_cursor.take(u')'))
            return fail(opening, 1, FilterTexts::tr("Expected a closing parenthesis for this one."));
        --m_depth;
        return node;
    }

    Node term(Qt::CaseSensitivity sensitivity)
    {
        const qsizetype start = m_cursor.position();
        FilterNode node;
        node.type = FilterNode::Type::Term;
        const std::optional<QString> name = m_cursor.peekKey();
        if (name && name->compare("case"_L1, Qt::CaseInsensitive) == 0 && sensitivity == Qt::CaseInsensitive) {
            m_cursor.skip(name->size() + 1);
            if (m_cursor.atTermEnd() || m_cursor.peek() == u'(')
                return fail(m_cursor.position(), 0, FilterTexts::tr("Expected a text to search for after case:."));
            Node sensitive = term(Qt::CaseSensitive);
            if (sensitive) {
                sensitive->term.length += sensitive->term.position - start;
                sensitive->term.position = start;
            }
            return sensitive;
        }
        const bool read = name ? condition(*name, sensitivity, node.term) : search(sensitivity, node.term);
        if (!read || !expectSpace())
            return std::nullopt;
        node.term.position = start;
        node.term.length = m_cursor.position() - start;
        return node;
    }

    /// What was read must not go on with something that looks like a part of it.
    bool expectSpace()
    {
        if (!m_cursor.atTermEnd())
            fail(m_cursor.position(), 1,
                 FilterTexts::tr("Expected a space. A text with this character is written in quotes."));
        return !m_error;
    }

    bool search(Qt::CaseSensitivity sensitivity, FilterTerm &term)
    {
        if (m_cursor.peek() == u'"' || m_cursor.peek() == u'/')
            return addDelimited(filterKey(FilterKey::Body), sensitivity, term);
        const QString word = m_cursor.takeText();
        // The name of a header or of an attribute alone asks for its presence.
        if (const FilterKeyInfo *info = findFilterKey(word); info && info->hasAttribute()) {
            setKey(*info, word, term);
            term.values.push_back(FilterPresence());
        } else if (const auto uuid = RelayCore::parseUuid(word); uuid && sensitivity == Qt::CaseInsensitive) {
            term.values.push_back(TextPattern::uuid(*uuid));
        } else if (!word.isEmpty()) {
            term.values.push_back(TextPattern::part(word, sensitivity));
        }
        if (term.values.empty())
            failTerm();
        return !m_error;
    }

    static void setKey(const FilterKeyInfo &info, const QString &name, FilterTerm &term)
    {
        term.key = info.key;
        if (info.hasAttribute())
            term.attribute = name.sliced(QLatin1StringView(info.name).size()).toLower();
    }

    bool condition(const QString &name, Qt::CaseSensitivity sensitivity, FilterTerm &term)
    {
        const qsizetype start = m_cursor.position();
        const FilterKeyInfo *const info = findFilterKey(name);
        if (!info) {
            fail(
                start, name.size(),
                FilterTexts::tr("Expected a key, and %1 is none. A text with a colon is written in quotes.").arg(name));
            return false;
        }
        setKey(*info, name, term);
        m_cursor.skip(name.size() + 1);
        do {
            if (m_cursor.peek() == u'"' || m_cursor.peek() == u'/') {
                if (!addDelimited(*info, sensitivity, term))
                    return false;
            } else if (!addValue(*info, sensitivity, term)) {
                return false;
            }
        } while (m_cursor.take(u'|'));
        return true;
    }

    bool addValue(const FilterKeyInfo &info, Qt::CaseSensitivity sensitivity, FilterTerm &term)
    {
        using namespace FilterValues;
        const qsizetype start = m_cursor.position();
        const QString text = m_cursor.takeValue();
        Result result =
            text.isEmpty() && info.syntax == FilterKeyInfo::Syntax::Text
                ? Problem{0, 0, FilterTexts::tr("Expected a text, * for any, or a regular expression between slashes.")}
            : text.isEmpty() && info.syntax == FilterKeyInfo::Syntax::Peer
                ? Problem{0, 0, FilterTexts::tr("Expected a name, a UUID, or * for any.")}
                : FilterValues::read(info, text, sensitivity);
        return add(std::move(result), start, term);
    }

    bool add(FilterValues::Result result, qsizetype start, FilterTerm &term)
    {
        if (const auto *problem = std::get_if<FilterValues::Problem>(&result)) {
            fail(start + problem->position, problem->length, problem->text);
            return false;
        }
        term.values.push_back(std::get<FilterValue>(std::move(result)));
        return true;
    }

    /// A text in quotes, or a regular expression.
    bool addDelimited(const FilterKeyInfo &info, Qt::CaseSensitivity sensitivity, FilterTerm &term)
    {
        const qsizetype start = m_cursor.position();
        if (m_cursor.peek() == u'"') {
            const auto quoted = m_cursor.takeQuoted();
            if (const auto *error = std::get_if<FilterError>(&quoted))
                return fail(*error), false;
            const auto &text = std::get<QString>(quoted);
            if (text.isEmpty())
                return fail(start, m_cursor.position() - start,
                            FilterTexts::tr("Expected a text between the quotation marks.")),
                       false;
            return add(FilterValues::readQuoted(info, text, sensitivity), start, term);
        }
        using Syntax = FilterKeyInfo::Syntax;
        if (info.syntax != Syntax::Text && info.syntax != Syntax::Peer)
            return addValue(info, sensitivity, term);
        const auto taken = m_cursor.takeExpression(sensitivity == Qt::CaseInsensitive);
        if (const auto *error = std::get_if<FilterError>(&taken))
            return fail(*error), false;
        const auto &expression = std::get<FilterCursor::Expression>(taken);
        TextPattern pattern = TextPattern::expression(expression.pattern, expression.options);
        if (const auto error = pattern.error()) {
            const auto at = std::size_t(error->offset);
            const bool inside = at < expression.offsets.size();
            fail(inside ? expression.position + expression.offsets[at] : expression.end, 1,
                 FilterTexts::tr("Expected a regular expression: %1.").arg(error->text));
            return false;
        }
        if (info.syntax == Syntax::Peer)
            term.values.push_back(FilterPeer{std::move(pattern), std::nullopt, false});
        else
            term.values.push_back(std::move(pattern));
        return true;
    }

    const QString &m_text;
    FilterCursor m_cursor;
    std::optional<FilterError> m_error;
    int m_depth = 0;
};

QString inQuotes(QString text)
{
    text.replace(u'\\', u"\\\\"_s)
        .replace(u'"', u"\\\""_s)
        .replace(u'\n', u"\\n"_s)
        .replace(u'\r', u"\\r"_s)
        .replace(u'\t', u"\\t"_s);
    return u'"' + text + u'"';
}

} // namespace

std::variant<Filter, FilterError> parseFilter(const QString &text)
{
    return Parser(text).parse();
}

QString quotedForFilter(const QString &text)
{
    const auto isPlain = [](QChar c) {
        return c.isLetterOrNumber() || c == u'.' || c == u'_' || c == u'@' || c == u'+' || c == u'-' || c == u':'
               || c == u'[' || c == u']';
    };
    const bool plain = !text.isEmpty() && text.front().isLetterOrNumber() && text != u"OR"_s
                       && std::all_of(text.cbegin(), text.cend(), isPlain) && !FilterCursor(text).peekKey()
                       && !findFilterKey(text);
    return plain ? text : inQuotes(text);
}

QString nameForFilter(const QString &name)
{
    const auto read = FilterValues::read(filterKey(FilterKey::Name), name, Qt::CaseInsensitive);
    const auto *const value = std::get_if<FilterValue>(&read);
    const auto *const peer = value ? std::get_if<FilterPeer>(value) : nullptr;
    return peer && (peer->relay || peer->uuid) ? inQuotes(name) : quotedForFilter(name);
}

} // namespace Inspector
