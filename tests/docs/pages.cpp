// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/docs/pages.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <optional>

namespace Pages {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Without the indentation that all lines share, and without white space at their ends.
QStringList dedented(QStringList lines)
{
    const auto isBlank = [](const QString &line) { return line.trimmed().isEmpty(); };
    qsizetype shared = -1;
    for (const QString &line : lines) {
        if (isBlank(line))
            continue;
        const auto first = std::find_if(line.cbegin(), line.cend(), [](QChar c) { return c != u' '; });
        const qsizetype indentation = first - line.cbegin();
        shared = shared < 0 ? indentation : std::min(shared, indentation);
    }
    for (QString &line : lines) {
        line = isBlank(line) ? QString() : line.sliced(shared);
        while (line.endsWith(u' '))
            line.chop(1);
    }
    return lines;
}

QString placeOf(const QString &shownAs, qsizetype index)
{
    return u"%1:%2"_s.arg(shownAs).arg(index + 1);
}

} // namespace

QStringList linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(path), qPrintable(file.errorString()));
    return QString::fromUtf8(file.readAll()).split(u'\n');
}

QList<Code> blocksOf(const QStringList &page, const QString &shownAs)
{
    static const QRegularExpression fence(u"^\\s*(```+|~~~+)\\s*(\\S*)"_s);
    QList<Code> blocks;
    std::optional<Code> open;
    QString opening;
    for (qsizetype i = 0; i < page.size(); ++i) {
        const auto match = fence.match(page.at(i));
        if (!match.hasMatch()) {
            if (open)
                open->lines += page.at(i);
        } else if (!open) {
            opening = match.captured(1);
            open = Code{placeOf(shownAs, i), match.captured(2), {}};
        } else if (match.captured(1) == opening && match.captured(2).isEmpty()) {
            open->lines = dedented(open->lines);
            blocks += *std::exchange(open, std::nullopt);
        } else {
            open->lines += page.at(i);
        }
    }
    if (open)
        qFatal("%s: a block without an end", qPrintable(open->place));
    return blocks;
}

QList<Code> snippetsOf(const QStringList &source, const QString &shownAs)
{
    static const QRegularExpression mark(u"^\\s*//! \\[(.+)\\]$"_s);
    QList<Code> snippets;
    QList<Code> open;
    for (qsizetype i = 0; i < source.size(); ++i) {
        const auto match = mark.match(source.at(i));
        if (!match.hasMatch()) {
            for (Code &snippet : open)
                snippet.lines += source.at(i);
            continue;
        }
        const QString name = match.captured(1);
        const auto begun =
            std::find_if(open.begin(), open.end(), [&](const Code &snippet) { return snippet.name == name; });
        if (begun == open.end()) {
            open += Code{placeOf(shownAs, i), name, {}};
        } else {
            begun->lines = dedented(begun->lines);
            snippets += *begun;
            open.erase(begun);
        }
    }
    if (!open.isEmpty())
        qFatal("%s: a snippet without an end", qPrintable(open.first().place));
    return snippets;
}

QList<Code> codeInColumn(const QStringList &page, const QString &column, const QString &shownAs)
{
    static const QRegularExpression code(u"`([^`]+)`"_s);
    QList<Code> found;
    bool inside = false;
    for (qsizetype i = 0; i < page.size(); ++i) {
        const QString line = page.at(i).trimmed();
        if (!line.startsWith(u'|')) {
            inside = false;
            continue;
        }
        // A column separator has spaces around it here, which no code of ours has.
        const QString last = line.chopped(1).section(u" | "_s, -1).trimmed();
        if (!inside) {
            inside = last == column;
            continue;
        }
        for (auto matches = code.globalMatch(last); matches.hasNext();)
            found += Code{placeOf(shownAs, i), column, {matches.next().captured(1)}};
    }
    return found;
}

} // namespace Pages
