// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/relaytarget.h"

#include "relaycore/protocol/codec.h"
#include "tests/fuzz/attacker.h"
#include "tests/fuzz/eventloop.h"
#include "tests/fuzz/peer.h"

#include <QtCore/QStringList>

#include <algorithm>
#include <array>
#include <chrono>

namespace Fuzz {

using namespace Qt::StringLiterals;
using namespace RelayCore;

namespace {

/// Few, so that a connection that is left over is missed soon.
constexpr int maxConnections = 16;
/// The relay keeps a timer of each connection that it has closed, for 5 s, also where the client has gone at once.
constexpr std::chrono::milliseconds afterCloseDeadline{5'500};
constexpr int maxWrites = 64; ///< Of one input, when it is written in pieces.

constexpr char attackersToken[] = "abcdefgh"; // That of WireBytes::request().
constexpr char keepersToken[] = "keeper";

const QString keepersName = u"the keeper"_s;
const QUuid attackersUuid(0xf0220000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
const QUuid neighboursUuid(0xf0220000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2);
const QUuid keepersUuid(0xf0220000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 3);
const QUuid nobodysUuid(0xf0220000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 4);

RelayServerOptions options()
{
    RelayUsers users;
    users.add(attackersToken, u"attacker"_s);
    users.add(keepersToken, u"keeper"_s);
    RelayServerOptions options{.port = 0, .users = users};
    options.limits.messageBytes = maxMessageBytes;
    options.limits.connections = maxConnections;
    options.limits.messagesPerSecond = 0; // The clock decides nothing here, so that an input does the same every time.
    return options;
}

PeerConnection offer(const QUuid &from, const QUuid &to, const QString &description)
{
    return {from, u"\u2192"_s, to, DescriptionType::Offer, description, std::nullopt};
}

QByteArray registration(const QUuid &uuid)
{
    return WireBytes::clientText(encode(RelayRegistration{u"attacker"_s, uuid}));
}

} // namespace

RelayTarget::RelayTarget()
    : m_server(options())
{
    if (!m_server.listen())
        qFatal("%s", qPrintable(m_server.errorString()));
    m_attacker = std::make_unique<Attacker>(m_server.url(), keepersName);
    m_neighbour = std::make_unique<Peer>(m_server.url(), attackersToken, neighboursUuid);
    m_keeper = std::make_unique<Peer>(m_server.url(), keepersToken, keepersUuid);
    if (const QString why = m_keeper->signIn(); !why.isEmpty())
        qFatal("%s", qPrintable(why));
}

RelayTarget::~RelayTarget() = default;

QString RelayTarget::run(QByteArrayView input)
{
    ++m_inputs;
    const Script script = Script::read(input);
    QString problem;
    if (!m_neighbour->isConnected()) { // The attacker may have registered its UUID, and loses it now.
        problem = m_neighbour->signIn();
        handleEvents();
    }
    if (problem.isEmpty())
        problem = attack(script);
    if (problem.isEmpty())
        problem = m_attacker->problem();
    // While half a frame is still pending, and not only when the attacker has gone.
    if (problem.isEmpty())
        problem = checkOthers();
    if (script.opening != Script::Opening::Registered || script.hangUp || !script.isWhole() || !problem.isEmpty())
        m_attacker->hangUp();
    return problem;
}

void RelayTarget::settle()
{
    m_attacker->hangUp();
    [[maybe_unused]] const bool gone = waitFor([this] { return m_server.clientCount() <= 2; });
    [[maybe_unused]] const bool never = waitFor([] { return false; }, afterCloseDeadline);
}

QString RelayTarget::attack(const Script &script)
{
    if (script.opening == Script::Opening::Raw) {
        if (const QString why = m_attacker->connectOnly(); !why.isEmpty())
            return why;
        return deliverBytes(script);
    }
    if (script.opening == Script::Opening::Fresh)
        m_attacker->hangUp();
    const QString why =
        script.delivery == Script::Delivery::FrameByFrame ? deliverFrames(script) : deliverBytes(script);
    if (!why.isEmpty() || script.hangUp || !script.isWhole() || !m_attacker->isConnected())
        return why;
    return m_attacker->waitForRelay();
}

QString RelayTarget::deliverFrames(const Script &script)
{
    bool isNew = true; // To this input: whatever the last one left registered, this one begins the same.
    const auto begin = [&] {
        if (!m_attacker->isConnected()) {
            isNew = true;
            if (const QString why = m_attacker->connectAndUpgrade(); !why.isEmpty())
                return why;
        }
        if (isNew && script.opening == Script::Opening::Registered)
            m_attacker->write(registration(attackersUuid));
        isNew = false;
        return QString();
    };
    for (const WireBytes::FrameSpec &frame : script.frames) {
        if (const QString why = begin(); !why.isEmpty())
            return why;
        m_attacker->write(WireBytes::frame(frame));
        ++m_written;
        ++m_taken;
        if (script.hangUp)
            continue;
        handleEvents(); // The relay reads it, ...
        handleEvents(); // ... and we hear of it where that closed the connection.
    }
    if (const QString why = begin(); !why.isEmpty())
        return why;
    m_attacker->write(script.rest);
    return {};
}

QString RelayTarget::deliverBytes(const Script &script)
{
    QByteArray bytes = script.wire();
    if (script.opening != Script::Opening::Raw) {
        if (!m_attacker->isConnected()) {
            if (const QString why = m_attacker->connectAndUpgrade(); !why.isEmpty())
                return why;
        }
        if (script.opening == Script::Opening::Registered)
            bytes.prepend(registration(attackersUuid));
    }
    static constexpr std::array<qsizetype, 4> pieces{0, 0, 1, 7};
    const qsizetype piece = pieces.at(size_t(script.delivery));
    const qsizetype step = piece == 0 ? bytes.size() : std::max(piece, bytes.size() / maxWrites + 1);
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        m_attacker->write(bytes.sliced(at, std::min(step, bytes.size() - at)));
        if (piece > 0)
            handleEvents();
    }
    m_written += script.frames.size();
    if (script.hangUp || script.opening == Script::Opening::Raw || !script.isWhole())
        return {};
    const QString why = m_attacker->waitForRelay();
    // Where the relay has closed, only one frame is certain: the one that made it do so.
    m_taken += m_attacker->isConnected() ? script.frames.size() : std::min<qsizetype>(1, script.frames.size());
    return why;
}

QString RelayTarget::checkOthers()
{
    const auto say = [this](const QUuid &to) {
        return PeerConnection{keepersUuid, keepersName, to, DescriptionType::Offer, QString::number(m_inputs),
                              std::nullopt};
    };
    const PeerConnection toItself = say(keepersUuid);
    if (const QString why = m_keeper->ask(toItself, {toItself}); !why.isEmpty())
        return u"The keeper: "_s + why;
    // The attacker may have left or registered anew by now, so either error will do.
    QList<RelayMessage> returned;
    for (const QString &error :
         {u"Cannot forward peer connection message to peer %1 because this peer is not registered this relay server."_s,
          u"The requested peer %1 is owned by a different user."_s}) {
        PeerConnection answer = say(attackersUuid);
        answer.error = error.arg(attackersUuid.toString(QUuid::WithoutBraces));
        returned.append(answer);
    }
    if (const QString why = m_keeper->ask(say(attackersUuid), returned); !why.isEmpty())
        return u"The keeper, asking for another user's client: "_s + why;
    if (!m_keeper->takeReceived().isEmpty() || !m_keeper->problem().isEmpty())
        return u"The keeper has heard something that is none of its business. "_s + m_keeper->problem();
    for (const RelayMessage &message : m_neighbour->takeReceived()) {
        const auto *forwarded = std::get_if<PeerConnection>(&message);
        if (forwarded && forwarded->sourceName == keepersName)
            return u"The neighbour has heard a message of another user."_s;
    }
    if (!m_neighbour->problem().isEmpty())
        return u"The neighbour: "_s + m_neighbour->problem();

    const auto clients = m_server.clients();
    if (clients.size() > 3)
        return u"%1 clients are registered, and there are only three."_s.arg(clients.size());
    for (const RegisteredClient &client : clients) {
        if ((client.uuid == keepersUuid) != (client.user == u"keeper"))
            return u"A client is registered under the wrong user."_s;
    }
    return {};
}

QString RelayTarget::summary() const
{
    QStringList closed;
    for (auto code = m_attacker->closeCodes().cbegin(); code != m_attacker->closeCodes().cend(); ++code)
        closed.append(u"%1 %2 times"_s.arg(code.key()).arg(code.value()));
    return u"%1 inputs, %2 frames written, %3 of them looked at for certain, %4 connections, closed with %5"_s
        .arg(m_inputs)
        .arg(m_written)
        .arg(m_taken)
        .arg(m_attacker->connections())
        .arg(closed.join(u", "));
}

QList<QByteArray> RelayTarget::messages()
{
    QList<QByteArray> messages;
    for (const QUuid &uuid : {attackersUuid, neighboursUuid, keepersUuid, nobodysUuid}) {
        messages.append(encode(RelayRegistration{u"attacker"_s, uuid}));
        messages.append(encode(offer(attackersUuid, uuid, u"v=0\r\ns=Zürich \U0001F680\r\n"_s)));
    }
    messages.append(encode(offer(keepersUuid, keepersUuid, QString())));
    messages.append(encode(RelayRegistration{QString(300, u'n'), attackersUuid})); // Too long a name.
    messages.append(encode(RelayResponse{}));
    return messages;
}

} // namespace Fuzz
