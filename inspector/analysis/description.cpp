// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/description.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <simdjson.h>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// Returns the member `sdp` of the JSON object \a utf8; nothing where simdjson does not read it, which is stricter than
/// QJsonDocument, or where the member is no text.
std::optional<QString> sdpMember(const QByteArray &utf8)
{
    thread_local simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(utf8.constData(), std::size_t(utf8.size())).get(object) != simdjson::SUCCESS)
        return std::nullopt;
    std::optional<simdjson::dom::element> last; // As QJsonDocument takes it.
    for (const auto [key, value] : object) {
        if (key == "sdp")
            last = value;
    }
    std::string_view text;
    if (!last || last->get(text) != simdjson::SUCCESS)
        return std::nullopt;
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

QString sessionDescriptionIn(const QString &description)
{
    if (!QStringView(description).trimmed().startsWith(u'{'))
        return description;
    const QByteArray utf8 = description.toUtf8();
    if (auto sdp = sdpMember(utf8))
        return *std::move(sdp);
    const QJsonValue sdp = QJsonDocument::fromJson(utf8).object().value("sdp"_L1);
    return sdp.isString() ? sdp.toString() : description;
}

} // namespace Inspector
