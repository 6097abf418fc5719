// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringView>

namespace Inspector {

/// From where the address of a candidate can be reached.
enum class AddressScope : quint8 {
    Name,         ///< A name that only a look-up can tell.
    MulticastDns, ///< A name below `.local` (RFC 6762).
    Loopback,
    LinkLocal, ///< RFC 3927, RFC 4291
    Private,   ///< RFC 1918, RFC 4193 and, behind the NAT of a provider, RFC 6598.
    Global,    ///< Everything else.
};

enum class AddressFamily : quint8 { Unknown, IPv4, IPv6 };

struct CandidateAddress
{
    AddressScope scope = AddressScope::Name;
    AddressFamily family = AddressFamily::Unknown;
    /// The first 24 bits of an IPv4 address or the first 64 bits of an IPv6 address; 0 for names. A description does
    /// not contain the length of the prefix: these are the usual ones.
    quint64 prefix = 0;

    /// Returns the prefix as text with the length behind it, "192.0.2.0/24"; empty for names.
    [[nodiscard]] QString subnet() const;
    [[nodiscard]] bool isInSubnetOf(const CandidateAddress &other) const
    {
        return family == other.family && prefix == other.prefix;
    }
    [[nodiscard]] bool isName() const { return family == AddressFamily::Unknown; }
    bool operator==(const CandidateAddress &) const = default;
};

/// Returns what is known about \a address, which is not resolved.
[[nodiscard]] CandidateAddress classifyAddress(QStringView address);

} // namespace Inspector
