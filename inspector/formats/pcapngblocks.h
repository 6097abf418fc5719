// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtNetwork/QHostAddress>

/// Appends blocks of a pcapng file, little-endian.
/// \par Source  draft-ietf-opsawg-pcapng, sections 3 and 4.
namespace Inspector::Pcapng {

/// Appends the section header, and the one interface: packets begin with the IP header, times are nanoseconds.
/// \a comment stands in the section, where Wireshark shows it as that of the file.
void appendHeader(QByteArray &file, const QByteArray &application, const QByteArray &comment);

/// Appends a name for an address.
void appendName(QByteArray &file, const QHostAddress &address, const QByteArray &name);

/// Appends a packet; an empty \a comment is left out.
void appendPacket(QByteArray &file, qint64 timeNs, QByteArrayView packet, const QByteArray &comment);

} // namespace Inspector::Pcapng
