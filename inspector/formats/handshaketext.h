// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QUrl>

/// Takes the parts of a handshake out of the row of its connection.
namespace Inspector {

/// `GET /path HTTP/1.1`, in parts. What the connection has no request for is empty.
struct RequestLine
{
    QString method;
    QString target;
    QString version;
};
[[nodiscard]] RequestLine requestLineOf(const ConnectionRow &row);

/// `HTTP/1.1 101 Switching Protocols`, in parts, without the status.
struct StatusLine
{
    QString version;
    QString reason;
};
[[nodiscard]] StatusLine statusLineOf(const RelayCore::HandshakeResponse &response);

/// Returns the type of the body of \a response, without parameters; empty where it is not known.
[[nodiscard]] QByteArray mimeTypeOf(const RelayCore::HandshakeResponse &response);

/// Returns the address that the client requested: that of the relay with the path and the query of the request.
[[nodiscard]] QUrl addressOf(const ConnectionRow &row);

} // namespace Inspector
