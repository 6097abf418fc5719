// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/filteroption.h"

#include "inspector/filter/filterparser.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector::OptionValues {

namespace {

/// The sentence, and the filter with its mistake marked.
QString described(const QString &text, const FilterError &error)
{
    const QString mark = QString(qMax(error.length, qsizetype(1)), u'^');
    return u"%1\n  %2\n  %3%4"_s.arg(error.text, text, QString(error.position, u' '), mark);
}

} // namespace

Result<Filter> filter(const QString &given)
{
    auto parsed = parseFilter(given);
    if (const auto *error = std::get_if<FilterError>(&parsed))
        return described(given, *error);
    return std::get<Filter>(std::move(parsed));
}

} // namespace Inspector::OptionValues
