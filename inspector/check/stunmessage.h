// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtNetwork/QHostAddress>

#include <optional>
#include <variant>

namespace Inspector {

/// An address with a port, as STUN transports it.
struct StunAddress
{
    QHostAddress address{};
    quint16 port = 0;

    /// Returns "192.0.2.1:3478" or "[2001:db8::1]:3478".
    [[nodiscard]] QString toString() const;
    bool operator==(const StunAddress &) const = default;
};

/// The answer to a Binding request. \par Source  RFC 8489 sections 5 and 14, RFC 5780 section 7.
struct StunResponse
{
    QByteArray transaction{};            ///< 12 bytes
    std::optional<StunAddress> mapped{}; ///< XOR-MAPPED-ADDRESS, or MAPPED-ADDRESS of RFC 3489.
    std::optional<StunAddress> other{};  ///< OTHER-ADDRESS: where the server can be asked besides.
    std::optional<int> error{};          ///< ERROR-CODE, 300 to 699.
    QString reason{};                    ///< Of the error. At most 509 characters; not safe to show.

    bool operator==(const StunResponse &) const = default;
};

/// Why a datagram is no answer to a Binding request.
enum class StunDefect : quint8 {
    NotStun,          ///< Too short, no magic cookie, or the first bits are set.
    NotAResponse,     ///< Another method or class.
    Truncated,        ///< Its length, or that of an attribute, does not fit.
    Checksum,         ///< FINGERPRINT does not fit.
    UnknownAttribute, ///< One that a receiver must understand.
    BadAddress,       ///< An address of an unknown family or a wrong size.
};

/// The bytes of a transaction identifier.
inline constexpr qsizetype stunTransactionBytes = 12;

/// Returns a Binding request with \a transaction, which has stunTransactionBytes bytes.
[[nodiscard]] QByteArray stunBindingRequest(const QByteArray &transaction);

/// Reads a datagram. Pure; every input has a result.
[[nodiscard]] std::variant<StunResponse, StunDefect> readStunResponse(QByteArrayView datagram);

} // namespace Inspector
