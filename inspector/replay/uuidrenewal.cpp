// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/replay/uuidrenewal.h"

#include <algorithm>

namespace Inspector {

namespace {

constexpr qsizetype plainLength = 32;
constexpr qsizetype hyphenLength = 36;

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool hasForm(QByteArrayView text, bool hyphens)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isSeparator = hyphens && (i == 8 || i == 13 || i == 18 || i == 23);
        if (isSeparator ? text.at(i) != '-' : !isHexDigit(text.at(i)))
            return false;
    }
    return true;
}

/// Returns \a uuid in the form and the case of letters of \a like.
QByteArray written(const QUuid &uuid, QByteArrayView like)
{
    const QByteArray text = uuid.toByteArray(like.size() == hyphenLength ? QUuid::WithoutBraces : QUuid::Id128);
    const bool isUpper = std::ranges::any_of(like, [](char c) { return c >= 'A' && c <= 'F'; });
    return isUpper ? text.toUpper() : text;
}

QUuid uuidFrom(QByteArrayView text)
{
    return QUuid::fromRfc4122(QByteArray::fromHex(text.toByteArray().replace('-', "")));
}

} // namespace

UuidRenewal::UuidRenewal(const QList<QUuid> &uuids)
{
    for (const QUuid &uuid : uuids) {
        if (uuid.isNull() || m_renewed.contains(uuid))
            continue;
        const QUuid other = QUuid::createUuid();
        m_renewed.insert(uuid, other);
        m_originals.insert(other, uuid);
    }
}

QByteArray UuidRenewal::replaced(const QByteArray &text, const Map &map)
{
    if (map.isEmpty() || text.size() < plainLength)
        return text;
    QByteArray result = text;
    const QByteArrayView view(text);
    qsizetype run = 0; // Hexadecimal digits and hyphens before the position.
    for (qsizetype i = 0; i <= view.size(); ++i) {
        if (i < view.size() && (isHexDigit(view.at(i)) || view.at(i) == '-')) {
            ++run;
            continue;
        }
        // A UUID does not stand inside a longer number, so only a whole run can be one.
        if (run == plainLength || run == hyphenLength) {
            const QByteArrayView found = view.sliced(i - run, run);
            if (hasForm(found, run == hyphenLength)) {
                if (const auto other = map.constFind(uuidFrom(found)); other != map.constEnd())
                    result.replace(i - run, run, written(*other, found));
            }
        }
        run = 0;
    }
    return result;
}

} // namespace Inspector
