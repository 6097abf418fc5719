// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/stunprobe.h"

#include "inspector/check/checktexts.h"
#include "inspector/check/formatting.h"
#include "inspector/transport/randombytes.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QJsonArray>
#include <QtNetwork/QNetworkDatagram>
#include <QtNetwork/QNetworkInterface>
#include <QtNetwork/QUdpSocket>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

using Outcome = StepReport::Outcome;
using Kind = Problem::Kind;

constexpr std::chrono::milliseconds firstRetransmission{500}; // RFC 8489 section 6.2.1: RTO
constexpr int requestLimit = 7;                               // Rc
constexpr qsizetype largestAnswer = 2'048;

QString familyName(QAbstractSocket::NetworkLayerProtocol family)
{
    return family == QAbstractSocket::IPv4Protocol ? u"IPv4"_s : u"IPv6"_s;
}

QList<StunAddress> ownAddresses(quint16 port)
{
    QList<StunAddress> own;
    for (QHostAddress address : QNetworkInterface::allAddresses()) {
        address.setScopeId({});
        own.append({address, port});
    }
    return own;
}

} // namespace

struct StunProbe::Named
{
    StunServer server;
    QList<QHostAddress> addresses;
};

struct StunProbe::Request
{
    StunAddress destination;
    QString name; ///< Of the server, as it was given.
    QByteArray transaction;
    int sent = 0;
    QElapsedTimer elapsed;
    std::unique_ptr<RelayCore::ClockTimer> retransmission;
    std::optional<StunResponse> response;
    std::chrono::nanoseconds took{};
    bool isDerived = false; ///< Its destination came from an answer.
};

StunProbe::StunProbe(StunOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    if (!m_options.clock)
        m_options.clock = RelayCore::RelayClock::system();
}

StunProbe::~StunProbe() = default;

void StunProbe::start()
{
    Q_EMIT stepStarted(CheckStep::Stun);
    m_elapsed.start();
    m_deadline = m_options.clock->startTimer(m_options.timeout, [this] { onLookedUp(); });
    lookUp();
}

void StunProbe::stop()
{
    end();
}

void StunProbe::lookUp()
{
    for (const StunServer &server : std::as_const(m_options.servers)) {
        m_servers.push_back({server, {}});
        if (const QHostAddress literal(server.host); !literal.isNull()) {
            m_servers.back().addresses = {literal};
            continue;
        }
        ++m_pendingLookups;
        auto *watcher = new QFutureWatcher<QHostInfo>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, index = m_servers.size() - 1] {
            if (watcher->future().resultCount() > 0)
                m_servers[index].addresses = watcher->result().addresses();
            if (--m_pendingLookups == 0)
                onLookedUp();
        });
        watcher->setFuture(m_options.lookup(server.host));
    }
    if (m_pendingLookups == 0)
        QMetaObject::invokeMethod(this, &StunProbe::onLookedUp, Qt::QueuedConnection);
}

void StunProbe::onLookedUp()
{
    if (m_hasEnded || m_family != QAbstractSocket::UnknownNetworkLayerProtocol)
        return; // A look-up that ends after its deadline.
    m_deadline.reset();
    for (const auto family : {QAbstractSocket::IPv4Protocol, QAbstractSocket::IPv6Protocol}) {
        const bool has = std::any_of(m_servers.cbegin(), m_servers.cend(), [family](const Named &named) {
            return std::any_of(named.addresses.cbegin(), named.addresses.cend(),
                               [family](const QHostAddress &address) { return address.protocol() == family; });
        });
        if (has)
            m_families.append(family);
    }
    if (m_families.isEmpty()) {
        Problem problem;
        problem.kind = Kind::StunHostNotFound;
        problem.host = m_options.servers.value(0).host;
        StepReport failed;
        failed.step = CheckStep::Stun;
        failed.outcome = Outcome::Failed;
        failed.took = std::chrono::nanoseconds(m_elapsed.nsecsElapsed());
        failed.problems = {problem};
        failed.summary = describe(problem);
        Q_EMIT stepDone(failed);
        return end();
    }
    nextFamily();
}

void StunProbe::nextFamily()
{
    if (m_families.isEmpty())
        return end();
    m_family = m_families.takeFirst();
    m_requests.clear();
    m_ignored = 0;
    m_sendError.clear();
    m_elapsed.start();
    m_socket = std::make_unique<QUdpSocket>();
    connect(m_socket.get(), &QUdpSocket::readyRead, this, &StunProbe::readDatagrams);
    const bool isIPv4 = m_family == QAbstractSocket::IPv4Protocol;
    if (!m_socket->bind(QHostAddress(isIPv4 ? QHostAddress::AnyIPv4 : QHostAddress::AnyIPv6), 0)) {
        m_sendError = m_socket->errorString();
        return finishFamily();
    }
    m_deadline = m_options.clock->startTimer(m_options.timeout, [this] { finishFamily(); });
    for (const Named &named : m_servers) {
        const auto address = std::find_if(named.addresses.cbegin(), named.addresses.cend(),
                                          [this](const QHostAddress &each) { return each.protocol() == m_family; });
        if (address != named.addresses.cend())
            ask({*address, named.server.port}, named.server.host);
    }
}

void StunProbe::ask(const StunAddress &destination, const QString &name)
{
    for (const auto &request : m_requests) {
        if (request->destination == destination)
            return;
    }
    auto request = std::make_unique<Request>();
    request->destination = destination;
    request->name = name;
    request->transaction = randomBytes(stunTransactionBytes);
    request->elapsed.start();
    m_requests.push_back(std::move(request));
    send(m_requests.size() - 1);
}

void StunProbe::send(std::size_t index)
{
    Request &request = *m_requests[index];
    const QByteArray bytes = stunBindingRequest(request.transaction);
    if (m_socket->writeDatagram(bytes, request.destination.address, request.destination.port) != bytes.size()
        && m_sendError.isEmpty())
        m_sendError = m_socket->errorString();
    const auto wait = firstRetransmission * (1 << request.sent);
    if (++request.sent < requestLimit)
        request.retransmission = m_options.clock->startTimer(wait, [this, index] { send(index); });
    else
        request.retransmission.reset();
}

void StunProbe::readDatagrams()
{
    while (m_socket && m_socket->hasPendingDatagrams()) {
        const QNetworkDatagram datagram = m_socket->receiveDatagram(largestAnswer + 1);
        const QByteArray bytes = datagram.data();
        auto read = bytes.size() > largestAnswer ? std::variant<StunResponse, StunDefect>(StunDefect::Truncated)
                                                 : readStunResponse(bytes);
        const auto *const response = std::get_if<StunResponse>(&read);
        // An answer is one to a request of ours, from where that was sent to: others may guess neither.
        const auto found = std::find_if(m_requests.begin(), m_requests.end(), [&](const auto &request) {
            return response && request->transaction == response->transaction
                   && request->destination.port == datagram.senderPort()
                   && request->destination.address.isEqual(datagram.senderAddress());
        });
        if (found == m_requests.end())
            ++m_ignored;
        else if (!(*found)->response) // Otherwise the answer to a retransmission.
            onResponse(**found, *response);
    }
}

void StunProbe::onResponse(Request &request, const StunResponse &response)
{
    request.response = response;
    request.took = std::chrono::nanoseconds(request.elapsed.nsecsElapsed());
    request.retransmission.reset();
    // RFC 5780 section 4.3: the other address with the first port, then with the other port.
    if (response.other && !request.isDerived && response.other->address.protocol() == m_family
        && !response.other->address.isEqual(request.destination.address)) {
        const QString name = request.name;
        const StunAddress other = *response.other;
        const quint16 port = request.destination.port;
        for (const quint16 each : {port, other.port}) {
            const std::size_t before = m_requests.size();
            ask({other.address, each}, name);
            if (m_requests.size() > before)
                m_requests.back()->isDerived = true;
        }
    }
    const bool complete = std::all_of(m_requests.cbegin(), m_requests.cend(),
                                      [](const auto &each) { return each->response.has_value(); });
    if (complete)
        finishFamily();
}

void StunProbe::finishFamily()
{
    m_deadline.reset();
    for (const auto &request : m_requests)
        request->retransmission.reset();
    const StepReport done = report();
    m_hasAnswer = m_hasAnswer || done.outcome != Outcome::Failed;
    // Later: a timer or the socket is on the call stack.
    QMetaObject::invokeMethod(
        this,
        [this, done] {
            if (m_hasEnded)
                return;
            m_socket.reset();
            Q_EMIT stepDone(done);
            if (!m_families.isEmpty())
                Q_EMIT stepStarted(CheckStep::Stun);
            nextFamily();
        },
        Qt::QueuedConnection);
}

StepReport StunProbe::report() const
{
    QList<NatObservation> seen;
    QJsonArray servers;
    QStringList silent;
    QStringList notes;
    int asked = 0;
    Problem problem;
    problem.waited = m_options.timeout;
    for (const auto &request : m_requests) {
        const bool answered = request->response.has_value();
        const bool mapped = answered && request->response->mapped;
        asked += request->isDerived ? 0 : 1;
        QJsonObject server{{u"server"_s, request->name},   {u"address"_s, request->destination.toString()},
                           {u"requests"_s, request->sent}, {u"mapped"_s, QJsonValue()},
                           {u"ms"_s, QJsonValue()},        {u"error"_s, QJsonValue()}};
        if (answered)
            server[u"ms"_s] = milliseconds(request->took);
        if (mapped) {
            server[u"mapped"_s] = request->response->mapped->toString();
            seen.append({request->destination, *request->response->mapped});
            notes.append(CheckTexts::tr("%1 sees %2")
                             .arg(request->destination.toString(), request->response->mapped->toString()));
        } else if (answered && request->response->error) {
            server[u"error"_s] = *request->response->error;
            problem.kind = Kind::StunRefused;
            problem.host = request->name;
            problem.number = *request->response->error;
            problem.text = RelayCore::displayText(request->response->reason);
        } else if (!request->isDerived) {
            silent.append(request->name);
        }
        servers.append(server);
    }
    const quint16 port = m_socket->localPort();
    const NatMapping mapping = natMapping(seen, ownAddresses(port));
    StepReport result;
    result.step = CheckStep::Stun;
    result.took = std::chrono::nanoseconds(m_elapsed.nsecsElapsed());
    result.notes = notes;
    if (m_ignored > 0)
        result.notes.append(CheckTexts::tr("%1 datagrams that answer no request were ignored").arg(m_ignored));
    result.detail = {{u"family"_s, familyName(m_family).toLower()},
                     {u"mapping"_s, seen.isEmpty() ? QJsonValue() : QJsonValue(QString(natMappingName(mapping)))},
                     {u"nat"_s, seen.isEmpty() ? QJsonValue() : QJsonValue(mapping != NatMapping::None)},
                     {u"servers"_s, servers},
                     {u"ignored"_s, m_ignored}};

    if (seen.isEmpty() && problem.kind != Kind::StunRefused) {
        problem.kind = !m_sendError.isEmpty() ? Kind::StunUnsendable : Kind::StunSilent;
        problem.host = silent.join(u", "_s);
        problem.text = m_sendError;
    }
    if (seen.isEmpty()) {
        problem.total = asked;
        result.problems = {problem};
        result.summary = familyName(m_family) + u": "_s + describe(problem);
        // A second family that does not work is no reason to fail: peers need one.
        result.outcome = m_hasAnswer ? Outcome::Warning : Outcome::Failed;
        return result;
    }
    result.outcome = Outcome::Ok;
    const QString address = seen.constFirst().mapped.toString();
    switch (mapping) {
    case NatMapping::None:
        result.summary = CheckTexts::tr("%1: no NAT, the world sees %2, which is an address of this computer")
                             .arg(familyName(m_family), address);
        break;
    case NatMapping::EndpointIndependent:
        result.summary =
            CheckTexts::tr("%1: the world sees %2, the same from all servers (endpoint-independent mapping)")
                .arg(familyName(m_family), address);
        break;
    case NatMapping::Unknown:
        result.summary = CheckTexts::tr("%1: the world sees %2; how the NAT maps can be found out with a second server")
                             .arg(familyName(m_family), address);
        break;
    case NatMapping::AddressDependent:
    case NatMapping::AddressAndPortDependent:
    case NatMapping::Dependent: {
        result.outcome = Outcome::Warning;
        Problem symmetric;
        symmetric.kind = Kind::NatMapsByDestination;
        symmetric.text = QString(natMappingName(mapping)).replace(u'-', u' ');
        result.problems.append(symmetric);
        result.summary = u"%1: %2"_s.arg(familyName(m_family), describe(symmetric));
        break;
    }
    }
    if (problem.kind == Kind::StunRefused) {
        result.outcome = Outcome::Warning;
        result.problems.append(problem);
    } else if (!silent.isEmpty()) {
        result.outcome = Outcome::Warning;
        problem.kind = Kind::SomeStunSilent;
        problem.host = silent.join(u", "_s);
        problem.number = int(silent.size());
        problem.total = asked;
        result.problems.append(problem);
    }
    return result;
}

void StunProbe::end()
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_deadline.reset();
    m_requests.clear();
    QMetaObject::invokeMethod(this, &StunProbe::finished, Qt::QueuedConnection);
}

} // namespace Inspector
