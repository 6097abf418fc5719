// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/filter/filtertarget.h"

#include "inspector/filter/filtercompletion.h"
#include "inspector/filter/filterparser.h"
#include "tests/filter/matchertest.h"

namespace Fuzz {

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

namespace {

constexpr qsizetype longest = 400;

QString tryError(const FilterError &error, const QString &text)
{
    if (error.position < 0 || error.length < 0 || error.position + error.length > text.size())
        return u"An error lies at %1, length %2, of %3 characters."_s.arg(error.position)
            .arg(error.length)
            .arg(text.size());
    if (!error.text.startsWith("Expected "_L1))
        return u"An error does not name what was expected: "_s + error.text;
    return {};
}

QString tryMatching(const QString &text, const MatcherSample &sample)
{
    const QList<int> ids = sample.matching(text);
    if (!ids.isEmpty() && ids.first() < 0)
        return u"The payload changes a judgement."_s;
    if (text.trimmed().isEmpty())
        return {};
    const QList<int> others = sample.matching(u"-("_s + text + u')');
    // One more level of parentheses may be too many.
    if (others == QList<int>{-1} && text.count(u'(') >= 100)
        return {};
    if (ids.size() + others.size() != qsizetype(sample.rows.size()))
        return u"A negation is not the complement."_s;
    return {};
}

QString tryCompletion(const QString &text, const FilterVocabulary &words)
{
    for (qsizetype cursor = 0; cursor <= text.size(); ++cursor) {
        const FilterCompletion completion = completeFilter(text, cursor, words, 10);
        if (completion.position < 0 || completion.length < 0 || completion.position + completion.length != cursor)
            return u"A completion at %1 replaces %2 characters from %3."_s.arg(cursor)
                .arg(completion.length)
                .arg(completion.position);
        if (completion.suggestions.size() > 10)
            return u"There are more suggestions than asked for."_s;
    }
    return {};
}

QString tryQuoting(const QString &text)
{
    if (text.isEmpty())
        return {};
    const auto parsed = parseFilter(quotedForFilter(text));
    const auto *const filter = std::get_if<Filter>(&parsed);
    if (!filter || filter->root.type != FilterNode::Type::Term || filter->root.term.key != FilterKey::Text)
        return u"A text in quotes is no text to search for."_s;
    return {};
}

} // namespace

QString tryFilter(QByteArrayView input)
{
    static const MatcherSample sample;
    static const FilterVocabulary words = FilterVocabulary::of(sample.index);
    const QString text = QString::fromUtf8(input).left(longest);
    const auto parsed = parseFilter(text);
    const auto *const error = std::get_if<FilterError>(&parsed);
    QString problem = error ? tryError(*error, text) : tryMatching(text, sample);
    if (problem.isEmpty())
        problem = tryCompletion(text, words);
    return problem.isEmpty() ? tryQuoting(text) : problem;
}

} // namespace Fuzz
