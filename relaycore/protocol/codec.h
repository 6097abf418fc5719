// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/protocol/messages.h"

#include <QtCore/QByteArray>
#include <QtCore/QDebug>
#include <QtCore/QObject>
#include <QtCore/QString>

#include <memory>
#include <optional>
#include <utility>
#include <variant>

namespace RelayCore {

/// The reason why a text frame is not a relay message.
struct RELAYCORE_EXPORT DecodeError
{
    Q_GADGET
    Q_PROPERTY(RelayCore::DecodeError::Kind kind MEMBER kind)
    Q_PROPERTY(QString field MEMBER field)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString text READ text)

public:
    /// What is wrong with the frame.
    enum class Kind {
        InvalidUtf8,        ///< The bytes are not UTF-8.
        InvalidJson,        ///< Not one complete JSON value.
        NotAnObject,        ///< JSON, but not an object.
        UnknownMessageType, ///< `message_type` missing or not one of the three.
        MissingField,       ///< A field without a default is not there.
        UnknownField,       ///< A key that the message type does not have.
        WrongType,          ///< A field holds another JSON type than the protocol requires.
        InvalidUuid,        ///< Not a UUID in any form that parseUuid() accepts.
        InvalidDescription, ///< `description_type` is neither "offer" nor "answer".
        TooLarge,           ///< Longer than the decoder's limit.
    };
    Q_ENUM(Kind)

    /// Kind::InvalidJson without details.
    DecodeError() = default;
    /// An error that concerns the whole frame.
    explicit DecodeError(Kind what)
        : kind(what)
    {}
    /// An error of the kind \a what in the field \a where.
    DecodeError(Kind what, QString where, std::optional<qsizetype> byteOffset = {}, QString explanation = {})
        : kind(what)
        , field(std::move(where))
        , offset(byteOffset)
        , detail(std::move(explanation))
    {}

    Kind kind = Kind::InvalidJson;     ///< What is wrong.
    QString field{};                   ///< The field concerned, empty where the error concerns the whole frame.
    std::optional<qsizetype> offset{}; ///< Byte offset where known (UTF-8 and JSON errors).
    QString detail{};                  ///< What was expected, or what was found.

    /// Returns one sentence: what, where, and what was expected. Never contains the payload. Not translated, since it
    /// is meant for logs.
    [[nodiscard]] QString text() const;

    bool operator==(const DecodeError &) const = default;

    /// Writes all members.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const DecodeError &error);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const DecodeError &error);
};

/// A relay message, or the reason why the frame is none.
using DecodeResult = std::variant<RelayMessage, DecodeError>;

/// Writes the message or the error.
RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const DecodeResult &result);
/// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
[[nodiscard]] RELAYCORE_EXPORT char *toString(const DecodeResult &result);

/// Decodes relay messages strictly: required fields, known keys, right types.
///
/// A decoder keeps its buffers between messages; reuse it where many messages are decoded.
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

    /// Decodes one text frame. \param utf8 at most ProtocolLimits::maxDecodableBytes bytes.
    [[nodiscard]] DecodeResult decode(QByteArrayView utf8);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Decodes \a utf8 with a decoder of the calling thread. \par Threads  any.
[[nodiscard]] RELAYCORE_EXPORT DecodeResult decode(QByteArrayView utf8);

/// Returns \a message as ASCII-only JSON (`\uXXXX` beyond ASCII), `message_type` first, spaced as Python's json.dumps
/// does.
///
/// ASCII, because QWebSocket 6.4 splits long texts at byte boundaries, which would break a character beyond ASCII.
/// Unpaired surrogates are written as they are, as the reference does.
/// \par Threads  any.
/// \sa encodeText()
[[nodiscard]] RELAYCORE_EXPORT QByteArray encode(const RelayMessage &message);
/// Returns the same as a QString, for QWebSocket::sendTextMessage(); its size is the number of bytes on the wire.
/// \sa encode()
[[nodiscard]] RELAYCORE_EXPORT QString encodeText(const RelayMessage &message);

/// Returns the UUID in \a text, in any form that the reference accepts: 32 hexadecimal digits in any case, with or
/// without hyphens, braces or `urn:uuid:`. Returns an empty optional where \a text is not a UUID.
[[nodiscard]] RELAYCORE_EXPORT std::optional<QUuid> parseUuid(QAnyStringView text);

} // namespace RelayCore
