// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/sdp.h"

#include "inspector/analysis/sdpnumber.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <limits>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

class Parser
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Sdp)

public:
    explicit Parser(SdpLines lines)
        : m_keepsLines(lines == SdpLines::Keep)
    {}
    [[nodiscard]] Sdp parse(const QString &text);

private:
    void take(QStringView text, SdpLine::End end);
    void apply(const SdpValue &value);
    void applyAttribute(QStringView name, QStringView value);
    void complain(const QString &what);
    void inherit();

    /// Attributes are stored here: in the session before the first `m=` line, in the newest media after it.
    SdpMedia &current() { return m_sdp.media.isEmpty() ? m_session : m_sdp.media.last(); }

    Sdp m_sdp;
    SdpMedia m_session;
    bool m_keepsLines;
    int m_line = 0;          ///< Number of the line that is read, from 1.
    bool m_hasBegun = false; ///< A line that is not empty has been read.
};

Sdp Parser::parse(const QString &text)
{
    const QStringView all(text);
    if (m_keepsLines)
        m_sdp.lines.reserve(all.count(u'\n') + 1);
    for (qsizetype at = 0; at < all.size();) {
        const qsizetype feed = all.indexOf(u'\n', at);
        if (feed < 0) {
            take(all.mid(at), SdpLine::End::None);
            break;
        }
        const bool carriage = feed > at && all.at(feed - 1) == u'\r';
        take(all.mid(at, feed - at - (carriage ? 1 : 0)), carriage ? SdpLine::End::CrLf : SdpLine::End::Lf);
        at = feed + 1;
    }
    if (m_sdp.media.isEmpty())
        m_sdp.problems.append(tr("There is no media description (“m=” line)."));
    inherit();
    return std::move(m_sdp);
}

void Parser::take(QStringView text, SdpLine::End end)
{
    ++m_line;
    // A text that is cut between CR and LF ends with a CR that is not part of the value.
    const QStringView content = end == SdpLine::End::None && text.endsWith(u'\r') ? text.chopped(1) : text;
    if (const auto attribute = m_keepsLines || !m_hasBegun ? std::nullopt : plainSdpAttribute(content)) {
        if (const QString problem = problemOfSdpAttribute(attribute->name, attribute->value); !problem.isEmpty())
            complain(problem);
        applyAttribute(attribute->name, attribute->value);
        return;
    }
    SdpLineResult read = parseSdpLine(content);
    if (!m_hasBegun && !text.trimmed().isEmpty()) {
        m_hasBegun = true;
        const auto *const version = std::get_if<SdpVersion>(&read.value);
        if (!version || version->number != 0)
            complain(tr("a session description begins with “v=0”."));
    }
    if (!read.problem.isEmpty())
        complain(read.problem);
    apply(read.value);
    if (m_keepsLines)
        m_sdp.lines.append({text.toString(), end, int(m_sdp.media.size()) - 1, std::move(read.value)});
}

void Parser::complain(const QString &what)
{
    //: %1 is a line number, %2 what is wrong with the line
    m_sdp.problems.append(tr("Line %1: %2").arg(m_line).arg(what));
}

void Parser::apply(const SdpValue &value)
{
    if (const auto *const media = std::get_if<SdpMediaLine>(&value)) {
        SdpMedia section;
        section.media = media->media;
        section.port = media->port;
        section.protocol = media->protocol;
        section.format = media->formats.join(u' ');
        m_sdp.media.append(section);
    } else if (const auto *const candidate = std::get_if<IceCandidate>(&value)) {
        current().candidates.append(*candidate);
    } else if (const auto *const fingerprint = std::get_if<SdpFingerprint>(&value)) {
        current().fingerprints.append(*fingerprint);
    } else if (const auto *const attribute = std::get_if<SdpAttribute>(&value)) {
        applyAttribute(attribute->name, attribute->value.value_or(QString()));
    } else if (const auto *const origin = std::get_if<SdpOrigin>(&value)) {
        m_sdp.origin = *origin;
    }
}

void Parser::applyAttribute(QStringView name, QStringView value)
{
    if (name == "end-of-candidates"_L1) {
        current().endOfCandidates = true;
    } else if (name == "mid"_L1) {
        current().mid = value.toString();
    } else if (name == "ice-ufrag"_L1) {
        current().iceUfrag = value.toString();
    } else if (name == "ice-pwd"_L1) {
        current().icePwd = value.toString();
    } else if (name == "ice-options"_L1) {
        current().iceOptions += value.toString().split(u' ', Qt::SkipEmptyParts);
    } else if (name == "ice-lite"_L1) {
        m_sdp.iceLite = true;
    } else if (name == "setup"_L1) {
        current().setup = value.toString();
    } else if (name == "tls-id"_L1) {
        current().tlsId = value.toString();
    } else if (name == "bundle-only"_L1) {
        current().bundleOnly = true;
    } else if (name == "group"_L1) {
        QStringList words = value.toString().split(u' ', Qt::SkipEmptyParts);
        if (!words.isEmpty() && words.takeFirst() == "BUNDLE"_L1)
            m_sdp.bundle += words;
    } else if (name == "sctp-port"_L1 || name == "sctpmap"_L1) {
        const qsizetype blank = value.indexOf(u' ');
        const QStringView port = blank < 0 ? value : value.first(blank);
        if (!port.isEmpty()) {
            if (const auto read = sdpNumber<int>(port, std::numeric_limits<quint16>::max()))
                current().sctpPort = read;
        }
    } else if (name == "max-message-size"_L1 && !value.isEmpty()) {
        if (const auto read = sdpNumber<qint64>(value, std::numeric_limits<qint64>::max()))
            current().maxMessageSize = read;
    }
}

void Parser::inherit()
{
    const auto take = [](auto &own, const auto &session) {
        if (own.isEmpty())
            own = session;
    };
    for (SdpMedia &media : m_sdp.media) {
        take(media.setup, m_session.setup);
        take(media.tlsId, m_session.tlsId);
        take(media.iceUfrag, m_session.iceUfrag);
        take(media.icePwd, m_session.icePwd);
        take(media.fingerprints, m_session.fingerprints);
        media.iceOptions = m_session.iceOptions + media.iceOptions;
        media.endOfCandidates = media.endOfCandidates || m_session.endOfCandidates;
    }
}

} // namespace

Sdp parseSdp(const QString &text, SdpLines lines)
{
    return Parser(lines).parse(text);
}

QString writeSdp(const Sdp &sdp)
{
    QString text;
    for (const SdpLine &line : sdp.lines) {
        text += line.text;
        if (line.end != SdpLine::End::None)
            text += line.end == SdpLine::End::CrLf ? u"\r\n"_s : u"\n"_s;
    }
    return text;
}

QString redactedSdp(const QString &text)
{
    // A value ends at a line end, also at one that is escaped in JSON. Candidates may repeat the ufrag as an extension.
    static const QRegularExpression attribute(uR"re((a=ice-(?:pwd|ufrag):)(?:(?!\\[rn])(?:\r(?!\n)|[^\r\n"]))*)re"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression extension(uR"re(( ufrag )[^\s"\\]+)re"_s);
    QString redacted = text;
    redacted.replace(attribute, u"\\1••••"_s);
    redacted.replace(extension, u"\\1••••"_s);
    return redacted;
}

} // namespace Inspector
