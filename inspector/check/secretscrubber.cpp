// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/secretscrubber.h"

#include "relaycore/wire/displaytext.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

SecretScrubber::SecretScrubber(const RelayCore::HeaderList &request)
{
    m_secrets.addHeaders(request);
}

void SecretScrubber::add(const QString &credential)
{
    m_secrets.addSecret(credential.toUtf8());
}

QString SecretScrubber::operator()(QString words, qsizetype maxLength) const
{
    words = withoutSecrets(words);
    words = RelayCore::displayText(words.simplified());
    return words.size() > maxLength ? words.first(maxLength) + u"..."_s : words;
}

QString SecretScrubber::operator()(const QByteArray &words, qsizetype maxLength) const
{
    return (*this)(QString::fromUtf8(words), maxLength);
}

} // namespace Inspector
