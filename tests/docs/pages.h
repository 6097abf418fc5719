// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

/// What the pages of docs/ and the sources of their code are made of. Lines are as in the file; line numbers count
/// from 1.
namespace Pages {

/// A fenced block of a page, or what stands between two lines `//! [name]` of a source, without common indentation.
struct Code
{
    QString place; ///< `docs/guide.md:42`
    QString name;  ///< The language of a block, the name of a snippet.
    QStringList lines;
};

/// Every line of \a path; reading a file that is not there is fatal.
[[nodiscard]] QStringList linesOf(const QString &path);

/// The fenced blocks of the page, \a shownAs. An unfinished one is fatal.
[[nodiscard]] QList<Code> blocksOf(const QStringList &page, const QString &shownAs);

/// The snippets of a source. An unfinished one is fatal; the marks of others inside of one are left out.
[[nodiscard]] QList<Code> snippetsOf(const QStringList &source, const QString &shownAs);

/// The code in the last column of the Markdown tables whose head ends with \a column: one entry per `...`.
[[nodiscard]] QList<Code> codeInColumn(const QStringList &page, const QString &column, const QString &shownAs);

} // namespace Pages
