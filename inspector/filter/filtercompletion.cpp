// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filtercompletion.h"

#include "inspector/analysis/captureindex.h"
#include "inspector/filter/filtercursor.h"
#include "inspector/filter/filterparser.h"
#include "inspector/filter/filtertexts.h"

#include <QtCore/QSet>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// Attributes of the session descriptions that ProxyStore endpoints exchange, and the lines worth a search.
constexpr std::array sdpAttributes{"candidate", "setup",     "fingerprint",      "ice-ufrag",         "ice-pwd", "mid",
                                   "group",     "sctp-port", "max-message-size", "end-of-candidates", "m",       "c",
                                   "o"};

struct Example
{
    FilterKeyInfo::Syntax syntax;
    const char *text;
    const char *description;
};
constexpr std::array examples{
    Example{FilterKeyInfo::Syntax::Bytes, ">4k", QT_TRANSLATE_NOOP("Inspector::FilterTexts", "more than 4,000 bytes")},
    Example{FilterKeyInfo::Syntax::Bytes, "1k..2M", QT_TRANSLATE_NOOP("Inspector::FilterTexts", "a range")},
    Example{FilterKeyInfo::Syntax::Duration, ">200ms",
            QT_TRANSLATE_NOOP("Inspector::FilterTexts", "longer than 200 ms")},
    Example{FilterKeyInfo::Syntax::Duration, "1s..2.5s", QT_TRANSLATE_NOOP("Inspector::FilterTexts", "a range")},
    Example{FilterKeyInfo::Syntax::Time, "+1s..+3s",
            QT_TRANSLATE_NOOP("Inspector::FilterTexts", "since the first message")},
    Example{FilterKeyInfo::Syntax::Time, ">12:30", QT_TRANSLATE_NOOP("Inspector::FilterTexts", "time of day")},
};

/// The words of the chips in the table that a value of `kind:` and `desc:` stands for.
struct ShownKind
{
    const char *value;
    std::array<const char *, 3> chips;
};
constexpr std::array shownKinds{
    ShownKind{"registration", {"register"}},
    ShownKind{"response", {"response"}},
    ShownKind{"peer", {"offer", "answer", "error"}},
    ShownKind{"offer", {"offer"}},
    ShownKind{"answer", {"answer"}},
    ShownKind{"returned", {"error"}},
    ShownKind{"ping", {"ping"}},
    ShownKind{"pong", {"pong"}},
    ShownKind{"close", {"close"}},
    ShownKind{"control", {"ping", "pong", "close"}},
    ShownKind{"other", {"text", "binary"}},
};

/// Returns what the table shows of messages with \a value as their kind; empty where that is the same word.
QString shownKind(QLatin1StringView value)
{
    const auto found =
        std::ranges::find(shownKinds, value, [](const ShownKind &kind) { return QLatin1StringView(kind.value); });
    if (found == shownKinds.end())
        return {};
    QStringList words;
    for (const char *chip : found->chips) {
        if (chip) // Translated with kindText() of the models.
            words.append(QCoreApplication::translate("Inspector::Texts", chip));
    }
    const QString text = words.join(u", "_s);
    return text == value ? QString() : text;
}

/// The word that the cursor stands in or behind.
struct Part
{
    qsizetype start = 0;
    QString text; ///< Up to the cursor.
    bool quoted = false;
};

Part partAt(const QString &text, qsizetype cursor)
{
    Part part;
    bool quoted = false;
    for (qsizetype i = 0; i < cursor; ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c == u'\\')
                ++i;
            else if (c == u'"')
                quoted = false;
            continue;
        }
        if (c == u'"') {
            quoted = true;
        } else if (c.isSpace() || c == u'(' || c == u')' || (c == u'-' && i == part.start)) {
            part.start = i + 1;
        }
    }
    part.quoted = quoted;
    part.text = text.sliced(part.start, cursor - part.start);
    return part;
}

class Completer
{
public:
    Completer(const FilterVocabulary &vocabulary, qsizetype most)
        : m_vocabulary(vocabulary)
        , m_most(most)
    {}

    QList<FilterSuggestion> keys(const QString &beginning)
    {
        for (const FilterKeyInfo &info : filterKeys()) {
            const QString name = QLatin1StringView(info.name);
            if (!info.hasAttribute())
                add(name + u':', beginning, filterKeyDescription(info), true);
            else if (name.size() > beginning.size() && name.startsWith(beginning, Qt::CaseInsensitive))
                add(name, beginning, filterKeyDescription(info), true);
            else if (info.key == FilterKey::Header)
                addAttributes(name, m_vocabulary.headers, beginning);
            else
                addAttributes(name, sdpNames(), beginning);
        }
        add(u"case:"_s, beginning, FilterTexts::tr("with regard to upper and lower case"), true);
        return m_suggestions;
    }

    QList<FilterSuggestion> values(const FilterKeyInfo &info, const QString &beginning)
    {
        using Syntax = FilterKeyInfo::Syntax;
        const bool isKind = info.key == FilterKey::Kind || info.key == FilterKey::Description;
        for (const char *word : info.values) {
            const QLatin1StringView value(word);
            add(value, beginning, isKind ? shownKind(value) : QString());
        }
        for (const Example &example : examples) {
            if (example.syntax == info.syntax)
                add(QLatin1StringView(example.text), beginning, FilterTexts::tr(example.description));
        }
        if (info.syntax == Syntax::Number)
            addAll(m_vocabulary.connections, beginning);
        if (info.key == FilterKey::From || info.key == FilterKey::To)
            add(u"relay"_s, beginning);
        if (info.syntax == Syntax::Peer)
            addAll(m_vocabulary.names, beginning, nameForFilter);
        if (info.syntax == Syntax::Peer || info.syntax == Syntax::Uuid)
            addAll(m_vocabulary.uuids, beginning);
        return m_suggestions;
    }

private:
    static QStringList sdpNames()
    {
        QStringList names;
        for (const char *name : sdpAttributes)
            names.append(QLatin1StringView(name));
        return names;
    }

    void add(const QString &text, const QString &beginning, const QString &description = {}, bool isKey = false)
    {
        if (m_suggestions.size() < m_most && text.startsWith(beginning, Qt::CaseInsensitive) && text != beginning)
            m_suggestions.append({text, description, isKey});
    }

    void addAttributes(const QString &key, const QStringList &names, const QString &beginning)
    {
        for (const QString &name : names) {
            // A header may have a name that the language does not read as a part of a key.
            if (FilterCursor(key + name + u':').peekKey())
                add(key + name + u':', beginning, {}, true);
        }
    }

    void addAll(const QStringList &values, const QString &beginning,
                QString (*written)(const QString &value) = quotedForFilter)
    {
        QString wanted = beginning;
        wanted.remove(u'"');
        for (const QString &value : values) {
            if (m_suggestions.size() >= m_most)
                return;
            if (value.startsWith(wanted, Qt::CaseInsensitive) && value != beginning)
                m_suggestions.append({written(value), {}, false});
        }
    }

    const FilterVocabulary &m_vocabulary;
    qsizetype m_most;
    QList<FilterSuggestion> m_suggestions;
};

} // namespace

FilterVocabulary FilterVocabulary::of(const CaptureIndex &index, qsizetype most)
{
    FilterVocabulary vocabulary;
    QSet<QString> names;
    const PeerTable &peers = index.peers();
    for (PeerTable::Index peer = 1; peer <= peers.count() && vocabulary.uuids.size() < most; ++peer) {
        vocabulary.uuids.append(peers.uuid(peer).toString(QUuid::WithoutBraces));
        for (const QString &name : peers.names(peer))
            names.insert(name);
    }
    vocabulary.names = QStringList(names.cbegin(), names.cend());
    vocabulary.names.sort();
    QSet<QString> headers;
    for (const ConnectionRow &connection : index.connections()) {
        if (vocabulary.connections.size() >= most)
            break;
        vocabulary.connections.append(QString::number(connection.id));
        const auto take = [&](const RelayCore::HeaderList &list) {
            for (const RelayCore::HttpHeader &header : list)
                headers.insert(QString::fromLatin1(header.name).toLower());
        };
        if (connection.request)
            take(connection.request->headers);
        if (connection.response)
            take(connection.response->headers);
    }
    vocabulary.headers = QStringList(headers.cbegin(), headers.cend());
    vocabulary.headers.sort();
    return vocabulary;
}

FilterCompletion completeFilter(const QString &text, qsizetype cursor, const FilterVocabulary &vocabulary,
                                qsizetype most)
{
    cursor = qBound(qsizetype(0), cursor, text.size());
    Part part = partAt(text, cursor);
    if (part.text.startsWith("case:"_L1, Qt::CaseInsensitive)) {
        part.start += 5;
        part.text = part.text.sliced(5);
    }
    Completer completer(vocabulary, most);
    FilterCompletion completion;
    const qsizetype colon = part.text.indexOf(u':');
    const FilterKeyInfo *const info = colon < 0 ? nullptr : findFilterKey(QStringView(part.text).first(colon));
    if (info) {
        // Of several values the last one is being written.
        const qsizetype bar =
            part.quoted ? part.text.lastIndexOf(u'|', part.text.lastIndexOf(u'"')) : part.text.lastIndexOf(u'|');
        const qsizetype start = qMax(colon, bar) + 1;
        completion.position = part.start + start;
        completion.suggestions = completer.values(*info, part.text.sliced(start));
    } else if (!part.quoted && colon < 0) {
        completion.position = part.start;
        completion.suggestions = completer.keys(part.text);
    } else {
        completion.position = cursor;
    }
    completion.length = cursor - completion.position;
    return completion;
}

} // namespace Inspector
