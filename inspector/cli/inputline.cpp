// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/inputline.h"

#include "inspector/cli/jsonline.h"
#include "relaycore/protocol/codec.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// The decoder keeps the last of several values of one key, so the defaults go in front of what the line has.
QByteArray withIdentity(QByteArrayView object, const InputIdentity &self, qsizetype *inserted)
{
    JsonLine identity;
    identity.text("source_uuid"_L1, self.uuid.toString(QUuid::WithoutBraces)).text("source_name"_L1, self.name);
    QByteArray members = identity.object().sliced(1);
    members.chop(1);
    members += ',';
    *inserted = members.size();
    QByteArray whole = object.toByteArray();
    return whole.insert(whole.indexOf('{') + 1, members);
}

bool isIdentityField(const QString &field)
{
    return field == "source_uuid"_L1 || field == "source_name"_L1;
}

} // namespace

std::variant<RelayCore::RelayMessage, InputError> readInputLine(QByteArrayView line, const InputIdentity &self)
{
    using RelayCore::DecodeError;

    RelayCore::DecodeResult result = RelayCore::decode(line);
    if (const auto *error = std::get_if<DecodeError>(&result);
        error && error->kind == DecodeError::Kind::MissingField && isIdentityField(error->field)) {
        qsizetype inserted = 0;
        result = RelayCore::decode(withIdentity(line, self, &inserted));
        if (auto *second = std::get_if<DecodeError>(&result); second && second->offset)
            second->offset = *second->offset - inserted;
    }
    if (const auto *error = std::get_if<DecodeError>(&result))
        return InputError{error->text()};
    return std::get<RelayCore::RelayMessage>(std::move(result));
}

} // namespace Inspector
