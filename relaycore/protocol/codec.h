// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/protocol/messages.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <memory>
#include <optional>
#include <variant>

namespace RelayCore {

/// Why a text frame is not a relay message.
struct RELAYCORE_EXPORT DecodeError
{
    /// What is wrong with it.
    enum class Kind : quint8 {
        InvalidUtf8,        ///< The bytes are not UTF-8.
        InvalidJson,        ///< Not one complete JSON value.
        NotAnObject,        ///< JSON, but not an object.
        UnknownMessageType, ///< `message_type` missing or not one of the three.
        MissingField,       ///< A field without a default is not there.
        UnknownField,       ///< A key that the message type does not have.
        WrongType,          ///< A field holds another JSON type than the protocol wants.
        InvalidUuid,        ///< Not a UUID in any form that parseUuid() takes.
        InvalidDescription, ///< `description_type` is neither "offer" nor "answer".
        TooLarge,           ///< Longer than the decoder's limit.
    };

    Kind kind = Kind::InvalidJson;   ///< What is wrong.
    QString field;                   ///< The field concerned, empty where the whole frame is.
    std::optional<qsizetype> offset; ///< Byte offset where known (UTF-8 and JSON errors).
    QString detail;                  ///< What was expected, or what was found.

    /// One sentence: what, where, and what was expected. Never contains the payload. Not translated (it goes to logs).
    [[nodiscard]] QString text() const;

    bool operator==(const DecodeError &) const = default;
};

/// A relay message, or why the frame is none.
using DecodeResult = std::variant<RelayMessage, DecodeError>;

/// Reads relay messages strictly: required fields, known keys, right types.
///
/// A decoder keeps its buffers, so use one for many messages.
///
/// \par Threads  one decoder, one thread at a time.
/// \par Errors   returned, never thrown.
/// \since 0.1
class RELAYCORE_EXPORT Decoder
{
public:
    Decoder();
    ~Decoder();
    Decoder(Decoder &&) noexcept;            ///< Moved from, a decoder can only be destroyed or assigned to.
    Decoder &operator=(Decoder &&) noexcept; ///< As above.
    Q_DISABLE_COPY(Decoder)

    /// Decodes one text frame. \param utf8 at most Limits::maxDecodableBytes bytes.
    [[nodiscard]] DecodeResult decode(QByteArrayView utf8);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Decodes with a decoder of the calling thread. \par Threads  any.
[[nodiscard]] RELAYCORE_EXPORT DecodeResult decode(QByteArrayView utf8);

/// Writes \a message as ASCII-only JSON (`\uXXXX` beyond ASCII), `message_type` first, spaced as Python's json.dumps
/// does.
///
/// ASCII, because QWebSocket 6.4 cuts long texts at byte borders and a cut character would not survive.
/// Unpaired surrogates are written as they are, as the reference does.
/// \par Threads  any.
[[nodiscard]] RELAYCORE_EXPORT QByteArray encode(const RelayMessage &message);
/// The same as a QString, ready for QWebSocket::sendTextMessage(); its size is the number of bytes on the wire.
[[nodiscard]] RELAYCORE_EXPORT QString encodeText(const RelayMessage &message);

/// Reads a UUID in any form the reference takes: 32 hexadecimal digits in any case, with or without hyphens, braces or
/// `urn:uuid:`. Empty where \a text is not a UUID.
[[nodiscard]] RELAYCORE_EXPORT std::optional<QUuid> parseUuid(QAnyStringView text);

} // namespace RelayCore
