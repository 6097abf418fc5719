// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/support/secretspellings.h"

#include <QtCore/QString>

namespace SecretSpellings {

const QByteArray secret("s3cr3t.T0KEN+value/42?~ü");

namespace {

QByteArray percent(const QByteArray &text)
{
    QByteArray result;
    for (const char c : text)
        result += '%' + QByteArray(1, c).toHex().toUpper();
    return result;
}

QByteArray jsonEscaped(const QString &text)
{
    QByteArray result;
    for (const QChar c : text)
        result += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    return result;
}

} // namespace

QList<Spelling> spellings()
{
    const QByteArray base64 = ("user:" + secret).toBase64();
    return {
        {"as it is", secret, "***"},
        {"percent-encoded as in a query", secret.toPercentEncoding(), "***"},
        {"percent-encoded in small letters",
         secret.toPercentEncoding().toLower().replace("s3cr3t.t0ken", "s3cr3t.T0KEN"), "***"},
        {"every byte percent-encoded", percent(secret), "***"},
        {"JSON with escaped slashes and letters", QByteArray(secret).replace("/", "\\/").replace("ü", "\\u00FC"),
         "***"},
        {"every character JSON-escaped", jsonEscaped(QString::fromUtf8(secret)), "***"},
        {"base64", secret.toBase64(), "***"},
        {"base64url without padding", secret.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
         "***"},
        {"base64 of user and password", base64, "***"},
        {"base64 of one byte before it", ("x" + secret + "yz").toBase64(), "***"},
        {"base64, percent-encoded", secret.toBase64().toPercentEncoding(), "***"},
        {"base64, JSON-escaped", secret.toBase64().replace("/", "\\/"), "***"},
    };
}

} // namespace SecretSpellings
