// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/frames/inflater.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace Inspector {

/// One element of a Sec-WebSocket-Extensions field.
struct Extension
{
    struct Parameter
    {
        QByteArray name;                 ///< In lower case.
        std::optional<QByteArray> value; ///< Without quotes and escapes. Empty where there is no "=".

        bool operator==(const Parameter &) const = default;
    };

    QByteArray name; ///< In lower case.
    QList<Parameter> parameters;

    bool operator==(const Extension &) const = default;
};

/// Returns the elements of a Sec-WebSocket-Extensions field, several fields joined by commas. Empty optional: it breaks
/// the grammar.
/// \par Source  RFC 6455 section 9.1, RFC 9110 sections 5.6.1 (empty list elements) and 5.6.4 (quoted strings).
[[nodiscard]] std::optional<QList<Extension>> parseExtensions(QByteArrayView field);

/// What a client and a relay agreed on.
struct NegotiatedExtensions
{
    /// Set where permessage-deflate is in use.
    struct Deflate
    {
        Inflater::Options sent;     ///< For the messages of the client.
        Inflater::Options received; ///< For the messages of the relay.

        bool operator==(const Deflate &) const = default;
    };
    std::optional<Deflate> deflate;
    /// Which rule the response breaks, in English: an extension that was not offered or is not known here, a parameter
    /// that is not valid. Empty where it breaks none. \c deflate is set all the same where it was named.
    QString problem;
};

/// Returns what the response field \a accepted makes of the request field \a offered.
/// \par Source  RFC 6455 section 9.1, RFC 7692 sections 5.1 and 7.1.
[[nodiscard]] NegotiatedExtensions negotiatedExtensions(QByteArrayView offered, QByteArrayView accepted);

} // namespace Inspector
