// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/extensions.h"

#include "inspector/frames/httphead.h"

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QByteArrayView deflateName("permessage-deflate");

/// Reads a field value from its beginning.
class FieldCursor
{
public:
    explicit FieldCursor(QByteArrayView text)
        : m_rest(text)
    {}

    /// Returns whether \a c comes next, white space aside, and passes over it.
    bool take(char c)
    {
        skipSpace();
        if (!m_rest.startsWith(c))
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

    bool atEnd()
    {
        skipSpace();
        return m_rest.isEmpty();
    }

    /// Empty: no token comes next.
    QByteArray takeToken()
    {
        skipSpace();
        const auto end = std::find_if_not(m_rest.begin(), m_rest.end(), isTokenCharacter);
        const QByteArrayView token = m_rest.first(end - m_rest.begin());
        m_rest = m_rest.sliced(token.size());
        return token.toByteArray();
    }

    std::optional<QByteArray> takeValue()
    {
        if (!take('"')) {
            QByteArray token = takeToken();
            return token.isEmpty() ? std::nullopt : std::optional(std::move(token));
        }
        QByteArray value;
        while (!m_rest.isEmpty()) {
            char c = takeCharacter();
            if (c == '"')
                return value;
            if (c == '\\') {
                if (m_rest.isEmpty())
                    break;
                c = takeCharacter();
            }
            value += c;
        }
        return std::nullopt;
    }

private:
    char takeCharacter()
    {
        const char c = m_rest.front();
        m_rest = m_rest.sliced(1);
        return c;
    }

    void skipSpace()
    {
        while (m_rest.startsWith(' ') || m_rest.startsWith('\t'))
            m_rest = m_rest.sliced(1);
    }

    QByteArrayView m_rest;
};

std::optional<Extension> takeExtension(FieldCursor &cursor)
{
    Extension extension;
    extension.name = cursor.takeToken().toLower();
    if (extension.name.isEmpty())
        return std::nullopt;
    while (cursor.take(';')) {
        Extension::Parameter parameter;
        parameter.name = cursor.takeToken().toLower();
        if (parameter.name.isEmpty())
            return std::nullopt;
        if (cursor.take('=')) {
            parameter.value = cursor.takeValue();
            if (!parameter.value)
                return std::nullopt;
        }
        extension.parameters.append(parameter);
    }
    return extension;
}

/// 8 to 15 without leading zeros: RFC 7692 section 7.1.2.
std::optional<int> windowBits(const std::optional<QByteArray> &value)
{
    if (!value)
        return std::nullopt;
    for (int bits = 8; bits <= 15; ++bits) {
        if (*value == QByteArray::number(bits))
            return bits;
    }
    return std::nullopt;
}

bool isOffered(const QList<Extension> &offered, QByteArrayView name, QByteArrayView parameter = {})
{
    return std::any_of(offered.begin(), offered.end(), [&](const Extension &extension) {
        return extension.name == name
               && (parameter.isEmpty()
                   || std::any_of(extension.parameters.begin(), extension.parameters.end(),
                                  [&](const auto &offer) { return offer.name == parameter; }));
    });
}

QString invalidParameter(const Extension::Parameter &parameter)
{
    const QString name = QString::fromLatin1(parameter.name);
    if (!parameter.value)
        return u"the relay accepted permessage-deflate with %1 without a value"_s.arg(name);
    return u"the relay accepted permessage-deflate with an invalid %1=%2"_s.arg(name,
                                                                                QString::fromLatin1(*parameter.value));
}

/// Returns why \a parameter is not valid, and enters it into \a deflate where it is.
QString applyParameter(const Extension::Parameter &parameter, const QList<Extension> &offered,
                       NegotiatedExtensions::Deflate &deflate)
{
    const bool server = parameter.name.startsWith("server_");
    Inflater::Options &options = server ? deflate.received : deflate.sent;
    if (parameter.name == "server_no_context_takeover" || parameter.name == "client_no_context_takeover") {
        options.contextTakeover = false;
        return parameter.value ? invalidParameter(parameter) : QString();
    }
    if (parameter.name == "server_max_window_bits" || parameter.name == "client_max_window_bits") {
        const std::optional<int> bits = windowBits(parameter.value);
        if (!bits)
            return invalidParameter(parameter);
        options.windowBits = *bits;
        // A client that did not offer it need not know it: section 7.1.2.2.
        if (!server && !isOffered(offered, deflateName, parameter.name))
            return u"the relay accepted client_max_window_bits, which the client did not offer"_s;
        return {};
    }
    return u"the relay accepted permessage-deflate with the unknown parameter %1"_s.arg(
        QString::fromLatin1(parameter.name));
}

QString applyDeflate(const Extension &accepted, const QList<Extension> &offered, NegotiatedExtensions::Deflate &deflate)
{
    QString problem;
    QByteArrayList seen;
    for (const Extension::Parameter &parameter : accepted.parameters) {
        QString wrong = applyParameter(parameter, offered, deflate);
        if (wrong.isEmpty() && seen.contains(parameter.name))
            wrong = u"the relay accepted permessage-deflate with %1 twice"_s.arg(QString::fromLatin1(parameter.name));
        seen.append(parameter.name);
        if (problem.isEmpty())
            problem = wrong;
    }
    return problem;
}

} // namespace

std::optional<QList<Extension>> parseExtensions(QByteArrayView field)
{
    QList<Extension> extensions;
    FieldCursor cursor(field);
    while (!cursor.atEnd()) {
        if (cursor.take(','))
            continue;
        auto extension = takeExtension(cursor);
        if (!extension)
            return std::nullopt;
        extensions.append(*std::move(extension));
        if (!cursor.atEnd() && !cursor.take(','))
            return std::nullopt;
    }
    return extensions;
}

NegotiatedExtensions negotiatedExtensions(QByteArrayView offered, QByteArrayView accepted)
{
    NegotiatedExtensions result;
    const auto answers = parseExtensions(accepted);
    if (!answers) {
        result.problem = u"the relay's Sec-WebSocket-Extensions field cannot be read"_s;
        return result;
    }
    // An offer that cannot be read offers nothing.
    const QList<Extension> offers = parseExtensions(offered).value_or(QList<Extension>());
    const auto complain = [&result](const QString &problem) {
        if (result.problem.isEmpty())
            result.problem = problem;
    };
    for (const Extension &answer : *answers) {
        const QString name = QString::fromLatin1(answer.name);
        if (!isOffered(offers, answer.name))
            complain(u"the relay accepted the extension %1, which the client did not offer"_s.arg(name));
        if (answer.name != deflateName) {
            complain(u"the extension %1 is not known: messages that it changed cannot be read"_s.arg(name));
        } else if (result.deflate) {
            complain(u"the relay accepted permessage-deflate twice"_s);
        } else {
            result.deflate.emplace();
            if (const QString problem = applyDeflate(answer, offers, *result.deflate); !problem.isEmpty())
                complain(problem);
        }
    }
    return result;
}

} // namespace Inspector
