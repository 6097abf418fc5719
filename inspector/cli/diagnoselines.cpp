// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/diagnoselines.h"

#include "inspector/analysis/diagnosis.h"
#include "inspector/check/formatting.h"
#include "inspector/cli/jsonline.h"
#include "inspector/report/reporttext.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::DiagnoseLines {

namespace {

QByteArray peerObject(const PeerFacts &peer)
{
    JsonLine line;
    line.text("uuid"_L1, peer.uuid.toString(QUuid::WithoutBraces));
    line.textOrNull("name"_L1, peer.name);
    return line.object();
}

template<typename List, typename Function>
QByteArray array(const List &list, Function write)
{
    QByteArrayList items;
    for (const auto &each : list)
        items.append(write(each));
    return '[' + items.join(',') + ']';
}

QString wrapped(const QString &text, const QString &indent)
{
    constexpr qsizetype width = 100;
    QString result;
    QString line = indent;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (line.size() > indent.size() && line.size() + word.size() + 1 > width) {
            result += line + u'\n';
            line = indent;
        }
        line += (line.size() > indent.size() ? u" "_s : QString()) + word;
    }
    return result + line + u'\n';
}

} // namespace

void Counts::add(Severity severity)
{
    ++attempts;
    switch (severity) {
    case Severity::Good:
        ++good;
        return;
    case Severity::Note:
        ++notes;
        return;
    case Severity::Problem:
        ++problems;
        return;
    }
}

QByteArray attempt(const Assessment &assessment)
{
    const AttemptFacts &facts = assessment.facts;
    const Verdict *const first = assessment.verdict();
    JsonLine line("attempt"_L1);
    line.number("offer"_L1, facts.attempt.id());
    line.raw("from"_L1, peerObject(facts.from));
    line.raw("to"_L1, peerObject(facts.to));
    line.textOrNull("verdict"_L1, first ? QString(identifier(first->id)) : QString());
    line.text("severity"_L1, severityName(assessment.severity()));
    line.text("text"_L1, assessment.sentence());
    line.textOrNull("advice"_L1, first ? first->advice : QString());
    line.raw("messages"_L1,
             array(first ? first->messages : QList<MessageId>(), [](MessageId id) { return QByteArray::number(id); }));
    line.raw("verdicts"_L1, array(assessment.verdicts,
                                  [](const Verdict &verdict) { return jsonString(QString(identifier(verdict.id))); }));
    line.raw("unknown"_L1, array(assessment.unknown(), [](const QString &text) { return jsonString(text); }));
    return line.at(facts.attempt.beganNs());
}

QList<UnregisteredConnection> unregistered(const QList<ConnectionRow> &rows)
{
    QList<UnregisteredConnection> connections;
    for (const ConnectionRow &row : rows) {
        const std::optional<Diagnosis> diagnosis = row.registered ? std::nullopt : diagnose(row);
        if (diagnosis && diagnosis->severity == Severity::Problem)
            connections.append({row.id, row.openedNs, row.name.isEmpty() ? row.clientAddress : row.name, row.upstream,
                                diagnosis->sentence});
    }
    return connections;
}

QByteArray connection(const UnregisteredConnection &connection)
{
    JsonLine line("connection"_L1);
    line.number("connection"_L1, qint64(connection.id));
    line.text("client"_L1, connection.client);
    line.text("upstream"_L1, connection.upstream);
    line.text("severity"_L1, severityName(Severity::Problem));
    line.text("text"_L1, connection.sentence);
    return line.at(connection.openedNs);
}

QByteArray summary(const QString &file, qsizetype pairs, const Counts &counts, qint64 endNs)
{
    JsonLine line("summary"_L1);
    line.text("file"_L1, file);
    line.number("pairs"_L1, pairs);
    line.number("attempts"_L1, counts.attempts);
    line.number("problems"_L1, counts.problems);
    line.number("notes"_L1, counts.notes);
    line.number("good"_L1, counts.good);
    return line.at(endNs);
}

QString attemptText(const Assessment &assessment)
{
    const AttemptFacts &facts = assessment.facts;
    const Verdict *const first = assessment.verdict();
    QString text = u"%1 -> %2  (offer #%3, %4)\n"_s.arg(
        RelayCore::displayText(facts.from.title()), RelayCore::displayText(facts.to.title()),
        QString::number(facts.attempt.id()), QString::fromLatin1(rfc3339(facts.attempt.beganNs())));
    text += u"  "_s + QString(severityName(assessment.severity())).toUpper() + u"  "_s
            + (first ? QString(identifier(first->id)) : u"-"_s) + u'\n';
    text += wrapped(assessment.sentence(), u"    "_s);
    if (first && !first->advice.isEmpty())
        text += wrapped(first->advice, u"    "_s);
    for (const Verdict &verdict : assessment.verdicts) {
        if (&verdict != first)
            text += wrapped(u"also %1: %2"_s.arg(QString(identifier(verdict.id)), verdict.sentence), u"    "_s);
    }
    for (const AttemptFact &fact : assessment.checklist) {
        const QString mark = fact.state == AttemptFact::State::Seen     ? u"[x] "_s
                             : fact.state == AttemptFact::State::Absent ? u"[ ] "_s
                                                                        : u"[?] "_s;
        text += u"    "_s + mark + fact.sentence;
        if (fact.state == AttemptFact::State::Seen && fact.timeNs)
            text += u"  "_s + offsetText(fact.timeNs, facts.attempt.beganNs());
        text += u'\n';
    }
    return text;
}

QString connectionsText(const QList<UnregisteredConnection> &connections)
{
    constexpr qsizetype mostParagraphs = 20;
    QStringList sentences;
    QHash<QString, QList<const UnregisteredConnection *>> bySentence;
    for (const UnregisteredConnection &connection : connections) {
        auto &same = bySentence[connection.sentence];
        if (same.isEmpty())
            sentences.append(connection.sentence);
        same.append(&connection);
    }
    QString text;
    for (const QString &sentence : sentences.first(std::min(sentences.size(), mostParagraphs))) {
        const auto &same = bySentence[sentence];
        const UnregisteredConnection &first = *same.constFirst();
        text += u"%1 -> %2  (connection %3, %4)"_s.arg(
            RelayCore::displayText(first.client), RelayCore::displayText(first.upstream), QString::number(first.id),
            QString::fromLatin1(rfc3339(first.openedNs)));
        if (same.size() > 1)
            text += u", and %1"_s.arg(counted(same.size() - 1, "other"_L1, "others"_L1));
        text += u"\n  PROBLEM  not registered\n"_s + wrapped(RelayCore::displayText(sentence), u"    "_s) + u'\n';
    }
    if (sentences.size() > mostParagraphs)
        text +=
            u"And for %1.\n\n"_s.arg(counted(sentences.size() - mostParagraphs, "other reason"_L1, "other reasons"_L1));
    return text;
}

QString summaryText(qsizetype pairs, const Counts &counts)
{
    return u"Attempts: %1, pairs: %2. With a problem: %3, undecided: %4, in order: %5."_s.arg(
        QString::number(counts.attempts), QString::number(pairs), QString::number(counts.problems),
        QString::number(counts.notes), QString::number(counts.good));
}

} // namespace Inspector::DiagnoseLines
