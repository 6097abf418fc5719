// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/verdict.h"

#include <QtCore/QHash>
#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUuid>

#include <functional>

/// A capture of two endpoints, written step by step. Times are milliseconds from its beginning.
class Scenario
{
public:
    static const QUuid alpha;
    static const QUuid beta;
    /// The error of the reference relay for a message to a peer that it does not know.
    static const QString unknownPeer;

    /// Returns a description with one data channel and the given candidates, each without "a=candidate:".
    [[nodiscard]] static QString sdp(const QStringList &candidates, const QString &setup = QStringLiteral("actpass"));
    /// A description that can be reached from everywhere; each side its own.
    [[nodiscard]] static QString publicOffer();
    [[nodiscard]] static QString publicAnswer();

    Scenario &after(qint64 milliseconds);
    /// Opens a connection and registers \a uuid on it; the relay accepts.
    RelayCore::ConnectionId joins(const QUuid &uuid, const QString &relay = QStringLiteral("ws://relay:8700"));
    /// Likewise, and the relay refuses.
    RelayCore::ConnectionId refused(const QUuid &uuid, const QString &reason);
    /// Registers both, 10 ms apart; 100 ms pass.
    void meet();
    void leaves(RelayCore::ConnectionId connection, std::optional<quint16> code,
                RelayCore::ConnectionClosed::By by = RelayCore::ConnectionClosed::By::Client);

    // Messages from alpha to beta, unless reversed; on the newest connection of the peer that would send or receive it.
    Inspector::MessageId offer(const QString &sdp = publicOffer());
    Inspector::MessageId offerArrives(const QString &sdp = publicOffer());
    Inspector::MessageId offerReturns(const QString &error);
    Inspector::MessageId answer(const QString &sdp = publicAnswer());
    Inspector::MessageId answerArrives(const QString &sdp = publicAnswer());
    Inspector::MessageId answerReturns(const QString &error);
    /// An offer and its answer on all their ways, a millisecond each.
    void exchange(const QString &offered = publicOffer(), const QString &answered = publicAnswer());
    /// The same calls from beta to alpha, until called again.
    void reverse() { std::swap(m_from, m_to); }
    /// A message that proves nothing but that the capture goes on.
    void ping();

    [[nodiscard]] const Inspector::CaptureIndex &index();
    [[nodiscard]] Inspector::AttemptFacts facts(Inspector::Attempts::Index attempt = 0);
    [[nodiscard]] Inspector::Assessment assess(Inspector::Attempts::Index attempt = 0);
    /// Returns "problem no-answer, note host-only".
    [[nodiscard]] QString verdicts(Inspector::Attempts::Index attempt = 0);
    [[nodiscard]] std::optional<Inspector::MessageRow> message(Inspector::MessageId id) const;

private:
    Inspector::MessageId add(Inspector::MessageRow row);
    Inspector::MessageId peer(const QUuid &on, RelayCore::Direction direction, RelayCore::PeerConnection message);
    [[nodiscard]] RelayCore::PeerConnection message(RelayCore::DescriptionType type, const QString &sdp) const;

    Inspector::CaptureIndex m_index;
    QList<Inspector::ConnectionRow> m_connections;
    QHash<QUuid, RelayCore::ConnectionId> m_newest;
    std::vector<Inspector::MessageRow> m_messages;
    QUuid m_from = alpha;
    QUuid m_to = beta;
    qint64 m_nowNs = 1'000'000'000'000;
};

/// What a row of a test writes into a scenario.
using Script = std::function<void(Scenario &)>;
Q_DECLARE_METATYPE(Script)
