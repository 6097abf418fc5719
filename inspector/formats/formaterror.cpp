// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/formaterror.h"

#include "inspector/capture/systemerror.h"

#include <QtCore/QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::FormatError)
};

} // namespace

QString FormatError::text() const
{
    if (isText)
        return problem;
    QString place = file == u"-"_s ? Texts::tr("standard input") : file;
    if (line)
        place = Texts::tr("%1, line %2").arg(place, QString::number(*line));
    else if (offset)
        place = Texts::tr("%1, byte %2").arg(place, QString::number(*offset));
    QString sentences = u"%1: %2."_s.arg(place, translatedSystemError(problem));
    if (!advice.isEmpty())
        sentences += u' ' + advice + u'.';
    return sentences;
}

FormatError formatError(const CaptureError &error)
{
    return {error.file, {}, {}, error.text(), {}, false, true};
}

FormatError canceledConversion(const QString &file)
{
    return {file, {}, {}, Texts::tr("the conversion was canceled"), {}, true};
}

} // namespace Inspector
