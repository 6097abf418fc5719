// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/decodeerrortext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <vector>

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

struct Detail
{
    const char *pattern;
    const char *text; ///< With a placeholder for each group of the pattern.
};

/// What the decoder writes behind the kind of error, in English. The first one that fits is taken.
constexpr Detail details[] = {
    {"the frame is empty", QT_TRANSLATE_NOOP("Inspector::DecodeErrorText", "the frame is empty")},
    {"missing", QT_TRANSLATE_NOOP("Inspector::DecodeErrorText", "missing")},
    {"required", QT_TRANSLATE_NOOP("Inspector::DecodeErrorText", "required")},
    {"not a field of (.+)", QT_TRANSLATE_NOOP("Inspector::DecodeErrorText", "not a field of %1")},
    {"32 hexadecimal digits expected",
     QT_TRANSLATE_NOOP("Inspector::DecodeErrorText", "32 hexadecimal digits expected")},
    {"\"offer\" or \"answer\" expected",
     QT_TRANSLATE_NOOP("Inspector::DecodeErrorText", "\"offer\" or \"answer\" expected")},
    {"\"relay_registration\", \"relay_response\" or \"peer_connection\" expected",
     QT_TRANSLATE_NOOP("Inspector::DecodeErrorText",
                       "\"relay_registration\", \"relay_response\" or \"peer_connection\" expected")},
    {"string or null expected, (.+) found",
     QT_TRANSLATE_NOOP("Inspector::DecodeErrorText", "string or null expected, %1 found")},
    {"(.+) expected, (.+) found", QT_TRANSLATE_NOOP("Inspector::DecodeErrorText", "%1 expected, %2 found")},
    {"([0-9]+) bytes, at most ([0-9]+) are read",
     QT_TRANSLATE_NOOP("Inspector::DecodeErrorText", "%1 bytes, at most %2 are read")},
};

std::vector<QRegularExpression> compiled()
{
    std::vector<QRegularExpression> expressions;
    for (const Detail &each : details)
        expressions.emplace_back(QRegularExpression::anchoredPattern(QLatin1StringView(each.pattern)));
    return expressions;
}

/// Returns \a detail of an error, translated. Names of fields and of JSON types stay.
QString detailText(const QString &detail)
{
    static const std::vector<QRegularExpression> expressions = compiled();
    for (std::size_t i = 0; i < expressions.size(); ++i) {
        const QRegularExpressionMatch match = expressions[i].match(detail);
        if (!match.hasMatch())
            continue;
        const QString text = Texts::tr(details[i].text);
        switch (expressions[i].captureCount()) {
        case 0:
            return text;
        case 1:
            return text.arg(match.captured(1));
        default:
            return text.arg(match.captured(1), match.captured(2));
        }
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
        text = Texts::tr("%1 at byte %2").arg(text, QString::number(*error.offset));
    return error.detail.isEmpty() ? text : text + u": "_s + detailText(error.detail);
}

} // namespace Inspector
