// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/formaterror.h"

#include <QtCore/QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

QString FormatError::text() const
{
    QString place = file == u"-"_s ? QCoreApplication::translate("Inspector::FormatError", "standard input") : file;
    if (line)
        place = QCoreApplication::translate("Inspector::FormatError", "%1, line %2").arg(place).arg(*line);
    else if (offset)
        place = QCoreApplication::translate("Inspector::FormatError", "%1, byte %2").arg(place).arg(*offset);
    QString sentences = u"%1: %2."_s.arg(place, problem);
    if (!advice.isEmpty())
        sentences += u' ' + advice + u'.';
    return sentences;
}

} // namespace Inspector
