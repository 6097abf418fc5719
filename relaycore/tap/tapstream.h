// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/tap/tapdirectory.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>
#include <variant>

namespace RelayCore {

/// Reads the stream of a tap incrementally. Ids in the events are those of the other process.
///
/// The stream is eight bytes (`RLCTAP`, the version, a line feed), then records: a length of four bytes, big endian,
/// and a CBOR map (RFC 8949) of that length. The first record describes the application, each following one is a wire
/// event. Maps may hold keys, and records may be of kinds, that a reader does not know; it passes over them.
///
/// \par Threads  a plain value.
/// \par Source   docs/tap.md
/// \since 0.2
class RELAYCORE_EXPORT TapStream
{
public:
    static constexpr int version = 1; ///< Of the stream's format.
    /// A longer record is an error: no message of a relay comes near.
    static constexpr qsizetype maxRecordBytes = 64 * 1024 * 1024;

    /// Why the stream cannot be read any further: an English sentence with the offset concerned.
    struct Error
    {
        QString text{}; ///< One English sentence.

        bool operator==(const Error &) const = default;
    };
    /// What a stream holds.
    using Item = std::variant<TapAddress, WireEvent, Error>;

    /// Adds what a socket delivered. Ignored after an error.
    void append(QByteArrayView bytes);
    /// Returns the next complete item, empty where more bytes are needed. After an Error nothing follows.
    [[nodiscard]] std::optional<Item> next();

private:
    [[nodiscard]] Item fail(const QString &text);

    QByteArray m_bytes;
    qsizetype m_read = 0; ///< How many of m_bytes have been read.
    qint64 m_offset = 0;  ///< Of m_bytes in the stream.
    bool m_begun = false; ///< The eight bytes were seen.
    bool m_broken = false;
};

} // namespace RelayCore
