// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/description.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

QString sessionDescriptionIn(const QString &description)
{
    if (!QStringView(description).trimmed().startsWith(u'{'))
        return description;
    const QJsonValue sdp = QJsonDocument::fromJson(description.toUtf8()).object().value("sdp"_L1);
    return sdp.isString() ? sdp.toString() : description;
}

} // namespace Inspector
