// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayclient.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/testkit/manualclock.h"

#include <QtCore/QFuture>
#include <QtCore/QUuid>
#include <QtTest/QTest>

#include <chrono>

/// What the tests of RelayClient have in common.
namespace ClientTest {

using namespace Qt::Literals::StringLiterals;

/// A client of \a address whose time is \a clock and whose delays are exact: 1 s, 2 s, 4 s, ...
inline RelayCore::RelayClientOptions optionsFor(const QUrl &address, std::shared_ptr<RelayCore::RelayClock> clock)
{
    RelayCore::RelayClientOptions options;
    options.address = address;
    options.name = u"alpha"_s;
    options.clock = std::move(clock);
    options.random = [] { return 0.0; };
    options.backoff.jitter = false;
    return options;
}

inline RelayCore::PeerConnection offerTo(const QUuid &peer, const QString &description = u"v=0"_s)
{
    RelayCore::PeerConnection offer;
    offer.sourceUuid = QUuid::createUuid();
    offer.sourceName = u"alpha"_s;
    offer.peerUuid = peer;
    offer.description = description;
    return offer;
}

/// The text of an offer whose description is \a description.
inline QString offerText(const QString &description)
{
    return QString::fromLatin1(RelayCore::encode(offerTo(QUuid::createUuid(), description)));
}

/// The description of a message that has one.
inline QString descriptionOf(const RelayCore::RelayMessage &message)
{
    const auto *peer = std::get_if<RelayCore::PeerConnection>(&message);
    return peer ? peer->description : QString();
}

/// The result of a call, which arrives from the event loop; a default value where it does not.
template<typename Result>
Result resultOf(const QFuture<Result> &future)
{
    return QTest::qWaitFor([&] { return future.isFinished(); }) && future.resultCount() > 0 ? future.result()
                                                                                            : Result{};
}

} // namespace ClientTest
