// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/proxyconnection.h"

#include "inspector/sources/plainstream.h"
#include "inspector/sources/requestrewriter.h"

#include <chrono>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using RelayCore::CloseCategory;
using RelayCore::ConnectionClosed;
using RelayCore::ControlFrame;
using RelayCore::Direction;
using RelayCore::HandshakeResponse;
using RelayCore::WirePayload;

namespace {

constexpr qint64 maxUnwrittenBytes = 1024 * 1024;
constexpr qsizetype maxHeadBytes = 64 * 1024;
// A peer that takes nothing for so long does not get the rest.
constexpr auto lingerTime = 30s;
// How long a side may stay without a byte after the other direction has ended, where that end alone cannot be passed
// on.
constexpr auto halfOpenTime = 10s;

WireReader::Options readerOptions()
{
    WireReader::Options result;
    result.maxHeadBytes = maxHeadBytes;
    return result;
}

} // namespace

ProxyConnection::ProxyConnection(int descriptor, ProxyContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_secrets(context.secrets())
    , m_reader(readerOptions())
    , m_requests(maxHeadBytes)
    , m_client(std::make_unique<PlainStream>(descriptor))
    , m_clientAddress(peerAddress(descriptor))
    , m_id(RelayCore::nextConnectionId())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ProxyConnection::timeOut);
}

ProxyConnection::~ProxyConnection()
{
    setConnecting(false);
}

void ProxyConnection::start()
{
    setConnecting(true);
    if (m_context.authority() == nullptr) {
        begin(std::move(m_client), m_context.behaviour().upstream);
        return;
    }
    std::unique_ptr<PlainStream> client(static_cast<PlainStream *>(m_client.release()));
    m_front = std::make_unique<ForwardFront>(std::move(client), *m_context.authority(),
                                             m_context.behaviour().connecting.connectTimeout);
    connect(m_front.get(), &ForwardFront::ready, this, &ProxyConnection::frontReady);
    connect(m_front.get(), &ForwardFront::failed, this, &ProxyConnection::frontFailed);
    m_front->start();
}

void ProxyConnection::frontReady()
{
    decide(Watch::Undecided);
    begin(m_front->takeStream(), m_front->target());
}

void ProxyConnection::frontFailed(CloseCategory category, const QString &text)
{
    m_target = m_front->target();
    m_client = m_front->takeStream();
    connect(m_client.get(), &ByteStream::changed, this, &ProxyConnection::advance);
    record(RelayCore::ConnectionOpened{m_clientAddress, m_target.toString(QUrl::RemoveUserInfo)});
    close({ConnectionClosed::By::Client, category, text});
    advance();
}

void ProxyConnection::begin(std::unique_ptr<ByteStream> client, const QUrl &upstream)
{
    m_stage = Stage::Open;
    m_client = std::move(client);
    m_target = upstream;
    m_facts.upstream = upstreamName(upstream);
    connect(m_client.get(), &ByteStream::changed, this, &ProxyConnection::advance);
    connect(m_client.get(), &ByteStream::bytesWritten, this, &ProxyConnection::written);
    record(RelayCore::ConnectionOpened{m_clientAddress, upstream.toString(QUrl::RemoveUserInfo)});
    if (m_front && m_front->tls())
        record(*m_front->tls());
    m_connector = std::make_unique<UpstreamConnector>(m_context.behaviour().connecting, upstream);
    connect(m_connector.get(), &UpstreamConnector::connected, this, &ProxyConnection::upstreamReady);
    connect(m_connector.get(), &UpstreamConnector::failed, this, &ProxyConnection::upstreamFailed);
    m_connector->start();
    advance();
}

void ProxyConnection::upstreamReady()
{
    if (m_stage != Stage::Open)
        return;
    setConnecting(false);
    m_upstream = m_connector->takeStream();
    if (!m_upstream) {
        upstreamFailed(CloseCategory::Network,
                       u"no file descriptor is left for the connection to %1"_s.arg(m_facts.upstream));
        return;
    }
    connect(m_upstream.get(), &ByteStream::changed, this, &ProxyConnection::advance);
    connect(m_upstream.get(), &ByteStream::bytesWritten, this, &ProxyConnection::written);
    if (const auto tls = m_connector->tls())
        record(*tls);
    Q_EMIT upstreamConnected(m_id, m_connector->localPort(), m_clientAddress);
    sendUpstream(std::exchange(m_pending, {}));
    advance();
}

void ProxyConnection::upstreamFailed(CloseCategory category, const QString &text)
{
    if (m_stage != Stage::Open || m_failure)
        return;
    if (const auto tls = m_connector->tls())
        record(*tls);
    setConnecting(false);
    m_failure = ConnectionClosed{ConnectionClosed::By::Upstream, category, text};
    // The client is answered once it has asked; it gets as long for that as the upstream had.
    m_timer.start(m_context.behaviour().connecting.connectTimeout);
    advance();
}

void ProxyConnection::timeOut()
{
    if (m_stage == Stage::Closing) {
        m_client->abort();
        if (m_upstream)
            m_upstream->abort();
    } else if (m_failure) {
        close(*m_failure);
    } else {
        close(connectionEnd(m_facts, m_firstEnd.value_or(Direction::Sent)));
    }
    advance();
}

void ProxyConnection::written()
{
    if (m_stage == Stage::Closing)
        m_timer.start(lingerTime);
}

void ProxyConnection::advance()
{
    if (m_stage == Stage::Front)
        return;
    if (m_advancing) {
        m_again = true;
        return;
    }
    m_advancing = true;
    do {
        m_again = false;
        step();
    } while (m_again);
    m_advancing = false;
}

void ProxyConnection::step()
{
    if (m_stage == Stage::Open) {
        // One chunk each way in turn, so that neither direction waits for the end of the other.
        bool more = true;
        while (more && !m_context.waiting()) {
            more = pumpSent();
            if (m_upstream && !m_context.waiting())
                more |= pumpReceived();
        }
        passEnds();
    }
    finishWhenClosed();
}

bool ProxyConnection::pumpSent()
{
    if (!m_client->canRead() || (m_upstream ? m_upstream->bytesToWrite() > maxUnwrittenBytes : m_headSeen))
        return false;
    QByteArray &scratch = m_context.scratch();
    const qint64 size = m_client->read(scratch.data(), scratch.size());
    if (size <= 0)
        return false;
    const qint64 now = RelayCore::wireTimeNs();
    const QByteArrayView bytes(scratch.constData(), size);
    m_facts.sentBytes += size;
    forwardSent(bytes);
    watchSent(bytes, now);
    return true;
}

bool ProxyConnection::pumpReceived()
{
    if (!m_upstream->canRead() || m_client->bytesToWrite() > maxUnwrittenBytes)
        return false;
    QByteArray &scratch = m_context.scratch();
    const qint64 size = m_upstream->read(scratch.data(), scratch.size());
    if (size <= 0)
        return false;
    const qint64 now = RelayCore::wireTimeNs();
    const QByteArrayView bytes(scratch.constData(), size);
    m_facts.receivedBytes += size;
    m_client->write(bytes);
    if (m_watch == Watch::Undecided)
        decide(Watch::No); // A server that speaks first.
    decode(Direction::Received, bytes, now);
    if (m_sentEnded && m_timer.isActive())
        m_timer.start(halfOpenTime);
    return true;
}

// Heads of requests are held back until they are complete, because they change; everything else goes on as it is.
void ProxyConnection::forwardSent(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (m_headSeen && m_front && m_front->isTunnel()) {
            sendUpstream(bytes);
            return;
        }
        const qsizetype taken = m_requests.read(bytes);
        if (m_requests.lastPart() != RequestSplitter::Part::Head) {
            sendUpstream(bytes.first(taken));
        } else if (m_requests.head().state() != HttpHead::State::Reading) {
            m_headSeen = true;
            sendUpstream(rewrittenHead());
        }
        bytes = bytes.sliced(taken);
    }
}

QByteArray ProxyConnection::rewrittenHead() const
{
    const HttpHead &head = m_requests.head();
    if (head.state() != HttpHead::State::Complete || (m_front && m_front->isTunnel()))
        return head.raw();
    return m_front ? forwardProxyHead(head) : reverseProxyHead(head, m_target);
}

void ProxyConnection::sendUpstream(QByteArrayView bytes)
{
    if (m_upstream)
        m_upstream->write(bytes);
    else
        m_pending.append(bytes);
}

void ProxyConnection::passEnds()
{
    if (m_failure) {
        if (m_headSeen)
            answerFailure();
        else if (m_client->hasEnded() || m_client->isBroken())
            close(*m_failure);
        return;
    }
    if (m_client->isBroken() && (!m_client->canRead() || !m_upstream)) {
        close(connectionEnd(m_facts, m_firstEnd.value_or(Direction::Sent)));
        return;
    }
    if (!m_upstream) {
        // A client that left before it had asked for anything has nothing to be forwarded.
        if (m_client->hasEnded() && !m_headSeen)
            close(connectionEnd(m_facts, Direction::Sent));
        return;
    }
    if (m_upstream->isBroken() && m_upstream->hasEnded()) {
        close(connectionEnd(m_facts, m_firstEnd.value_or(Direction::Received)));
        return;
    }
    if (m_client->hasEnded() && !std::exchange(m_sentEnded, true)) {
        m_firstEnd = m_firstEnd.value_or(Direction::Sent);
        passEnd(*m_upstream, Direction::Sent);
    }
    if (m_stage == Stage::Open && m_upstream->hasEnded() && !std::exchange(m_receivedEnded, true)) {
        m_firstEnd = m_firstEnd.value_or(Direction::Received);
        passEnd(*m_client, Direction::Received);
    }
    if (m_stage == Stage::Open && m_sentEnded && m_receivedEnded)
        close(connectionEnd(m_facts, *m_firstEnd));
}

void ProxyConnection::passEnd(ByteStream &to, Direction direction)
{
    if (to.canEndWriting())
        to.endWriting();
    else if (m_facts.opaque || m_facts.firstClose == direction)
        m_timer.start(halfOpenTime); // An answer may be on its way.
    else
        close(connectionEnd(m_facts, direction));
}

// The client of a forward proxy may use any protocol. Only what begins with an upgrade to WebSocket is shown.
void ProxyConnection::watchSent(QByteArrayView bytes, qint64 timeNs)
{
    if (m_watch == Watch::Undecided) {
        m_undecided.append(bytes);
        if (!m_headSeen)
            return;
        const HttpHead &head = m_requests.head();
        const bool isWebSocket =
            head.state() == HttpHead::State::Complete && head.value("Upgrade").toLower().contains("websocket");
        decide(isWebSocket ? Watch::Yes : Watch::No);
        const QByteArray all = std::exchange(m_undecided, {});
        decode(Direction::Sent, all, timeNs);
        return;
    }
    decode(Direction::Sent, bytes, timeNs);
}

void ProxyConnection::decide(Watch watch)
{
    m_watch = watch;
    m_facts.opaque = watch != Watch::Yes;
}

void ProxyConnection::decode(Direction direction, QByteArrayView bytes, qint64 timeNs)
{
    if (m_watch != Watch::Yes)
        return;
    for (WirePayload &payload : m_reader.read(direction, bytes)) {
        note(payload, direction);
        record(std::move(payload), timeNs);
    }
    if (m_reader.upgraded())
        m_requests.upgraded();
}

void ProxyConnection::note(const WirePayload &payload, Direction direction)
{
    if (const auto *frame = std::get_if<ControlFrame>(&payload)) {
        if (frame->opcode == RelayCore::Opcode::Close && !m_facts.firstClose)
            m_facts.firstClose = direction;
    } else if (const auto *response = std::get_if<HandshakeResponse>(&payload)) {
        m_facts.status = response->status;
    }
    m_facts.upgraded = m_reader.upgraded();
}

void ProxyConnection::answerFailure()
{
    if (m_requests.head().state() == HttpHead::State::Complete) {
        const QByteArray sentence = m_failure->text.toUtf8() + '\n';
        const QByteArray status =
            m_failure->category == CloseCategory::Timeout ? "504 Gateway Timeout"_ba : "502 Bad Gateway"_ba;
        m_client->write("HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                        + QByteArray::number(sentence.size()) + "\r\nConnection: close\r\n\r\n" + sentence);
    }
    close(*m_failure);
}

void ProxyConnection::setConnecting(bool connecting)
{
    if (std::exchange(m_connecting, connecting) != connecting)
        m_context.addConnecting(connecting ? 1 : -1);
}

void ProxyConnection::close(ConnectionClosed closed)
{
    setConnecting(false);
    const qint64 now = RelayCore::wireTimeNs();
    for (WirePayload &payload : m_reader.finish()) {
        note(payload, Direction::Received);
        if (std::holds_alternative<HandshakeResponse>(payload) && closed.by != ConnectionClosed::By::Source)
            closed = connectionEnd(m_facts, Direction::Received);
        record(std::move(payload), now);
    }
    m_stage = Stage::Closing;
    record(std::move(closed), now);
    m_client->close();
    if (m_upstream)
        m_upstream->close();
    if (m_connector) {
        // This may have been called by one of its signals.
        m_connector->disconnect(this);
        m_connector.release()->deleteLater();
    }
    m_timer.start(lingerTime);
}

void ProxyConnection::finishWhenClosed()
{
    if (m_stage != Stage::Closing || !m_client->isClosed() || (m_upstream && !m_upstream->isClosed()))
        return;
    m_stage = Stage::Done;
    m_timer.stop();
    QMetaObject::invokeMethod(this, &ProxyConnection::finished, Qt::QueuedConnection);
}

void ProxyConnection::stop()
{
    if (m_stage == Stage::Closing || m_stage == Stage::Done)
        return;
    if (m_stage == Stage::Front) {
        // Nothing was recorded of it yet.
        m_front.reset();
        m_stage = Stage::Done;
        QMetaObject::invokeMethod(this, &ProxyConnection::finished, Qt::QueuedConnection);
        return;
    }
    const bool outer = !std::exchange(m_advancing, true);
    // After a close frame its sender has ended the connection; we only come before the end of the socket.
    close(m_facts.firstClose ? connectionEnd(m_facts, *m_facts.firstClose)
                             : ConnectionClosed{ConnectionClosed::By::Source, CloseCategory::None, {}});
    if (outer)
        m_advancing = false;
    advance();
}

void ProxyConnection::record(WirePayload payload)
{
    record(std::move(payload), RelayCore::wireTimeNs());
}

void ProxyConnection::record(WirePayload payload, qint64 timeNs)
{
    if (m_context.behaviour().redact) {
        if (const auto *request = std::get_if<RelayCore::HandshakeRequest>(&payload))
            m_secrets.addRequest(*request);
        m_secrets.redact(payload);
    }
    m_context.observe(m_id, m_time.next(timeNs), std::move(payload));
}

} // namespace Inspector
