// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/cluster.h"

#include <QtCore/QPointer>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace ClusterFrames;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

/// State of links to and from relays that nothing was received from for so long is dropped. Much longer than any
/// deadline, so that no part that is still repeated can be taken for a new one.
constexpr auto linkLifetime = 10min;
constexpr auto incomingLifetime = 2 * linkLifetime; // The sender must not continue where this relay begins anew.

/// Confirmations wait so long for more to confirm, unless so many parts wait for one.
constexpr auto confirmationDelay = 4ms;
constexpr quint64 confirmAtOnce = 64;

constexpr auto busyInterval = 20ms;
constexpr auto idleInterval = 200ms;

QByteArray newId()
{
    return QUuid::createUuid().toRfc4122().toHex();
}

bool isId(const QByteArray &text)
{
    return text.size() == 32
           && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace

bool Cluster::isValidPrefix(const QByteArray &prefix)
{
    static const QRegularExpression valid(u"\\A[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\z"_s);
    return prefix.size() <= 200 && valid.match(QString::fromUtf8(prefix)).hasMatch();
}

Cluster::Cluster(std::unique_ptr<MessageBus> bus, const QByteArray &prefix, const ClusterTimes &times, QObject *parent)
    : RelayCore::Backplane(parent)
    , m_bus(std::move(bus))
    , m_prefix(prefix)
    , m_id(newId())
    , m_clientPrefix(prefix + ".client.")
    , m_relayPrefix(prefix + ".relay.")
    , m_replyPrefix(prefix + ".reply." + m_id + '.')
    , m_times(times)
    , m_presence(m_id, m_times, *this)
    , m_routes(m_times, *this)
{
    connect(m_bus.get(), &MessageBus::received, this, &Cluster::onReceived);
    connect(m_bus.get(), &MessageBus::unanswered, this, &Cluster::onUnanswered);
    connect(m_bus.get(), &MessageBus::connectedChanged, this, &Cluster::onConnectedChanged);
    connect(m_bus.get(), &MessageBus::problem, this, &Cluster::problem);
    connect(&m_timer, &QTimer::timeout, this, &Cluster::tick);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_confirmation, &QTimer::timeout, this, &Cluster::confirm);
    m_confirmation.setTimerType(Qt::PreciseTimer);
    m_confirmation.setSingleShot(true);
    m_confirmation.setInterval(confirmationDelay);
}

Cluster::~Cluster()
{
    confirm();
    m_bus->disconnect(this);
}

void Cluster::start()
{
    m_bus->subscribe(m_relayPrefix + m_id, MessageBus::Traffic::Much);
    m_bus->subscribe(m_replyPrefix + '>', MessageBus::Traffic::Little);
    m_bus->start();
    m_timer.start(idleInterval);
}

ClusterCounters Cluster::counters() const
{
    ClusterCounters counters;
    counters.clients = m_presence.count();
    counters.underWay = m_routes.underWay();
    counters.relays = qsizetype(std::max(m_outgoing.size(), m_incoming.size()));
    counters.lookups = m_routes.lookups();
    counters.repeatedFrames = m_repeated;
    for (const auto &[relay, link] : m_outgoing)
        counters.repeatedFrames += link->repeated();
    counters.takenOver = m_presence.takenOver();
    counters.interruptions = m_interruptions;
    return counters;
}

void Cluster::setReceiver(Receiver *receiver)
{
    m_receiver = receiver;
    if (!receiver)
        m_presence.clear();
}

void Cluster::announce(const RelayCore::RegisteredClient &client, Announced done)
{
    const QPointer<Cluster> alive(this);
    m_presence.announce(client, Clock::now(), std::move(done));
    if (alive)
        updateTimer();
}

void Cluster::withdraw(const QUuid &uuid)
{
    m_presence.withdraw(uuid);
}

void Cluster::route(const RelayCore::BackplaneMessage &message, Routed done)
{
    const QPointer<Cluster> alive(this);
    m_routes.route(message, Clock::now(), std::move(done));
    if (alive)
        updateTimer();
}

QByteArray Cluster::clientSubject(const QUuid &uuid) const
{
    return m_clientPrefix + uuid.toByteArray(QUuid::WithoutBraces);
}

QByteArray Cluster::addRequest(const Request &request)
{
    m_requests.insert(++m_token, request);
    return m_replyPrefix + "q." + QByteArray::number(m_token);
}

void Cluster::subscribe(const QUuid &uuid)
{
    m_bus->subscribe(clientSubject(uuid), MessageBus::Traffic::Little);
}

void Cluster::unsubscribe(const QUuid &uuid)
{
    m_bus->unsubscribe(clientSubject(uuid));
}

void Cluster::publishClaim(const QUuid &uuid, quint64 generation, const Claim &claim)
{
    const QByteArray reply = addRequest({uuid, generation, false, Clock::now() + 2 * m_times.request});
    m_bus->publish(clientSubject(uuid), reply, encode(claim));
}

void Cluster::reply(const QByteArray &subject, const Frame &frame)
{
    if (subject.startsWith(m_prefix + ".reply."))
        m_bus->publish(subject, {}, encode(frame));
}

void Cluster::takeOver(const QUuid &uuid, Announcement reason)
{
    if (m_receiver)
        m_receiver->takeOver(uuid, reason);
}

bool Cluster::isHere(const QUuid &peer) const
{
    return m_receiver && m_receiver->hasClient(peer);
}

RelayCore::Backplane::Delivery Cluster::deliverHere(const RelayCore::BackplaneMessage &message)
{
    return m_receiver ? m_receiver->deliver(message) : Delivery::NoResponders;
}

void Cluster::lookUp(const QUuid &peer, quint64 request)
{
    const QByteArray reply = addRequest({peer, request, true, Clock::now() + 2 * m_times.request});
    m_bus->publish(clientSubject(peer), reply, encode(Lookup{}));
}

OutgoingLink &Cluster::linkTo(const QByteArray &relay)
{
    auto &link = m_outgoing[relay];
    if (!link)
        link = std::make_unique<OutgoingLink>(
            m_id, m_times, m_epochs, [this, relay](const QByteArray &frame, quint64 token) {
                m_bus->publish(m_relayPrefix + relay, m_replyPrefix + "d." + relay + '.' + QByteArray::number(token),
                               frame);
            });
    return *link;
}

void Cluster::send(const QByteArray &relay, const RelayCore::BackplaneMessage &message, OutgoingLink::Done done)
{
    linkTo(relay).submit(message, Clock::now(), std::move(done));
    // All messages of this turn of the event loop make one frame.
    if (m_flushDue.isEmpty())
        QMetaObject::invokeMethod(this, &Cluster::flushLinks, Qt::QueuedConnection);
    m_flushDue.insert(relay);
}

void Cluster::flushLinks()
{
    const QSet<QByteArray> due = std::exchange(m_flushDue, {});
    if (!m_bus->isConnected())
        return; // tick() sends what waits, or ends it.
    const Time now = Clock::now();
    for (const QByteArray &relay : due) {
        if (const auto link = m_outgoing.find(relay); link != m_outgoing.end())
            link->second->flush(now, m_bus->maxPayload());
    }
}

void Cluster::finishResults(OutgoingLink &link)
{
    const QPointer<Cluster> alive(this);
    const OutgoingLink::Results results = link.takeResults();
    for (const auto &[done, result] : results) {
        done(result);
        if (!alive)
            return;
    }
    updateTimer();
}

void Cluster::finishAllResults()
{
    const QPointer<Cluster> alive(this);
    QByteArrayList relays;
    for (const auto &[relay, link] : m_outgoing) {
        if (link->hasResults())
            relays.append(relay);
    }
    for (const QByteArray &relay : std::as_const(relays)) {
        if (const auto link = m_outgoing.find(relay); link != m_outgoing.end())
            finishResults(*link->second);
        if (!alive)
            return;
    }
    updateTimer();
}

void Cluster::onReceived(const QByteArray &subject, const QByteArray &reply, const QByteArray &payload)
{
    const std::optional<Frame> frame = decode(payload);
    if (!frame) {
        if (!std::exchange(m_hasReportedVersion, true))
            Q_EMIT problem(u"Something in the cluster sent a frame that this version cannot read; it is ignored. Do "
                           "all relays have the same version, and does nothing else use the subjects below %1?"_s.arg(
                               QString::fromLatin1(m_prefix)));
        return;
    }
    if (subject.startsWith(m_clientPrefix))
        onClientFrame(QUuid::fromString(QLatin1StringView(subject).mid(m_clientPrefix.size())), reply, *frame);
    else if (subject.startsWith(m_replyPrefix))
        onReply(subject.mid(m_replyPrefix.size()), *frame);
    else if (subject.startsWith(m_relayPrefix))
        onRelayFrame(*frame);
}

void Cluster::onClientFrame(const QUuid &uuid, const QByteArray &reply, const Frame &frame)
{
    if (const auto *claim = std::get_if<Claim>(&frame))
        m_presence.onClaim(uuid, *claim, reply);
    else if (std::holds_alternative<Lookup>(frame))
        m_presence.onLookup(uuid, reply);
}

void Cluster::onRelayFrame(const Frame &frame)
{
    const Time now = Clock::now();
    if (const auto *data = std::get_if<Data>(&frame)) {
        if (!isId(data->from))
            return;
        const QPointer<Cluster> alive(this);
        std::shared_ptr<Incoming> &entry = m_incoming[data->from];
        if (!entry)
            entry = std::make_shared<Incoming>();
        const std::shared_ptr<Incoming> incoming = entry; // A slot may destroy this object.
        auto answer = incoming->link.take(*data, now, [&alive](const RelayCore::BackplaneMessage &message) {
            return alive ? alive->deliverHere(message) : Delivery::NoResponders;
        });
        if (!alive || !answer)
            return;
        answer->from = m_id;
        const bool isUrgent = answer->hasGap || answer->expected - incoming->confirmed >= confirmAtOnce;
        incoming->answer = std::move(answer); // It contains what an earlier one does.
        if (isUrgent)
            confirm();
        else if (!m_confirmation.isActive())
            m_confirmation.start();
    } else if (const auto *answer = std::get_if<Acknowledgement>(&frame)) {
        const auto link = m_outgoing.find(answer->from);
        if (link == m_outgoing.end())
            return;
        link->second->onAcknowledgement(*answer, now, m_bus->maxPayload());
        finishResults(*link->second);
    }
}

void Cluster::onReply(const QByteArray &rest, const Frame &frame)
{
    if (!rest.startsWith("q."))
        return;
    const auto request = m_requests.constFind(rest.mid(2).toULongLong());
    if (request == m_requests.cend())
        return;
    const Request asked = *request;
    if (const auto *location = std::get_if<Location>(&frame); location && asked.isLookup) {
        if (location->relay.isEmpty() || (isId(location->relay) && location->relay != m_id))
            m_routes.onLocation(asked.uuid, asked.id, location->relay);
    } else if (const auto *verdict = std::get_if<Verdict>(&frame); verdict && !asked.isLookup) {
        m_presence.onVerdict(asked.uuid, asked.id, *verdict);
    }
}

void Cluster::onUnanswered(const QByteArray &reply)
{
    const QByteArray rest = reply.mid(m_replyPrefix.size());
    if (rest.startsWith("q.")) {
        const auto request = m_requests.constFind(rest.mid(2).toULongLong());
        if (request == m_requests.cend())
            return;
        const Request asked = *request;
        m_requests.erase(request);
        if (asked.isLookup)
            m_routes.onUnanswered(asked.uuid, asked.id, Clock::now());
        else
            m_presence.onUnanswered(asked.uuid, asked.id);
        return;
    }
    const QByteArrayList words = rest.split('.'); // d.<relay>.<token>
    const auto link = words.size() == 3 ? m_outgoing.find(words.at(1)) : m_outgoing.end();
    if (link == m_outgoing.end())
        return;
    link->second->refused(words.at(2).toULongLong());
    finishResults(*link->second);
}

void Cluster::confirm()
{
    m_confirmation.stop();
    for (auto &[relay, incoming] : m_incoming) {
        if (const auto answer = std::exchange(incoming->answer, std::nullopt)) {
            incoming->confirmed = answer->expected;
            m_bus->publish(m_relayPrefix + relay, {}, encode(*answer));
        }
    }
}

void Cluster::onConnectedChanged(bool connected, const QString &detail)
{
    const QPointer<Cluster> alive(this);
    if (connected) {
        m_presence.onBusConnected(Clock::now());
    } else {
        ++m_interruptions;
        for (const auto &[relay, link] : m_outgoing)
            link->busLost();
        m_requests.clear();
        m_presence.onBusLost();
        if (alive)
            m_routes.onBusLost();
        if (alive)
            finishAllResults();
    }
    if (alive)
        Q_EMIT busChanged(connected, detail);
    if (alive)
        Q_EMIT availabilityChanged(connected);
}

void Cluster::updateTimer()
{
    const auto wanted = m_routes.underWay() > 0 || m_presence.isBusy() ? busyInterval : idleInterval;
    if (m_timer.isActive() && m_timer.intervalAsDuration() != wanted)
        m_timer.start(wanted);
}

void Cluster::tick()
{
    const Time now = Clock::now();
    const bool isUp = m_bus->isConnected();
    for (const auto &[relay, link] : m_outgoing)
        link->tick(now, isUp ? m_bus->maxPayload() : 0);
    m_requests.removeIf([now](const auto &entry) { return entry.value().until < now; });
    std::erase_if(m_outgoing, [&](const auto &entry) {
        const bool isOld = entry.second->isIdle() && now - entry.second->lastUsed() > linkLifetime;
        if (isOld)
            m_repeated += entry.second->repeated();
        return isOld;
    });
    std::erase_if(m_incoming,
                  [now](const auto &entry) { return now - entry.second->link.lastUsed() > incomingLifetime; });
    const QPointer<Cluster> alive(this);
    m_presence.tick(now);
    if (alive)
        m_routes.tick(now);
    if (alive)
        finishAllResults();
}

} // namespace Inspector
