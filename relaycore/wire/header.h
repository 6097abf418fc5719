// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QByteArray>
#include <QtCore/QDebug>
#include <QtCore/QHashFunctions>
#include <QtCore/QList>

#include <utility>

namespace RelayCore {

/// An HTTP header field. A plain value.
/// \since 0.1
struct HttpHeader
{
    /// An empty name and value.
    HttpHeader() = default;
    /// The field \a fieldName with the value \a fieldValue.
    HttpHeader(QByteArray fieldName, QByteArray fieldValue)
        : name(std::move(fieldName))
        , value(std::move(fieldValue))
    {}

    QByteArray name{};  ///< As written on the wire.
    QByteArray value{}; ///< Without the white space around it.

    bool operator==(const HttpHeader &) const = default;

    /// Writes name and value; a secret value as redactedHeaderValue() returns it.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const HttpHeader &header);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const HttpHeader &header);
    /// Returns a hash of both members.
    friend RELAYCORE_EXPORT size_t qHash(const HttpHeader &header, size_t seed) noexcept;
};
/// In the order of the wire; a name may occur more than once.
using HeaderList = QList<HttpHeader>;

} // namespace RelayCore
