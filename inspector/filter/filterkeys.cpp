// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/filterkeys.h"

#include "inspector/filter/filtertexts.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

using Syntax = FilterKeyInfo::Syntax;

constexpr std::array directions{"sent", "received"};
constexpr std::array opcodes{"text", "binary", "close", "ping", "pong"};
constexpr std::array kinds{"registration", "response", "peer",  "offer",   "answer", "returned",
                           "ping",         "pong",     "close", "control", "other"};
constexpr std::array descriptions{"offer", "answer"};
constexpr std::array outcomes{"true", "false"};
constexpr std::array properties{"binary", "fragments", "deflate", "lost", "invalid", "truncated"};
constexpr std::span<const char *const> none;

constexpr std::array keys{
    FilterKeyInfo{FilterKey::Connection, "conn", Syntax::Number, none,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "number of the connection")},
    FilterKeyInfo{FilterKey::Direction, "dir", Syntax::Choice, directions,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "direction, seen from the client")},
    FilterKeyInfo{FilterKey::Opcode, "op", Syntax::Choice, opcodes,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "opcode of the frame")},
    FilterKeyInfo{FilterKey::Kind, "kind", Syntax::Choice, kinds,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "kind of the message")},
    FilterKeyInfo{
        FilterKey::Description, "desc", Syntax::Choice, descriptions,
        QT_TRANSLATE_NOOP("Inspector::FilterTexts", "type of the session description, also of returned messages")},
    FilterKeyInfo{FilterKey::Uuid, "uuid", Syntax::Uuid, none,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "source or peer UUID")},
    FilterKeyInfo{FilterKey::From, "from", Syntax::Peer, none,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "name or UUID of the sender, or relay")},
    FilterKeyInfo{FilterKey::To, "to", Syntax::Peer, none,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "name or UUID of the receiver, or relay")},
    FilterKeyInfo{FilterKey::Name, "name", Syntax::Peer, none,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "name or UUID of sender or receiver")},
    FilterKeyInfo{FilterKey::Outcome, "ok", Syntax::Choice, outcomes,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "whether the message reports success or failure")},
    FilterKeyInfo{FilterKey::Error, "err", Syntax::Text, none,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "error text of refusals and returned messages")},
    FilterKeyInfo{FilterKey::Size, "len", Syntax::Bytes, none,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "bytes of payload")},
    FilterKeyInfo{
        FilterKey::Time, "t", Syntax::Time, none,
        QT_TRANSLATE_NOOP("Inspector::FilterTexts", "time since the first message, time of day, or date and time")},
    FilterKeyInfo{FilterKey::RoundTrip, "rtt", Syntax::Duration, none,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "round trip that ended with the message")},
    FilterKeyInfo{FilterKey::Has, "has", Syntax::Choice, properties,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "property of the message or its connection")},
    FilterKeyInfo{FilterKey::Header, "header.", Syntax::Text, none,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "header of the upgrade of the connection")},
    FilterKeyInfo{FilterKey::Sdp, "sdp.", Syntax::Text, none,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "attribute or line of the session description")},
    FilterKeyInfo{FilterKey::Body, "body", Syntax::Text, none,
                  QT_TRANSLATE_NOOP("Inspector::FilterTexts", "text of the payload")},
};

} // namespace

std::span<const FilterKeyInfo> filterKeys()
{
    return keys;
}

const FilterKeyInfo *findFilterKey(QStringView name)
{
    const auto found = std::find_if(keys.cbegin(), keys.cend(), [&](const FilterKeyInfo &info) {
        const QLatin1StringView word(info.name);
        return info.hasAttribute() ? name.size() > word.size() && name.startsWith(word, Qt::CaseInsensitive)
                                   : name.compare(word, Qt::CaseInsensitive) == 0;
    });
    return found == keys.cend() ? nullptr : &*found;
}

const FilterKeyInfo &filterKey(FilterKey key)
{
    return *std::find_if(keys.cbegin(), keys.cend(), [key](const FilterKeyInfo &info) { return info.key == key; });
}

QString filterKeyDescription(const FilterKeyInfo &info)
{
    return FilterTexts::tr(info.description);
}

QString filterChoices(const FilterKeyInfo &info)
{
    QStringList words;
    for (const char *word : info.values)
        words.append(QLatin1StringView(word));
    return words.join(u", "_s);
}

} // namespace Inspector
