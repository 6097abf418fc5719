// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/headers.h"

#include "inspector/setup/texts.h"

#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

// RFC 9110 section 5.6.2.
bool isTokenCharacter(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z')
           || "!#$%&'*+-.^_`|~"_L1.contains(c);
}

} // namespace

std::variant<RelayCore::HttpHeader, QString> readHeader(const QString &line)
{
    const qsizetype colon = line.indexOf(u':');
    if (colon < 0)
        return Setup::tr("A header is written “Name: value”.");
    const QString name = line.first(colon);
    if (name.isEmpty() || !std::ranges::all_of(name, isTokenCharacter))
        return Setup::tr("The name before the colon may hold letters, digits and !#$%&'*+-.^_`|~ only.");
    const QString value = line.sliced(colon + 1).trimmed();
    if (std::ranges::any_of(value, [](QChar c) { return c == u'\r' || c == u'\n' || c.isNull(); }))
        return Setup::tr("The value of a header is a single line.");
    return RelayCore::HttpHeader{name.toLatin1(), value.toUtf8()};
}

std::variant<RelayCore::HeaderList, QString> readHeaderLines(const QString &text)
{
    RelayCore::HeaderList headers;
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines.at(i).trimmed().isEmpty())
            continue;
        const auto read = readHeader(lines.at(i).trimmed());
        if (const auto *problem = std::get_if<QString>(&read))
            return Setup::tr("Line %1: %2").arg(QString::number(i + 1), *problem);
        headers.append(std::get<RelayCore::HttpHeader>(read));
    }
    return headers;
}

bool hasHeader(const RelayCore::HeaderList &headers, QByteArrayView name)
{
    return std::ranges::any_of(headers, [name](const RelayCore::HttpHeader &header) {
        return header.name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

} // namespace Inspector
