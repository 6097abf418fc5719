// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/runrequest.h"

#include "inspector/setup/texts.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

std::variant<QStringList, QString> splitCommand(const QString &line)
{
    QStringList words;
    QString word;
    QChar quote; // Null outside of quotes.
    bool hasWord = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar character = line.at(i);
        const bool hasNext = i + 1 < line.size();
        if (quote.isNull() && character.isSpace()) {
            if (std::exchange(hasWord, false))
                words.append(std::exchange(word, QString()));
        } else if (quote.isNull() && (character == u'\'' || character == u'"')) {
            quote = character;
            hasWord = true;
        } else if (!quote.isNull() && character == quote) {
            quote = QChar();
        } else if (character == u'\\' && hasNext && quote != u'\''
                   && (quote.isNull() || QStringView(u"\\\"$`").contains(line.at(i + 1)))) {
            word += line.at(++i);
            hasWord = true;
        } else {
            word += character;
            hasWord = true;
        }
    }
    if (!quote.isNull())
        return Setup::tr("A quotation mark is not closed.");
    if (hasWord)
        words.append(word);
    if (words.isEmpty() || words.constFirst().isEmpty())
        return Setup::tr("Enter a program, such as python3 endpoint.py.");
    return words;
}

} // namespace Inspector
