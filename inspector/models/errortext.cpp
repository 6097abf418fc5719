// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/errortext.h"

#include "inspector/models/connectionmodel.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <vector>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Known
{
    const char *context;
    const char *source;
};

constexpr const char *library = "RelayCore::RelayError";
constexpr const char *ends = "Inspector::ConnectionEnd";

// Where one begins like another, the longer one is first.
constexpr Known sentences[] = {
    // Of relaycore/client/classify.cpp, where they are marked for translation.
    {library, "The proxy %1 requires other credentials (HTTP 407)."},
    {library, "The proxy %1 cannot be reached: %2"},
    {library, "The proxy %1 did not connect to %2: %3"},
    {library, "The connection to %1 was lost: %2"},
    {library, "The connection to %1 was lost."},
    {library, "The relay closed the connection with a code that this version of Qt does not know."},
    {library, "The connection was closed with %1: %2"},
    {library, "The connection was closed with %1"},
    {library, "The host of %1 was not found."},
    {library, "TLS with %1 failed: %2"},
    {library, "%1 did not accept the client certificate: %2"},
    {library, "%1 requires a client certificate."},
    {library, "%1 refused the connection."},
    {library, "%1 refused the upgrade with HTTP status %2 and asks clients to wait %3 s."},
    {library, "%1 refused the upgrade with HTTP status %2."},
    {library, "%1 does not speak WebSocket: %2"},
    {library, "%1 closed the connection before the upgrade."},
    {library, "%1 did not answer the registration in time."},
    {library, "%1 did not accept the connection in time."},
    {library, "%1 stopped answering; the connection is dead."},
    // Of inspector/sources: connectionend.cpp and upstreamconnector.cpp.
    {ends, QT_TRANSLATE_NOOP("Inspector::ConnectionEnd", "the client dropped the connection without a close frame")},
    {ends, QT_TRANSLATE_NOOP("Inspector::ConnectionEnd", "%1 dropped the connection without a close frame")},
    {ends, QT_TRANSLATE_NOOP("Inspector::ConnectionEnd", "the client left before the relay had answered")},
    {ends, QT_TRANSLATE_NOOP("Inspector::ConnectionEnd", "%1 closed the connection without an answer to the upgrade")},
    {ends, QT_TRANSLATE_NOOP("Inspector::ConnectionEnd", "%1 closed the connection during the TLS handshake")},
    {ends, QT_TRANSLATE_NOOP("Inspector::ConnectionEnd", "%1 answered with HTTP status %2")},
    {ends, QT_TRANSLATE_NOOP("Inspector::ConnectionEnd", "%1 did not answer within %2 s")},
    {ends, QT_TRANSLATE_NOOP("Inspector::ConnectionEnd", "%1 did not answer in time")},
    {ends, QT_TRANSLATE_NOOP("Inspector::ConnectionEnd", "the name %1 could not be resolved")},
    {ends, QT_TRANSLATE_NOOP("Inspector::ConnectionEnd", "the certificate of %1 was not accepted: %2")},
    {ends, QT_TRANSLATE_NOOP("Inspector::ConnectionEnd", "no TLS with %1: %2")},
    {ends, QT_TRANSLATE_NOOP("Inspector::ConnectionEnd", "no connection to %1: %2")},
    {ends, QT_TRANSLATE_NOOP("Inspector::ConnectionEnd", "no WebSocket: %1 bytes sent, %2 bytes received")},
};

struct Sentence
{
    Known text;
    bool stop; ///< Ends with a full stop.
    QRegularExpression pattern;
};

std::vector<Sentence> compiled()
{
    std::vector<Sentence> result;
    for (const Known &known : sentences) {
        QString text = QString::fromLatin1(known.source);
        const bool stop = text.endsWith(u'.');
        if (stop)
            text.chop(1);
        QString pattern = QRegularExpression::escape(text);
        // Without whitespace what is not the last argument cannot take more of the sentence than its own.
        const bool tail = pattern.contains(QRegularExpression(u"%[2-9]$"_s)) || !pattern.contains(u"%2"_s);
        pattern.replace(QRegularExpression(u"\\\\?%[1-9]$"_s), stop ? u"(.+?)"_s : u"(.+)"_s);
        pattern.replace(QRegularExpression(u"\\\\?%[1-9]"_s), tail ? u"(\\S+)"_s : u"(.+?)"_s);
        result.push_back({known, stop, QRegularExpression(u"^%1%2$"_s.arg(pattern, stop ? u"\\.?"_s : QString()))});
    }
    return result;
}

} // namespace

QString translatedError(const QString &text)
{
    static const std::vector<Sentence> known = compiled();
    for (const Sentence &sentence : known) {
        const QRegularExpressionMatch match = sentence.pattern.match(text);
        if (!match.hasMatch())
            continue;
        QString result = QCoreApplication::translate(sentence.text.context, sentence.text.source);
        if (sentence.stop && !text.endsWith(u'.') && result.endsWith(u'.'))
            result.chop(1);
        // The overload with several arguments leaves their percent signs alone.
        return result.contains("%3"_L1)   ? result.arg(match.captured(1), match.captured(2), match.captured(3))
               : result.contains("%2"_L1) ? result.arg(match.captured(1), match.captured(2))
               : result.contains("%1"_L1) ? result.arg(match.captured(1))
                                          : result;
    }
    return text;
}

QString closeCategoryText(RelayCore::CloseCategory category)
{
    switch (category) {
    case RelayCore::CloseCategory::None:
        return {};
    case RelayCore::CloseCategory::Dns:
        return ConnectionModel::tr("name not found");
    case RelayCore::CloseCategory::Refused:
        return ConnectionModel::tr("refused");
    case RelayCore::CloseCategory::Timeout:
        return ConnectionModel::tr("timeout");
    case RelayCore::CloseCategory::Tls:
        return ConnectionModel::tr("TLS failed");
    case RelayCore::CloseCategory::Handshake:
        return ConnectionModel::tr("upgrade failed");
    case RelayCore::CloseCategory::Reset:
        return ConnectionModel::tr("lost");
    case RelayCore::CloseCategory::Network:
        return ConnectionModel::tr("network error");
    case RelayCore::CloseCategory::Other:
        return ConnectionModel::tr("other error");
    }
    Q_UNREACHABLE();
}

} // namespace Inspector
