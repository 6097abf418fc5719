// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filteredit.h"

#include "inspector/filter/saturated.h"

#include <QtCore/QDateTime>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qint64 nsPerSecond = 1'000'000'000;

/// Returns the only condition on time of those that all matches meet.
const FilterTerm *timeTerm(const Filter &filter)
{
    const FilterTerm *found = nullptr;
    const auto look = [&found](const FilterNode &node) {
        if (node.type != FilterNode::Type::Term || node.term.key != FilterKey::Time)
            return true;
        if (found)
            return false;
        found = &node.term;
        return true;
    };
    const bool one = filter.root.type == FilterNode::Type::All
                         ? std::all_of(filter.root.children.cbegin(), filter.root.children.cend(), look)
                         : look(filter.root);
    return one && found && found->values.size() == 1 ? found : nullptr;
}

/// Returns \a text without \a term, one of several conditions, and without what is written only around it: signs and
/// parentheses, and the white space on one side. The other conditions stay as they are written.
QString withoutTerm(const QString &text, const FilterTerm &term)
{
    qsizetype from = term.position;
    qsizetype to = term.position + term.length;
    const auto outwards = [&text](qsizetype &left, qsizetype &right) {
        while (left > 0 && text.at(left - 1).isSpace())
            --left;
        while (right < text.size() && text.at(right).isSpace())
            ++right;
        return left > 0 && right < text.size() && text.at(left - 1) == u'(' && text.at(right) == u')';
    };
    qsizetype left = 0;
    qsizetype right = 0;
    while (true) {
        while (from > 0 && text.at(from - 1) == u'-')
            --from;
        left = from;
        right = to;
        if (!outwards(left, right))
            break;
        from = left - 1;
        to = right + 1;
    }
    const bool isFirst = left == 0;
    const bool isLast = right == text.size() || text.at(right) == u')';
    return text.first(isFirst || isLast ? left : from) + text.sliced(right);
}

} // namespace

qint64 filterTimeNs(const FilterTime &time, qint64 startNs)
{
    switch (time.base) {
    case FilterTime::Base::Start:
        return saturatedSum(startNs, time.ns);
    case FilterTime::Base::TimeOfDay: {
        const QDate day = QDateTime::fromMSecsSinceEpoch(startNs / 1'000'000).date();
        // The clock is what counts, also on a day on which it is changed.
        const QTime clock = QTime::fromMSecsSinceStartOfDay(int(time.ns / 1'000'000));
        return QDateTime(day, clock).toMSecsSinceEpoch() * 1'000'000 + time.ns % 1'000'000;
    }
    case FilterTime::Base::Epoch:
        return time.ns;
    }
    Q_UNREACHABLE();
}

QString filterWithTerm(const Filter &filter, const QString &term)
{
    const QString text = filter.text.trimmed();
    if (text.isEmpty())
        return term;
    if (filter.root.type == FilterNode::Type::Any)
        return u'(' + text + u") "_s + term;
    return text + u' ' + term;
}

std::optional<FilterSpan> spanOfFilter(const Filter &filter, qint64 startNs)
{
    const FilterTerm *term = timeTerm(filter);
    const auto *range = term ? std::get_if<FilterTimeRange>(&term->values.front()) : nullptr;
    if (!range || !range->from || !range->to)
        return std::nullopt;
    return FilterSpan{filterTimeNs(*range->from, startNs), filterTimeNs(*range->to, startNs)};
}

QString filterOffset(qint64 ns)
{
    const qint64 offset = std::max(qint64(0), ns);
    QString text = u'+' + QString::number(offset / nsPerSecond);
    QString fraction = QString::number(offset % nsPerSecond).rightJustified(9, u'0');
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    if (!fraction.isEmpty())
        text += u'.' + fraction;
    return text + u's';
}

QString filterWithSpan(const Filter &filter, const std::optional<FilterSpan> &span, qint64 startNs)
{
    const auto offset = [startNs](qint64 ns) { return filterOffset(std::max(ns, startNs) - startNs); };
    QString condition;
    if (span)
        condition = u"t:"_s + offset(span->fromNs) + u".."_s + offset(span->toNs);
    if (const FilterTerm *term = timeTerm(filter)) {
        if (!span)
            return withoutTerm(filter.text, *term);
        return QString(filter.text).replace(term->position, term->length, condition);
    }
    return span ? filterWithTerm(filter, condition) : filter.text;
}

} // namespace Inspector
