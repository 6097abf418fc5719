// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/extension.h"

#include <QtCore/QDebug>
#include <QtCore/QMetaType>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <utility>

namespace RelayCore {

/// The scope of RelayError::Phase for the metaobject. Both enumerations of an error have an enumerator `Registration`,
/// and QML finds an enumerator by its name alone: RelayError.Registration is the category, RelayPhase.Registration the
/// phase. \since 0.2
struct RELAYCORE_EXPORT RelayPhase
{
    Q_GADGET

public:
    /// How far the client had come.
    enum class Phase {
        Configuration, ///< Before anything was sent.
        Opening,       ///< From DNS to the accepted upgrade; waiting for a retry counts too.
        Registration,  ///< Until the relay's response.
        Ready,         ///< Registered.
        Closing,       ///< After close().
    };
    Q_ENUM(Phase)
};

/// Why something failed, in a form that code can act on and a person can read.
/// \since 0.1
class RELAYCORE_EXPORT RelayError
{
    Q_GADGET
    Q_PROPERTY(RelayCore::RelayError::Category category MEMBER category)
    Q_PROPERTY(RelayCore::RelayPhase::Phase phase MEMBER phase)
    Q_PROPERTY(bool fatal MEMBER fatal)
    Q_PROPERTY(int closeCode READ closeCodeNumber)
    Q_PROPERTY(int httpStatus READ httpStatusNumber)
    Q_PROPERTY(QStringList tlsErrors MEMBER tlsErrors)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QString translatedText READ translatedText)

public:
    /// The kind of an error, for code. docs/guide.md lists which are retried.
    enum class Category {
        None,           ///< No error.
        InvalidAddress, ///< Not ws:// or wss:// with a host.
        Usage,          ///< A call or an option that cannot work (a bad header), or a send() cancelled or without room.
        Dns,            ///< The host name has no address.
        Refused,        ///< No server listens at the address.
        Timeout,        ///< A deadline of RelayClientOptions or of a message has passed.
        Tls,            ///< No TLS connection; RelayError::tlsErrors lists what is wrong with the certificate.
        Handshake,      ///< The HTTP upgrade was refused or malformed.
        Registration,   ///< The relay answered the registration with a refusal or with nonsense.
        Unauthorized,   ///< 4001 or HTTP 401.
        Forbidden,      ///< 4002 or HTTP 403.
        Duplicate,      ///< 4004: the UUID was registered on another socket.
        TooLarge,       ///< 4003 or 1009, or a message over RelayClientOptions::maxMessageBytes.
        Protocol,       ///< 4000, 1002, 1007: one side does not understand the other.
        Closed,         ///< The connection ended otherwise; or the client was closed or destroyed.
        Network,        ///< Any other transport error, a proxy's included.
    };
    Q_ENUM(Category)

    using Phase = RelayPhase::Phase; ///< How far the client had come.

    /// No error.
    RelayError() = default;
    /// An error of the category \a what in the phase \a when.
    RelayError(Category what, Phase when, QString sentence, bool isFatal = false)
        : category(what)
        , phase(when)
        , fatal(isFatal)
        , text(std::move(sentence))
    {}

    Category category = Category::None; ///< What kind of failure.
    Phase phase = Phase::Configuration; ///< When.
    bool fatal = false;                 ///< No further attempt is made.
    /// As received or concluded (1006), where there was a WebSocket. Comparable with CloseCode.
    std::optional<quint16> closeCode{};
    std::optional<int> httpStatus{}; ///< Where the upgrade was refused.
    QStringList tlsErrors{}; ///< English; what is wrong with the certificate, empty for any other failure of TLS.
    QString text{};          ///< One English sentence for logs; never holds a credential. \sa translatedText()

    /// Returns \c closeCode, or 0 where there is none.
    [[nodiscard]] int closeCodeNumber() const { return closeCode.value_or(0); }
    /// Returns \c httpStatus, or 0 where there is none.
    [[nodiscard]] int httpStatusNumber() const { return httpStatus.value_or(0); }

    /// Sets \c text to \a source, in which \a arguments replace the placeholders %1, %2 and so on (up to %9).
    void setText(const QByteArray &source, const QStringList &arguments = {});
    /// Returns the first argument of setText(); empty where \c text was assigned.
    [[nodiscard]] QByteArray textSource() const;
    /// Returns the second argument of setText(): hosts, numbers, the words of a relay or of the operating system.
    [[nodiscard]] QStringList textArguments() const;
    /// Returns the sentence for display, made from textSource() and textArguments() with the translators that the
    /// application has installed (context `RelayCore::RelayError`). Equal to \c text where none of them has it.
    /// \par Source  docs/guide.md, "When it fails".
    [[nodiscard]] QString translatedText() const;

    /// Returns whether all members are equal.
    friend RELAYCORE_EXPORT bool operator==(const RelayError &a, const RelayError &b);
    /// Writes all members.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const RelayError &error);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const RelayError &error);

private:
    ValueExtensionPointer d; ///< What \c text was made of, null where it was assigned.
};

/// The category in snake_case as event lines and captures write it: "invalid_address", "dns", ... "none" for None.
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView categoryName(RelayError::Category category);
/// "configuration", "opening", "registration", "ready" or "closing".
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView phaseName(RelayError::Phase phase);

} // namespace RelayCore

Q_DECLARE_METATYPE(RelayCore::RelayError)
