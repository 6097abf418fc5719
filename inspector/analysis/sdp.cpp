// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/sdp.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

class Parser
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Sdp)

public:
    Sdp parse(const QString &text);

private:
    void readLine(QChar type, QStringView value);
    void readMedia(QStringView value);
    void readAttribute(QStringView value);
    void readCandidate(QStringView value);
    void readFingerprint(QStringView value);
    void complain(const QString &what);

    /// Attributes land here: in the session before the first "m=" line, in the newest media after it.
    SdpMedia &current() { return m_sdp.media.isEmpty() ? m_session : m_sdp.media.last(); }

    Sdp m_sdp;
    SdpMedia m_session;
    int m_line = 0;
};

template<typename Number>
std::optional<Number> number(QStringView text, Number highest)
{
    bool ok = false;
    const qulonglong value = text.toULongLong(&ok);
    if (!ok || value > qulonglong(highest) || text.startsWith(u'+'))
        return std::nullopt;
    return Number(value);
}

void Parser::complain(const QString &what)
{
    //: %1 is a line number, %2 what is wrong with the line
    m_sdp.problems.append(tr("Line %1: %2").arg(m_line).arg(what));
}

Sdp Parser::parse(const QString &text)
{
    bool first = true;
    const QList<QStringView> lines = QStringView(text).split(u'\n');
    for (QStringView line : lines) {
        ++m_line;
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (line.trimmed().isEmpty())
            continue;
        if (first && line != "v=0"_L1)
            complain(tr("a session description begins with “v=0”."));
        first = false;
        if (line.size() < 2 || line.at(1) != u'=' || !line.at(0).isLower()) {
            complain(tr("not of the form “letter=value”."));
            continue;
        }
        readLine(line.at(0), line.mid(2));
    }
    if (m_sdp.media.isEmpty())
        m_sdp.problems.append(tr("There is no media description (“m=” line)."));

    for (SdpMedia &media : m_sdp.media) {
        if (media.setup.isEmpty())
            media.setup = m_session.setup;
        if (media.iceUfrag.isEmpty())
            media.iceUfrag = m_session.iceUfrag;
        if (media.icePwd.isEmpty())
            media.icePwd = m_session.icePwd;
        if (media.fingerprints.isEmpty())
            media.fingerprints = m_session.fingerprints;
        media.endOfCandidates = media.endOfCandidates || m_session.endOfCandidates;
    }
    return m_sdp;
}

void Parser::readLine(QChar type, QStringView value)
{
    if (type == u'm')
        readMedia(value);
    else if (type == u'a')
        readAttribute(value);
}

void Parser::readMedia(QStringView value)
{
    const QList<QStringView> words = value.split(u' ', Qt::SkipEmptyParts);
    SdpMedia media;
    if (words.size() < 4) {
        complain(tr("“m=” needs media, port, protocol and format."));
    } else {
        const QStringView port =
            words.at(1).left(words.at(1).indexOf(u'/') < 0 ? words.at(1).size() : words.at(1).indexOf(u'/'));
        if (const auto read = number<int>(port, 65'535))
            media.port = *read;
        else
            complain(tr("“%1” is not a port (0 to 65535).").arg(words.at(1)));
    }
    media.media = words.value(0).toString();
    media.protocol = words.value(2).toString();
    const QList<QStringView> formats = words.mid(3);
    for (const QStringView format : formats)
        media.format += (media.format.isEmpty() ? u""_s : u" "_s) + format.toString();
    m_sdp.media.append(media);
}

void Parser::readAttribute(QStringView value)
{
    const qsizetype colon = value.indexOf(u':');
    const QStringView name = colon < 0 ? value : value.left(colon);
    const QStringView content = colon < 0 ? QStringView() : value.mid(colon + 1);

    if (name == "candidate"_L1) {
        readCandidate(content);
    } else if (name == "fingerprint"_L1) {
        readFingerprint(content);
    } else if (name == "end-of-candidates"_L1) {
        current().endOfCandidates = true;
    } else if (name == "mid"_L1) {
        current().mid = content.toString();
    } else if (name == "ice-ufrag"_L1) {
        if (content.size() < 4 || content.size() > 256)
            complain(tr("“ice-ufrag” has 4 to 256 characters, not %1.").arg(content.size()));
        current().iceUfrag = content.toString();
    } else if (name == "ice-pwd"_L1) {
        if (content.size() < 22 || content.size() > 256)
            complain(tr("“ice-pwd” has 22 to 256 characters, not %1.").arg(content.size()));
        current().icePwd = content.toString();
    } else if (name == "setup"_L1) {
        const QString setup = content.toString().toLower();
        if (setup != u"actpass" && setup != u"active" && setup != u"passive" && setup != u"holdconn")
            complain(tr("“setup” is actpass, active, passive or holdconn, not “%1”.").arg(content));
        current().setup = setup;
    } else if (name == "sctp-port"_L1 || name == "sctpmap"_L1) {
        // sctpmap: how drafts before RFC 8841 wrote it, "5000 webrtc-datachannel 1024".
        const QStringView port = content.split(u' ').first();
        if (const auto read = number<int>(port, 65'535))
            current().sctpPort = *read;
        else
            complain(tr("“%1” is not a port (0 to 65535).").arg(port));
    } else if (name == "max-message-size"_L1) {
        if (const auto read = number<qint64>(content, std::numeric_limits<qint64>::max()))
            current().maxMessageSize = *read;
        else
            complain(tr("“%1” is not a number of bytes.").arg(content));
    }
}

void Parser::readCandidate(QStringView value)
{
    const QList<QStringView> words = value.split(u' ', Qt::SkipEmptyParts);
    if (words.size() < 8 || words.at(6) != "typ"_L1) {
        complain(tr("a candidate needs foundation, component, transport, priority, address, port and “typ”."));
        return;
    }
    const auto component = number<int>(words.at(1), 256);
    const auto priority = number<quint32>(words.at(3), std::numeric_limits<quint32>::max());
    const auto port = number<quint16>(words.at(5), 65'535);
    if (!component || !priority || !port) {
        complain(tr("component, priority or port of the candidate is not a number in range."));
        return;
    }
    current().candidates.append({words.at(0).toString(), *component, words.at(2).toString().toLower(), *priority,
                                 words.at(4).toString(), *port, words.at(7).toString().toLower()});
}

void Parser::readFingerprint(QStringView value)
{
    static const QRegularExpression form(u"^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2})*$"_s);
    const QList<QStringView> words = value.split(u' ', Qt::SkipEmptyParts);
    if (words.size() != 2 || !form.match(words.at(1).toString()).hasMatch()) {
        complain(tr("a fingerprint needs a hash name and hexadecimal bytes with colons."));
        return;
    }
    current().fingerprints.append({words.at(0).toString().toLower(), words.at(1).toString()});
}

} // namespace

Sdp parseSdp(const QString &text)
{
    return Parser().parse(text);
}

QString redactedSdp(const QString &text)
{
    // A value ends at a line end, also at one that is escaped in JSON. Candidates may repeat the ufrag as an extension.
    static const QRegularExpression attribute(uR"re((a=ice-(?:pwd|ufrag):)(?:(?!\\[rn])[^\r\n"])*)re"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression extension(uR"re(( ufrag )[^\s"\\]+)re"_s);
    QString redacted = text;
    redacted.replace(attribute, u"\\1••••"_s);
    redacted.replace(extension, u"\\1••••"_s);
    return redacted;
}

} // namespace Inspector
