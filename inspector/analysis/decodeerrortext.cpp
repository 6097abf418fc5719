// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/decodeerrortext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using RelayCore::DecodeError;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::DecodeErrorText)
};

QString kindText(DecodeError::Kind kind)
{
    using Kind = DecodeError::Kind;
    switch (kind) {
    case Kind::InvalidUtf8:
        return Texts::tr("not UTF-8");
    case Kind::InvalidJson:
        return Texts::tr("not valid JSON");
    case Kind::NotAnObject:
        return Texts::tr("not a JSON object");
    case Kind::UnknownMessageType:
        return Texts::tr("not a known message type");
    case Kind::MissingField:
        return Texts::tr("missing field");
    case Kind::UnknownField:
        return Texts::tr("unknown field");
    case Kind::WrongType:
        return Texts::tr("wrong type");
    case Kind::InvalidUuid:
        return Texts::tr("not a UUID");
    case Kind::InvalidDescription:
        return Texts::tr("not a description type");
    case Kind::TooLarge:
        return Texts::tr("message too large");
    }
    Q_UNREACHABLE();
}

/// Returns the rest of the error, which the decoder writes in English. Names of fields and of JSON types stay.
QString detailText(const QString &detail)
{
    const std::pair<QLatin1StringView, QString> known[] = {
        {"the frame is empty"_L1, Texts::tr("the frame is empty")},
        {"missing"_L1, Texts::tr("missing")},
        {"not a field of (.+)"_L1, Texts::tr("not a field of %1")},
        {"32 hexadecimal digits expected"_L1, Texts::tr("32 hexadecimal digits expected")},
        {"\"offer\" or \"answer\" expected"_L1, Texts::tr("\"offer\" or \"answer\" expected")},
        {"\"relay_registration\", \"relay_response\" or \"peer_connection\" expected"_L1,
         Texts::tr("\"relay_registration\", \"relay_response\" or \"peer_connection\" expected")},
        {"string or null expected, (.+) found"_L1, Texts::tr("string or null expected, %1 found")},
        {"(.+) expected, (.+) found"_L1, Texts::tr("%1 expected, %2 found")},
        {"([0-9]+) bytes, at most ([0-9]+) are read"_L1, Texts::tr("%1 bytes, at most %2 are read")},
    };
    for (const auto &[pattern, text] : known) {
        const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern));
        const QRegularExpressionMatch match = expression.match(detail);
        if (!match.hasMatch())
            continue;
        return expression.captureCount() == 2   ? text.arg(match.captured(1), match.captured(2))
               : expression.captureCount() == 1 ? text.arg(match.captured(1))
                                                : text;
    }
    return detail;
}

} // namespace

QString decodeErrorText(const DecodeError &error)
{
    QString text = kindText(error.kind);
    if (!error.field.isEmpty())
        //: %1 is an error of a field, %2 the name of the field
        text = Texts::tr("%1 in \"%2\"").arg(text, error.field);
    if (error.offset)
        //: %1 is an error, %2 a number
        text = Texts::tr("%1 at byte %2").arg(text).arg(*error.offset);
    return error.detail.isEmpty() ? text : text + u": "_s + detailText(error.detail);
}

} // namespace Inspector
