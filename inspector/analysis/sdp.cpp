// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/sdp.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <limits>
#include <type_traits>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Sdp)
};

template<typename String>
class Reader
{
public:
    /// \param texts  makes the values of \a sdp, which is empty. \param lines  filled, unless null.
    Reader(BasicSdp<String> &sdp, SdpTexts<String> &texts, QList<SdpLine> *lines)
        : m_sdp(sdp)
        , m_texts(texts)
        , m_lines(lines)
    {}
    void read(QStringView text);

private:
    using Media = BasicSdpMedia<String>;

    void take(QStringView text, SdpLine::End end);
    void apply(const BasicSdpValue<String> &value);
    void applyAttribute(QStringView name, QStringView value);
    void complain(const QString &what);
    void inherit();

    /// Attributes are stored here: in the session before the first `m=` line, in the newest media after it.
    Media &current() { return m_sdp.media.isEmpty() ? m_session : m_sdp.media.last(); }

    BasicSdp<String> &m_sdp;
    SdpTexts<String> &m_texts;
    QList<SdpLine> *m_lines;
    Media m_session;
    int m_line = 0;          ///< Number of the line that is read, from 1.
    bool m_hasBegun = false; ///< A line that is not empty has been read.
};

template<typename String>
void Reader<String>::read(QStringView text)
{
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype feed = text.indexOf(u'\n', at);
        if (feed < 0) {
            take(text.mid(at), SdpLine::End::None);
            break;
        }
        const bool carriage = feed > at && text.at(feed - 1) == u'\r';
        take(text.mid(at, feed - at - (carriage ? 1 : 0)), carriage ? SdpLine::End::CrLf : SdpLine::End::Lf);
        at = feed + 1;
    }
    if (m_sdp.media.isEmpty())
        m_sdp.problems.append(Text::tr("There is no media description (“m=” line)."));
    inherit();
}

template<typename String>
void Reader<String>::take(QStringView text, SdpLine::End end)
{
    ++m_line;
    // A text that is cut between CR and LF ends with a CR that is not part of the value.
    const QStringView content = end == SdpLine::End::None && text.endsWith(u'\r') ? text.chopped(1) : text;
    BasicSdpLineResult<String> line = readSdpLine(content, m_texts);
    if (!m_hasBegun && !text.trimmed().isEmpty()) {
        m_hasBegun = true;
        const auto *const version = std::get_if<SdpVersion>(&line.value);
        if (!version || version->number != 0)
            complain(Text::tr("a session description begins with “v=0”."));
    }
    if (!line.problem.isEmpty())
        complain(line.problem);
    apply(line.value);
    if constexpr (std::is_same_v<String, QString>) {
        if (m_lines)
            m_lines->append({text.toString(), end, int(m_sdp.media.size()) - 1, std::move(line.value)});
    }
}

template<typename String>
void Reader<String>::complain(const QString &what)
{
    //: %1 is a line number, %2 what is wrong with the line
    m_sdp.problems.append(Text::tr("Line %1: %2").arg(m_line).arg(what));
}

/// Appends with room for what usually follows.
template<typename Value>
void append(QList<Value> &list, const Value &value)
{
    if (list.isEmpty())
        list.reserve(4);
    list.append(value);
}

template<typename String>
void Reader<String>::apply(const BasicSdpValue<String> &value)
{
    if (const auto *const attribute = std::get_if<BasicSdpAttribute<String>>(&value)) {
        applyAttribute(attribute->name, attribute->value.value_or(String()));
    } else if (const auto *const candidate = std::get_if<BasicIceCandidate<String>>(&value)) {
        append(current().candidates, *candidate);
    } else if (const auto *const fingerprint = std::get_if<BasicSdpFingerprint<String>>(&value)) {
        append(current().fingerprints, *fingerprint);
    } else if (const auto *const media = std::get_if<BasicSdpMediaLine<String>>(&value)) {
        Media section;
        section.media = media->media;
        section.port = media->port;
        section.protocol = media->protocol;
        if (media->formats.size() == 1) {
            section.format = media->formats.constFirst();
        } else {
            QString formats;
            for (const QStringView format : media->formats)
                formats += formats.isEmpty() ? format.toString() : u' ' + format.toString();
            section.format = m_texts.made(formats);
        }
        m_sdp.media.append(section);
    } else if (const auto *const origin = std::get_if<BasicSdpOrigin<String>>(&value)) {
        m_sdp.origin = *origin;
    }
}

template<typename String>
void Reader<String>::applyAttribute(QStringView name, QStringView value)
{
    if (isName(name, u"end-of-candidates")) {
        current().endOfCandidates = true;
    } else if (isName(name, u"mid")) {
        current().mid = m_texts.text(value);
    } else if (isName(name, u"ice-ufrag")) {
        current().iceUfrag = m_texts.text(value);
    } else if (isName(name, u"ice-pwd")) {
        current().icePwd = m_texts.text(value);
    } else if (isName(name, u"ice-options")) {
        for (const QStringView option : sdpWords(value))
            current().iceOptions.append(m_texts.text(option));
    } else if (isName(name, u"ice-lite")) {
        m_sdp.iceLite = true;
    } else if (isName(name, u"setup")) {
        current().setup = m_texts.text(value);
    } else if (isName(name, u"tls-id")) {
        current().tlsId = m_texts.text(value);
    } else if (isName(name, u"bundle-only")) {
        current().bundleOnly = true;
    } else if (isName(name, u"group")) {
        const SdpWords words = sdpWords(value);
        if (!words.isEmpty() && isName(words.front(), u"BUNDLE")) {
            for (qsizetype i = 1; i < words.size(); ++i)
                m_sdp.bundle.append(m_texts.text(words.at(i)));
        }
    } else if (isName(name, u"sctp-port") || isName(name, u"sctpmap")) {
        const qsizetype blank = value.indexOf(u' ');
        const QStringView port = blank < 0 ? value : value.first(blank);
        if (const auto read = sdpNumber<int>(port, std::numeric_limits<quint16>::max()))
            current().sctpPort = read;
    } else if (isName(name, u"max-message-size")) {
        if (const auto read = sdpNumber<qint64>(value, std::numeric_limits<qint64>::max()))
            current().maxMessageSize = read;
    }
}

template<typename String>
void Reader<String>::inherit()
{
    const auto take = [](auto &own, const auto &session) {
        if (own.isEmpty())
            own = session;
    };
    for (Media &media : m_sdp.media) {
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

Sdp parseSdp(const QString &text)
{
    Sdp sdp;
    sdp.lines.reserve(text.count(u'\n') + 1);
    SdpTexts<QString> texts;
    Reader<QString>(sdp, texts, &sdp.lines).read(text);
    return sdp;
}

SdpView viewSdp(const QString &text)
{
    SdpView sdp;
    sdp.text = text;
    Reader<QStringView>(sdp, sdp.texts, nullptr).read(sdp.text);
    return sdp;
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
