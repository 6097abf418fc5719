// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/recordredactor.h"

#include "inspector/formats/credentialplaces.h"
#include "inspector/formats/textvalues.h"
#include "relaycore/wire/redaction.h"

#include <QtCore/QUrl>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace RelayCore;

namespace {

constexpr std::array names{"none"_L1, "secrets"_L1, "share"_L1}; // By RedactionProfile.
/// So many credentials are looked for in every spelling. Where there are more, they are replaced where they stand, and
/// the search for leftovers finds what that misses.
constexpr qsizetype maxMatched = 512;
/// Shorter ones are found in innocent text. SecretRedactor has the same limit.
constexpr qsizetype minimumCredentialBytes = 4;
constexpr qsizetype closeCodeBytes = 2;
/// Shorter names are common words, and are only replaced where a name stands.
constexpr qsizetype minimumWordBytes = 3;

} // namespace

std::optional<RedactionProfile> redactionFromName(QStringView name)
{
    for (size_t i = 0; i < names.size(); ++i) {
        if (name == names[i])
            return RedactionProfile(i);
    }
    return std::nullopt;
}

RecordRedactor::RecordRedactor(RedactionProfile profile, Pseudonyms pseudonyms)
    : m_profile(profile)
    , m_pseudonyms(std::move(pseudonyms))
{}

void RecordRedactor::learn(const SourceRow &row)
{
    for (const QString &text : {row.title, row.listen, row.upstream, row.stateDetail})
        learnText(text.toUtf8());
}

void RecordRedactor::learn(const StateRow &row)
{
    learnText(row.detail.toUtf8());
}

void RecordRedactor::endLearning()
{
    // A name that is a part of another one must not be replaced inside it.
    std::ranges::sort(m_hosts, std::greater<>(), &QByteArray::size);
    std::ranges::sort(m_names, std::greater<>(), &QByteArray::size);
}

void RecordRedactor::learnCredential(const QByteArray &value)
{
    if (value.size() < minimumCredentialBytes || CredentialPlaces::isReplaced(value) || m_credentials.contains(value))
        return;
    m_credentials.insert(value);
    if (m_credentials.size() <= maxMatched)
        m_secrets.addSecret(value);
}

void RecordRedactor::learnText(const QByteArray &text)
{
    for (const QByteArray &value : CredentialPlaces::credentialsIn(text))
        learnCredential(value);
}

void RecordRedactor::learn(const ConnectionRow &row)
{
    for (const QString &text : {row.upstream, row.clientAddress, row.registrationError, row.closeReason, row.violation,
                                row.closed ? row.closed->text : QString()})
        learnText(text.toUtf8());
    HeaderList headers;
    if (row.request) {
        learnText(row.request->requestLine);
        headers = row.request->headers;
    }
    if (row.response) {
        learnText(row.response->body);
        headers += row.response->headers;
    }
    for (const HttpHeader &header : headers)
        learnText(header.value);
    SecretRedactor found;
    found.addHeaders(headers);
    for (const QByteArray &value : found.secrets())
        learnCredential(value);
    if (m_profile != RedactionProfile::Share)
        return;
    const QUrl upstream(row.upstream);
    if (const QString host = upstream.host();
        !host.isEmpty() && QHostAddress(host).isNull() && host != u"localhost"_s) {
        (void)m_pseudonyms.host(host.toUtf8());
        if (!m_hosts.contains(host.toUtf8()))
            m_hosts.append(host.toUtf8());
    }
    if (!row.name.isEmpty())
        (void)name(row.name);
    ConnectionRow copy = row;
    redact(copy); // Gives every value in it its pseudonym.
}

void RecordRedactor::learn(const MessageRow &row)
{
    if (row.isOpaque())
        return;
    learnText(row.payload);
    // Their pseudonyms are made in a first pass, so that a value is known wherever it is repeated.
    for (const QByteArray &value : TextValues::iceCredentials(row.payload)) {
        if (value.size() >= minimumSearchedBytes)
            learnCredential(value);
        (void)m_pseudonyms.ice(value);
    }
    if (m_profile != RedactionProfile::Share)
        return;
    if (!row.sourceName.isEmpty())
        (void)name(row.sourceName);
    MessageRow copy = row;
    redact(copy); // Gives every value in it its pseudonym.
}

QString RecordRedactor::name(const QString &name)
{
    const QByteArray utf8 = name.toUtf8();
    if (utf8.size() >= minimumWordBytes && !m_pseudonyms.all().contains(utf8))
        m_names.append(utf8);
    return QString::fromUtf8(m_pseudonyms.name(utf8));
}

QByteArray RecordRedactor::knownWords(const QByteArray &bytes, Words words) const
{
    QByteArray result = bytes;
    for (const QByteArray &word : m_hosts)
        result = TextValues::withWord(result, word, m_pseudonyms.all().value(word).pseudonym);
    if (words == Words::All) {
        for (const QByteArray &word : m_names)
            result = TextValues::withWord(result, word, m_pseudonyms.all().value(word).pseudonym);
    }
    return result;
}

QByteArray RecordRedactor::text(const QByteArray &bytes, Words words)
{
    if (m_profile == RedactionProfile::None || bytes.isEmpty())
        return bytes;
    QByteArray result =
        TextValues::replaceIce(bytes, [this](const QByteArray &value) { return m_pseudonyms.ice(value); });
    if (m_profile == RedactionProfile::Share) {
        result = TextValues::replaceFingerprints(
            result, [this](const QByteArray &value) { return m_pseudonyms.fingerprint(value); });
        result = TextValues::replaceUuids(result, [this](const QUuid &value) { return m_pseudonyms.uuid(value); });
        result = TextValues::replaceAddresses(result,
                                              [this](const QByteArray &value) { return m_pseudonyms.address(value); });
        result = knownWords(result, words);
    }
    return m_secrets.redacted(CredentialPlaces::withoutCredentials(result));
}

void RecordRedactor::redact(QString &string)
{
    const QByteArray utf8 = string.toUtf8();
    const QByteArray result = text(utf8);
    if (result != utf8)
        string = QString::fromUtf8(result);
}

void RecordRedactor::redact(HeaderList &headers)
{
    for (HttpHeader &header : headers) {
        if (!CredentialPlaces::isReplaced(header.value))
            header = RelayCore::redacted(HeaderList{header}).front();
        redact(header.name);
        redact(header.value);
    }
}

void RecordRedactor::redact(TlsEstablished &tls)
{
    redact(tls.subject);
    redact(tls.issuer);
    for (QString &error : tls.errors)
        redact(error);
    if (m_profile != RedactionProfile::Share)
        return;
    tls.subject = QString::fromUtf8(m_pseudonyms.host(tls.subject.toUtf8()));
    tls.issuer = QString::fromUtf8(m_pseudonyms.host(tls.issuer.toUtf8()));
    tls.sha256 = m_pseudonyms.fingerprint(tls.sha256);
}

void RecordRedactor::redact(SourceRow &row)
{
    if (m_profile == RedactionProfile::None)
        return;
    for (QString *const text : {&row.title, &row.listen, &row.upstream, &row.stateDetail})
        redact(*text);
}

void RecordRedactor::redact(StateRow &row)
{
    redact(row.detail);
}

void RecordRedactor::redact(LostRow &row)
{
    redact(row.reason);
}

void RecordRedactor::redact(ConnectionRow &row)
{
    if (m_profile == RedactionProfile::None)
        return;
    row.upstream = redactedAddress(row.upstream);
    for (QString *const text :
         {&row.clientAddress, &row.upstream, &row.registrationError, &row.closeReason, &row.violation})
        redact(*text);
    if (row.closed)
        redact(row.closed->text);
    if (row.request) {
        redact(row.request->requestLine);
        redact(row.request->headers);
    }
    if (row.response) {
        redact(row.response->statusLine);
        redact(row.response->headers);
        redact(row.response->body);
    }
    for (std::optional<TlsEstablished> *const tls : {&row.tls, &row.clientTls}) {
        if (*tls)
            redact(**tls);
    }
    if (m_profile == RedactionProfile::Share) {
        row.name = name(row.name);
        row.uuid = m_pseudonyms.uuid(row.uuid);
    } else {
        redact(row.name);
    }
}

void RecordRedactor::redact(MessageRow &row)
{
    if (m_profile == RedactionProfile::None)
        return;
    if (row.isOpaque()) {
        m_emptied += row.payload.isEmpty() ? 0 : 1;
        row.payload.clear();
        row.truncated = true;
        return;
    }
    if (row.opcode == Opcode::Close) {
        row.payload =
            row.payload.first(std::min(closeCodeBytes, row.payload.size())) + text(row.payload.mid(closeCodeBytes));
    } else if (row.opcode != Opcode::Text || !redactMessage(row)) {
        row.payload = text(row.payload);
    }
    if (m_profile == RedactionProfile::Share) {
        row.source = m_pseudonyms.uuid(row.source);
        row.peer = m_pseudonyms.uuid(row.peer);
        if (!row.sourceName.isEmpty())
            row.sourceName = name(row.sourceName);
    } else {
        redact(row.sourceName);
    }
}

/// Replaces inside the fields of a relay message, so that what is escaped is found, too. Returns false if it is none.
bool RecordRedactor::redactMessage(MessageRow &row)
{
    DecodeResult decoded = m_decoder.decode(row.payload);
    auto *const message = std::get_if<RelayMessage>(&decoded);
    if (!message)
        return false;
    const RelayMessage before = *message;
    const bool isShared = m_profile == RedactionProfile::Share;
    const auto redactName = [&](QString &text) {
        if (isShared)
            text = name(text);
        else
            redact(text);
    };
    const auto redactOptional = [&](std::optional<QString> &text) {
        if (text)
            redact(*text);
    };
    if (auto *const registration = std::get_if<RelayRegistration>(message)) {
        redactName(registration->name);
        if (isShared)
            registration->uuid = m_pseudonyms.uuid(registration->uuid);
    } else if (auto *const response = std::get_if<RelayResponse>(message)) {
        redactOptional(response->message);
    } else if (auto *const peer = std::get_if<PeerConnection>(message)) {
        redactName(peer->sourceName);
        // Names are words of the grammar there: "application", "data".
        peer->description = QString::fromUtf8(text(peer->description.toUtf8(), Words::Hosts));
        redactOptional(peer->error);
        if (isShared) {
            peer->sourceUuid = m_pseudonyms.uuid(peer->sourceUuid);
            peer->peerUuid = m_pseudonyms.uuid(peer->peerUuid);
        }
    }
    // What did not change keeps its bytes.
    if (*message != before)
        row.payload = encode(*message);
    return true;
}

QByteArrayList RecordRedactor::searchedValues() const
{
    QSet<QByteArray> values = m_credentials;
    for (auto it = m_pseudonyms.all().cbegin(); it != m_pseudonyms.all().cend(); ++it) {
        if (!it->isWord)
            values.insert(it.key());
    }
    values.removeIf([](const QByteArray &value) { return value.size() < minimumSearchedBytes; });
    return values.values();
}

QByteArrayList RecordRedactor::searchedWords() const
{
    QSet<QByteArray> pseudonyms;
    for (const Pseudonyms::Entry &entry : m_pseudonyms.all())
        pseudonyms.insert(entry.pseudonym);
    QByteArrayList words;
    for (auto it = m_pseudonyms.all().cbegin(); it != m_pseudonyms.all().cend(); ++it) {
        // The pseudonym of one address may be another one that was in the capture.
        if (it->isWord && it.key().size() >= minimumSearchedBytes && !pseudonyms.contains(it.key()))
            words.append(it.key());
    }
    return words;
}

} // namespace Inspector
