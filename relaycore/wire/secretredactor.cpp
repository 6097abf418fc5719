// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/secretredactor.h"

#include "relaycore/wire/secretmatcher.h"

#include <QtCore/QUrlQuery>

#include <algorithm>
#include <array>

namespace RelayCore {

using namespace Qt::StringLiterals;

class SecretRedactorData : public QSharedData
{
public:
    SecretMatcher matcher;
};

namespace {

constexpr QByteArrayView replacement("***");

/// Cookies hold much that is no secret ("en", "dark"), and would be found in innocent text.
constexpr qsizetype minimumCookieBytes = 8;
/// A line of base64 in a PEM file has 64 characters; only the last one is shorter.
constexpr qsizetype minimumPemLine = 16;

QByteArrayView withoutScheme(QByteArrayView credential)
{
    const qsizetype space = credential.indexOf(' ');
    return space < 0 ? credential : credential.sliced(space + 1).trimmed();
}

void redactIn(QStringList &texts, const SecretRedactor &redactor)
{
    for (QString &text : texts)
        text = redactor.redacted(text);
}

/// Replaces the secrets in every field that may hold text. There is no default: the compiler names a new kind of event.
class PayloadRedaction
{
public:
    explicit PayloadRedaction(const SecretRedactor &redactor)
        : m_redactor(redactor)
    {}

    void operator()(SourceStarted &started) const
    {
        replace(started.title);
        address(started.listen);
        address(started.upstream);
    }

    void operator()(StateChanged &changed) const { replace(changed.detail); }

    void operator()(ConnectionOpened &opened) const
    {
        address(opened.clientAddress);
        address(opened.upstream);
    }

    void operator()(TlsEstablished &tls) const
    {
        replace(tls.protocol);
        replace(tls.cipher);
        replace(tls.subject);
        replace(tls.issuer);
        redactIn(tls.errors, m_redactor);
    }

    void operator()(HandshakeRequest &request) const
    {
        request.requestLine = redactedQueries(request.requestLine);
        replace(request.requestLine);
        request.headers = m_redactor.redacted(request.headers);
    }

    void operator()(HandshakeResponse &response) const
    {
        replace(response.statusLine);
        response.headers = m_redactor.redacted(response.headers);
        replace(response.body);
    }

    void operator()(WireMessage &message) const { replace(message.payload); }

    void operator()(ControlFrame &frame) const
    {
        replace(frame.payload);
        replace(frame.closeReason);
    }

    void operator()(ProtocolViolation &violation) const { replace(violation.reason); }
    void operator()(ConnectionClosed &closed) const { replace(closed.text); }
    void operator()(EventsLost &lost) const { replace(lost.reason); }

private:
    template<typename Text>
    void replace(Text &text) const
    {
        text = m_redactor.redacted(text);
    }

    void address(QString &text) const
    {
        text = redactedAddress(text);
        replace(text);
    }

    const SecretRedactor &m_redactor;
};

} // namespace

// Without data until there is a secret: its tables take 7 KiB, which a process with thousands of clients would notice.
SecretRedactor::SecretRedactor() = default;

SecretRedactor::SecretRedactor(const SecretRedactor &other) = default;
SecretRedactor::SecretRedactor(SecretRedactor &&other) noexcept = default;
SecretRedactor &SecretRedactor::operator=(const SecretRedactor &other) = default;
SecretRedactor &SecretRedactor::operator=(SecretRedactor &&other) noexcept = default;
SecretRedactor::~SecretRedactor() = default;

void SecretRedactor::addSecret(const QByteArray &secret)
{
    if (secret.size() < SecretMatcher::minimumBytes)
        return;
    if (!d)
        d = new SecretRedactorData;
    d->matcher.add(secret);
}

void SecretRedactor::addHeaders(const HeaderList &headers)
{
    for (const HttpHeader &header : headers) {
        const QByteArrayView value = QByteArrayView(header.value).trimmed();
        if (header.name.compare("sec-websocket-protocol", Qt::CaseInsensitive) == 0) {
            for (const QByteArray &secret : secretSubprotocols(value))
                addSecret(secret);
        } else if (header.name.compare("cookie", Qt::CaseInsensitive) == 0
                   || header.name.compare("set-cookie", Qt::CaseInsensitive) == 0) {
            const QByteArrayList pairs = value.toByteArray().split(';');
            for (const QByteArray &pair : pairs) {
                const QByteArray cookie = pair.sliced(pair.indexOf('=') + 1).trimmed();
                if (cookie.size() >= minimumCookieBytes)
                    addSecret(cookie);
            }
        } else if (isSecretHeader(header.name)) {
            const QByteArray credential = withoutScheme(value).toByteArray();
            addSecret(credential);
            if (value.startsWith("Basic ") || value.startsWith("basic ")) {
                const QByteArray pair = QByteArray::fromBase64(credential);
                addSecret(pair);
                if (const qsizetype colon = pair.indexOf(':'); colon >= 0)
                    addSecret(pair.sliced(colon + 1));
            }
        }
    }
}

void SecretRedactor::addAddress(const QUrl &address)
{
    const QString secret =
        address.password().isEmpty() ? address.userName(QUrl::FullyDecoded) : address.password(QUrl::FullyDecoded);
    addSecret(secret.toUtf8());
    for (const QByteArray &value : secretQueryValues(address.query(QUrl::FullyEncoded).toLatin1().prepend('?')))
        addSecret(value);
}

void SecretRedactor::addPrivateKey(const QByteArray &pem)
{
    const QByteArrayList lines = pem.split('\n');
    for (const QByteArray &line : lines) {
        const QByteArray text = line.trimmed();
        if (text.size() >= minimumPemLine && !text.startsWith('-') && !text.contains(':'))
            addSecret(text);
    }
}

void SecretRedactor::addRequest(const HandshakeRequest &request)
{
    for (const QByteArray &value : secretQueryValues(request.requestLine))
        addSecret(value);
    addHeaders(request.headers);
}

QByteArrayList SecretRedactor::secrets() const
{
    return d ? d->matcher.secrets() : QByteArrayList();
}

bool SecretRedactor::isEmpty() const
{
    return !d || d->matcher.isEmpty();
}

QByteArray SecretRedactor::redacted(const QByteArray &text) const
{
    return d ? d->matcher.replaced(text, replacement) : text;
}

QString SecretRedactor::redacted(const QString &text) const
{
    if (isEmpty() || text.isEmpty())
        return text;
    const QByteArray utf8 = text.toUtf8();
    const QByteArray result = redacted(utf8);
    return result.constData() == utf8.constData() ? text : QString::fromUtf8(result);
}

HeaderList SecretRedactor::redacted(const HeaderList &headers) const
{
    HeaderList result = RelayCore::redacted(headers);
    for (HttpHeader &header : result) {
        header.name = redacted(header.name);
        header.value = redacted(header.value);
    }
    return result;
}

void SecretRedactor::redact(WirePayload &payload) const
{
    std::visit(PayloadRedaction(*this), payload);
}

} // namespace RelayCore
