// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayList>
#include <QtCore/QHash>
#include <QtCore/QUuid>
#include <QtNetwork/QHostAddress>

namespace Inspector {

/// Gives every value another one of the same kind, and the same one every time: what was equal stays equal, and nothing
/// else can be learned without the key, which is drawn anew for each object.
///
/// Values that identify no machine stay: loopback and unspecified addresses, the null UUID.
class Pseudonyms
{
public:
    enum class Kind : quint8 { Ice, Uuid, Address, Name, Host, Fingerprint };

    Pseudonyms();
    /// For tests: the same key gives the same pseudonyms.
    explicit Pseudonyms(QByteArray key);

    /// Returns letters and digits, as many as \a value has bytes.
    [[nodiscard]] QByteArray ice(const QByteArray &value);
    [[nodiscard]] QUuid uuid(const QUuid &value);
    /// Returns an address of the same reach (private, link-local, shared, global; IPv4 or IPv6). Addresses of one
    /// network stay in one.
    [[nodiscard]] QByteArray address(const QByteArray &value);
    /// Returns \c peer-1, \c peer-2, ... in the order in which names are first seen.
    [[nodiscard]] QByteArray name(const QByteArray &value);
    [[nodiscard]] QByteArray host(const QByteArray &value);
    /// Returns hexadecimal digits in the places of those of \a value; what is between them stays.
    [[nodiscard]] QByteArray fingerprint(const QByteArray &value);

    struct Entry
    {
        QByteArray pseudonym;
        bool isWord = false; ///< An address, a host, a name: found as a whole word only.
        Kind kind = Kind::Ice;
    };
    /// Returns every value that has a pseudonym, with it.
    [[nodiscard]] const QHash<QByteArray, Entry> &all() const { return m_all; }
    /// Returns how many different values of \a kind have one.
    [[nodiscard]] int count(Kind kind) const { return m_counts.value(kind); }

private:
    struct Network
    {
        quint32 number = 0; ///< Among those of its reach.
        quint32 hosts = 0;  ///< That have a pseudonym.
    };

    [[nodiscard]] QHostAddress addressInNetwork(const QHostAddress &original);
    [[nodiscard]] QByteArray digest(const QByteArray &value) const;
    QByteArray remember(Kind kind, const QByteArray &value, const QByteArray &pseudonym);
    [[nodiscard]] QByteArray numbered(Kind kind, const QByteArray &value, const QByteArray &prefix,
                                      const QByteArray &suffix);

    QByteArray m_key;
    QHash<QByteArray, Entry> m_all;
    QHash<Kind, int> m_counts;
    QHash<QByteArray, Network> m_networks;
    QHash<quint32, quint32> m_networkCounts; ///< By where their pseudonyms begin.
};

} // namespace Inspector
