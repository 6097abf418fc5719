// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"
#include "inspector/formats/pseudonyms.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/wire/secretredactor.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QSet>

#include <optional>

namespace Inspector {

/// What is replaced before a capture is handed on.
enum class RedactionProfile : quint8 {
    None,    ///< Nothing.
    Secrets, ///< Tokens and other credentials; ice-ufrag and ice-pwd.
    Share,   ///< Also addresses, host names, names, UUIDs and fingerprints.
};

[[nodiscard]] std::optional<RedactionProfile> redactionFromName(QStringView name);

/// Replaces secrets in the rows of a capture. Credentials become `***`; everything else becomes a pseudonym of its
/// kind, so that a redacted capture still correlates and is still diagnosed the same.
///
/// \par Threads  one.
class RecordRedactor
{
public:
    explicit RecordRedactor(RedactionProfile profile, Pseudonyms pseudonyms = {});

    // Learns the credentials, names and hosts in a row. Every row is learned before the first is redacted.
    void learn(const SourceRow &row);
    void learn(const StateRow &row);
    void learn(const ConnectionRow &row);
    void learn(const MessageRow &row);
    /// Call this between the last learn() and the first redact().
    void endLearning();

    void redact(SourceRow &row);
    void redact(StateRow &row);
    void redact(LostRow &row);
    void redact(ConnectionRow &row);
    void redact(MessageRow &row);

    /// Returns every value that must not be in the output, wherever it stands: credentials, UUIDs, fingerprints. Each
    /// is at least minimumSearchedBytes long.
    [[nodiscard]] QByteArrayList searchedValues() const;
    /// The same for values that must not be there as whole words: addresses, hosts, names.
    [[nodiscard]] QByteArrayList searchedWords() const;
    /// Shorter values are found in innocent text.
    static constexpr qsizetype minimumSearchedBytes = 8;

    [[nodiscard]] const Pseudonyms &pseudonyms() const { return m_pseudonyms; }
    [[nodiscard]] const QSet<QByteArray> &credentials() const { return m_credentials; }
    /// Returns how many messages were emptied because they could not be inflated, and may hold anything.
    [[nodiscard]] quint64 emptiedMessages() const { return m_emptied; }

private:
    void learnCredential(const QByteArray &value);
    void learnText(const QByteArray &text);
    /// Which values are replaced as whole words.
    enum class Words : quint8 { Hosts, All };
    [[nodiscard]] QByteArray text(const QByteArray &bytes, Words words = Words::All);
    void redact(QString &text);
    void redact(QByteArray &bytes) { bytes = text(bytes); }
    void redact(RelayCore::HeaderList &headers);
    void redact(RelayCore::TlsEstablished &tls);
    [[nodiscard]] bool redactMessage(MessageRow &row);
    [[nodiscard]] QString name(const QString &name);
    [[nodiscard]] QByteArray knownWords(const QByteArray &bytes, Words words) const;

    RedactionProfile m_profile;
    Pseudonyms m_pseudonyms;
    RelayCore::SecretRedactor m_secrets;
    QSet<QByteArray> m_credentials;
    QByteArrayList m_hosts; ///< The longest first.
    QByteArrayList m_names; ///< The longest first.
    RelayCore::Decoder m_decoder;
    quint64 m_emptied = 0;
};

} // namespace Inspector
