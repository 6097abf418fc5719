// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/secretscrubber.h"

#include "relaycore/wire/redaction.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

SecretScrubber::SecretScrubber(const RelayCore::HeaderList &request)
{
    for (const RelayCore::Header &header : request) {
        if (!RelayCore::isSecretHeader(header.name))
            continue;
        const QString value = QString::fromUtf8(header.value);
        add(value);
        // The credential without its scheme ("Bearer"), as servers like to quote it.
        if (const qsizetype space = value.indexOf(u' '); space >= 0)
            add(value.sliced(space + 1).trimmed());
    }
}

void SecretScrubber::add(const QString &credential)
{
    if (!credential.isEmpty() && !m_secrets.contains(credential))
        m_secrets.append(credential);
}

QString SecretScrubber::withoutSecrets(QString words) const
{
    for (const QString &secret : m_secrets)
        words.replace(secret, u"***"_s);
    return words;
}

QString SecretScrubber::operator()(QString words, qsizetype maxLength) const
{
    words = withoutSecrets(words);
    for (QChar &character : words) {
        if (character.category() == QChar::Other_Control)
            character = u' ';
    }
    words = words.simplified();
    return words.size() > maxLength ? words.first(maxLength) + u"..."_s : words;
}

QString SecretScrubber::operator()(const QByteArray &words, qsizetype maxLength) const
{
    return (*this)(QString::fromUtf8(words), maxLength);
}

} // namespace Inspector
