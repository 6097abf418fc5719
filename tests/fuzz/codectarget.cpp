// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/codectarget.h"

#include "relaycore/protocol/codec.h"

#include <algorithm>

namespace Fuzz {

using namespace Qt::StringLiterals;
using namespace RelayCore;

namespace {

QString tryError(const DecodeError &error, QByteArrayView input)
{
    if (error.text().isEmpty())
        return u"An error has no text."_s;
    if (error.offset && (*error.offset < 0 || *error.offset > input.size()))
        return u"An error points to byte %1 of %2."_s.arg(*error.offset).arg(input.size());
    return {};
}

QString tryMessage(const RelayMessage &message)
{
    const QByteArray encoded = encode(message);
    if (!std::ranges::all_of(encoded, [](char byte) { return byte >= ' ' && byte <= '~'; }))
        return u"encode() wrote something beyond printable ASCII."_s;
    if (encodeText(message) != QLatin1StringView(encoded))
        return u"encodeText() and encode() differ."_s;
    const DecodeResult again = decode(encoded);
    if (const auto *error = std::get_if<DecodeError>(&again))
        return u"What encode() wrote is not decoded: "_s + error->text();
    if (std::get<RelayMessage>(again) != message)
        return u"A message changes when it is encoded and decoded."_s;
    return {};
}

QString tryUuid(QByteArrayView input)
{
    const auto uuid = parseUuid(QString::fromUtf8(input));
    // fromUtf8() drops a byte order mark.
    if (!input.startsWith("\xEF\xBB\xBF") && parseUuid(QUtf8StringView(input.data(), input.size())) != uuid)
        return u"UTF-8 and UTF-16 are not the same UUID."_s;
    if (uuid && parseUuid(uuid->toString(QUuid::WithoutBraces)) != uuid)
        return u"A UUID changes when it is written and read."_s;
    return {};
}

} // namespace

QString tryCodec(QByteArrayView input)
{
    const DecodeResult result = decode(input);
    const auto *error = std::get_if<DecodeError>(&result);
    const QString problem = error ? tryError(*error, input) : tryMessage(std::get<RelayMessage>(result));
    return problem.isEmpty() ? tryUuid(input) : problem;
}

} // namespace Fuzz
