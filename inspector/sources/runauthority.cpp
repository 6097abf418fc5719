// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/runauthority.h"

#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslSocket>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

template<auto Free>
struct Deleter
{
    template<typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, Deleter<BIO_free>>;

constexpr long day = 24L * 60 * 60; // s
constexpr long validDays = 30;
constexpr int version3 = 2;             // As X.509 counts.
constexpr qsizetype maxNameBytes = 64;  // ub-common-name of RFC 5280.
constexpr qsizetype maxHostBytes = 253; // RFC 1035.
constexpr qsizetype maxRemembered = 1'000;

Key newKey()
{
    return Key(EVP_EC_gen("P-256"));
}

QByteArray contentOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? QByteArray(data, size) : QByteArray();
}

QByteArray pemOf(X509 *certificate)
{
    const Memory bio(BIO_new(BIO_s_mem()));
    return bio && PEM_write_bio_X509(bio.get(), certificate) == 1 ? contentOf(bio.get()) : QByteArray();
}

QByteArray pemOf(EVP_PKEY *key)
{
    const Memory bio(BIO_new(BIO_s_mem()));
    const bool written = bio && PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1;
    return written ? contentOf(bio.get()) : QByteArray();
}

bool setSerial(X509 *certificate)
{
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), int(bytes.size())) != 1)
        return false;
    bytes[0] = (bytes[0] & 0x7f) | 0x40; // Positive, and of one length.
    const std::unique_ptr<BIGNUM, Deleter<BN_free>> number(BN_bin2bn(bytes.data(), int(bytes.size()), nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool addEntry(X509_NAME *name, int nid, QByteArrayView text)
{
    return X509_NAME_add_entry_by_NID(name, nid, MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(text.data()),
                                      int(text.size()), -1, 0)
           == 1;
}

bool addExtension(X509 *certificate, X509 *issuer, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// Everything but names, extensions and the signature.
Certificate newCertificate(EVP_PKEY *key)
{
    Certificate certificate(X509_new());
    const bool complete = certificate && X509_set_version(certificate.get(), version3) == 1
                          && setSerial(certificate.get())
                          && X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -day) != nullptr
                          && X509_gmtime_adj(X509_getm_notAfter(certificate.get()), validDays * day) != nullptr
                          && X509_set_pubkey(certificate.get(), key) == 1;
    return complete ? std::move(certificate) : nullptr;
}

bool sign(X509 *certificate, EVP_PKEY *key)
{
    return X509_sign(certificate, key, EVP_sha256()) > 0;
}

Certificate authorityCertificate(EVP_PKEY *key)
{
    Certificate certificate = newCertificate(key);
    if (!certificate)
        return nullptr;
    X509 *const x509 = certificate.get();
    X509_NAME *const name = X509_get_subject_name(x509);
    const bool complete = addEntry(name, NID_organizationName, "Relay Inspector")
                          && addEntry(name, NID_commonName, "Relay Inspector, authority of one run")
                          && X509_set_issuer_name(x509, name) == 1
                          && addExtension(x509, x509, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
                          && addExtension(x509, x509, NID_key_usage, "critical,keyCertSign,cRLSign")
                          && addExtension(x509, x509, NID_subject_key_identifier, "hash") && sign(x509, key);
    return complete ? std::move(certificate) : nullptr;
}

// Empty: not a host that a certificate can name. What is checked here cannot end the value and add others to it.
QByteArray alternativeName(const QString &host)
{
    if (const QHostAddress address(host); !address.isNull()) {
        QHostAddress plain(address);
        plain.setScopeId({});
        return "IP:" + plain.toString().toLatin1();
    }
    const QByteArray name = QUrl::toAce(host);
    const bool valid =
        !name.isEmpty() && name.size() <= maxHostBytes && std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
                   || c == '_';
        });
    return valid ? "DNS:" + name : QByteArray();
}

Certificate leafCertificate(const QByteArray &name, EVP_PKEY *key, X509 *issuer, EVP_PKEY *issuerKey)
{
    Certificate certificate = newCertificate(key);
    if (!certificate)
        return nullptr;
    X509 *const x509 = certificate.get();
    const QByteArrayView host = QByteArrayView(name).sliced(name.indexOf(':') + 1);
    const bool complete =
        addEntry(X509_get_subject_name(x509), NID_commonName, host.first(std::min(host.size(), maxNameBytes)))
        && X509_set_issuer_name(x509, X509_get_subject_name(issuer)) == 1
        && addExtension(x509, issuer, NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(x509, issuer, NID_key_usage, "critical,digitalSignature")
        && addExtension(x509, issuer, NID_ext_key_usage, "serverAuth")
        && addExtension(x509, issuer, NID_subject_key_identifier, "hash")
        && addExtension(x509, issuer, NID_authority_key_identifier, "keyid:always")
        && addExtension(x509, issuer, NID_subject_alt_name, name) && sign(x509, issuerKey);
    return complete ? std::move(certificate) : nullptr;
}

} // namespace

struct RunAuthority::Private
{
    Key authorityKey;
    Certificate authority;
    Key leafKey;
    QSslKey qtLeafKey;
    QHash<QByteArray, QSslConfiguration> configurations; // By name.
};

std::variant<std::unique_ptr<RunAuthority>, QString> RunAuthority::create()
{
    auto data = std::make_unique<Private>();
    data->authorityKey = newKey();
    data->leafKey = newKey();
    if (data->authorityKey && data->leafKey)
        data->authority = authorityCertificate(data->authorityKey.get());
    if (data->authority)
        data->qtLeafKey = QSslKey(pemOf(data->leafKey.get()), QSsl::Ec);
    if (data->qtLeafKey.isNull())
        return u"OpenSSL cannot make a key and a certificate"_s;
    return std::unique_ptr<RunAuthority>(new RunAuthority(std::move(data)));
}

RunAuthority::RunAuthority(std::unique_ptr<Private> data)
    : d(std::move(data))
{}

RunAuthority::~RunAuthority() = default;

QByteArray RunAuthority::certificatePem() const
{
    return pemOf(d->authority.get());
}

QSslConfiguration RunAuthority::configurationFor(const QString &host)
{
    const QByteArray name = alternativeName(host);
    if (name.isEmpty())
        return {};
    if (const auto found = d->configurations.constFind(name); found != d->configurations.cend())
        return *found;
    const Certificate leaf = leafCertificate(name, d->leafKey.get(), d->authority.get(), d->authorityKey.get());
    if (!leaf)
        return {};
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain({QSslCertificate(pemOf(leaf.get())), QSslCertificate(certificatePem())});
    configuration.setPrivateKey(d->qtLeafKey);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    // A client that could speak HTTP/2 would not be understood.
    configuration.setAllowedNextProtocols({"http/1.1"_ba});
    if (d->configurations.size() >= maxRemembered)
        d->configurations.clear();
    d->configurations.insert(name, configuration);
    return configuration;
}

} // namespace Inspector
