// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/wirereader.h"

#include "inspector/frames/extensions.h"
#include "inspector/frames/framereader.h"
#include "inspector/frames/httpbody.h"
#include "inspector/frames/httphead.h"
#include "inspector/frames/requestsplitter.h"

#include <optional>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using RelayCore::Direction;
using RelayCore::HandshakeRequest;
using RelayCore::HandshakeResponse;
using RelayCore::ProtocolViolation;
using RelayCore::WirePayload;

namespace {

constexpr qsizetype maxBodyBytes = 4 * 1024;
constexpr qsizetype maxPipelinedRequests = 64;
constexpr QByteArrayView extensionsField("Sec-WebSocket-Extensions");

bool namesWebSocket(QByteArrayView upgrade)
{
    return upgrade.toByteArray().toLower().contains("websocket");
}

} // namespace

struct WireReader::Private
{
    // What the next bytes of a direction are.
    enum class Part : quint8 {
        Head,
        Body,    // of a request, or of a refusal
        Waiting, // the client's, until the response decides whether they are frames
        Idle,    // the relay's, until the client has sent another request
        Frames,
        Ignored,
    };

    // What of a request is needed to read its response.
    struct Request
    {
        QByteArray extensions;
        QByteArray upgrade;
        bool isHead = false;
    };

    explicit Private(const Options &o)
        : options(o)
        , request(HttpHead::Kind::Request, o.maxHeadBytes)
        , response(HttpHead::Kind::Response, o.maxHeadBytes)
    {}

    void readSent(QByteArrayView bytes);
    void readReceived(QByteArrayView bytes);
    qsizetype readRequest(QByteArrayView bytes);
    qsizetype readResponse(QByteArrayView bytes);
    void requestEnded();
    void responseEnded();
    void accepted(const Request &answered);
    void refused();
    void bodyEnded();
    void keep(QByteArrayView bytes);
    void emitResponse(const QByteArray &content);
    void violation(Direction direction, const QString &reason);

    Options options;
    HttpHead request;
    HttpHead response;
    std::optional<HttpBody> requestBody;
    std::optional<HttpBody> body;
    std::optional<FrameReader> sent;
    std::optional<FrameReader> received;
    QList<Request> unanswered;
    QByteArray kept; // The client's bytes that arrived before the response.
    QList<WirePayload> out;
    Part sentPart = Part::Head;
    Part receivedPart = Part::Head;
    bool upgraded = false;
    bool responded = false;
    bool bodyShown = false;
};

void WireReader::Private::readSent(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        switch (sentPart) {
        case Part::Head:
            bytes = bytes.sliced(readRequest(bytes));
            break;
        case Part::Body:
            bytes = bytes.sliced(requestBody->read(bytes));
            if (requestBody->ended())
                sentPart = unanswered.isEmpty() || unanswered.last().upgrade.isEmpty() ? Part::Head : Part::Waiting;
            break;
        case Part::Waiting:
            keep(bytes);
            return;
        case Part::Frames:
            sent->read(bytes, out);
            return;
        case Part::Idle:
        case Part::Ignored:
            return;
        }
    }
}

void WireReader::Private::readReceived(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        switch (receivedPart) {
        case Part::Head:
            bytes = bytes.sliced(readResponse(bytes));
            break;
        case Part::Body:
            bytes = bytes.sliced(body->read(bytes));
            if (body->complete() && !std::exchange(bodyShown, true))
                emitResponse(body->content());
            if (body->ended())
                bodyEnded();
            break;
        case Part::Frames:
            received->read(bytes, out);
            return;
        case Part::Waiting:
        case Part::Idle:
        case Part::Ignored:
            return;
        }
    }
}

qsizetype WireReader::Private::readRequest(QByteArrayView bytes)
{
    if (request.state() != HttpHead::State::Reading)
        request = HttpHead(HttpHead::Kind::Request, options.maxHeadBytes);
    const qsizetype taken = request.read(bytes);
    if (request.state() != HttpHead::State::Reading)
        requestEnded();
    return taken;
}

void WireReader::Private::requestEnded()
{
    if (request.state() == HttpHead::State::Broken) {
        // Behind a refusal these are frames that a client sent too early.
        if (!responded)
            violation(Direction::Sent, request.problem());
        sentPart = Part::Ignored;
        return;
    }
    out.append(HandshakeRequest{request.startLine(), request.headers()});
    if (unanswered.size() >= maxPipelinedRequests) {
        violation(Direction::Sent, u"more than %1 requests wait for their response"_s.arg(maxPipelinedRequests));
        sentPart = Part::Ignored;
        return;
    }
    unanswered.append({request.value(extensionsField), request.value("Upgrade"), request.method() == "HEAD"});
    if (receivedPart == Part::Idle)
        receivedPart = Part::Head;
    requestBody.emplace(request, 0);
    if (!requestBody->ended())
        sentPart = Part::Body;
    else if (isUpgradeRequest(request))
        sentPart = upgraded ? Part::Frames : Part::Waiting;
}

qsizetype WireReader::Private::readResponse(QByteArrayView bytes)
{
    if (response.state() != HttpHead::State::Reading)
        response = HttpHead(HttpHead::Kind::Response, options.maxHeadBytes);
    const qsizetype taken = response.read(bytes);
    if (response.state() != HttpHead::State::Reading)
        responseEnded();
    return taken;
}

void WireReader::Private::responseEnded()
{
    if (response.state() == HttpHead::State::Broken) {
        violation(Direction::Received, response.problem());
        receivedPart = Part::Ignored;
        kept = {};
        if (sentPart == Part::Waiting)
            sentPart = Part::Ignored;
        return;
    }
    const int status = response.status();
    if (status >= 100 && status < 200 && status != 101)
        return; // An interim response such as 103: the real one is still to come.
    responded = true;
    const Request answered = unanswered.isEmpty() ? Request() : unanswered.takeFirst();
    if (status == 101) {
        accepted(answered);
        return;
    }
    body.emplace(response, maxBodyBytes, answered.isHead ? HttpBody::Expected::NoBody : HttpBody::Expected::Body);
    bodyShown = body->ended();
    receivedPart = Part::Body;
    if (bodyShown) {
        emitResponse({});
        bodyEnded();
    }
    if (sentPart == Part::Waiting && !answered.upgrade.isEmpty())
        refused();
}

void WireReader::Private::bodyEnded()
{
    receivedPart = unanswered.isEmpty() ? Part::Idle : Part::Head;
}

// The client's bytes behind an upgrade request that was refused are another request.
void WireReader::Private::refused()
{
    sentPart = Part::Head;
    readSent(std::exchange(kept, {}));
}

void WireReader::Private::accepted(const Request &answered)
{
    emitResponse({});
    const QByteArray protocol = response.value("Upgrade").isEmpty() ? answered.upgrade : response.value("Upgrade");
    if (!protocol.isEmpty() && !namesWebSocket(protocol)) {
        violation(Direction::Received,
                  u"the connection was switched to %1, which is not read"_s.arg(QString::fromLatin1(protocol)));
        sentPart = Part::Ignored;
        receivedPart = Part::Ignored;
        kept = {};
        return;
    }
    upgraded = true;
    const NegotiatedExtensions extensions = negotiatedExtensions(answered.extensions, response.value(extensionsField));
    FrameReader::Options sentOptions{{}, options.maxMessageBytes};
    FrameReader::Options receivedOptions = sentOptions;
    if (extensions.deflate) {
        sentOptions.deflate = extensions.deflate->sent;
        receivedOptions.deflate = extensions.deflate->received;
    }
    sent.emplace(Direction::Sent, sentOptions);
    received.emplace(Direction::Received, receivedOptions);
    receivedPart = Part::Frames;
    if (!extensions.problem.isEmpty())
        violation(Direction::Received, extensions.problem);
    if (sentPart == Part::Waiting) {
        sentPart = Part::Frames;
        sent->read(std::exchange(kept, {}), out);
    }
}

void WireReader::Private::keep(QByteArrayView bytes)
{
    if (bytes.size() > options.maxMessageBytes - kept.size()) {
        kept = {};
        sentPart = Part::Ignored;
        violation(Direction::Sent, u"more than %1 bytes arrived before the response"_s.arg(options.maxMessageBytes));
        return;
    }
    kept.append(bytes);
}

void WireReader::Private::emitResponse(const QByteArray &content)
{
    out.append(HandshakeResponse{response.status(), response.startLine(), response.headers(), content});
}

void WireReader::Private::violation(Direction direction, const QString &reason)
{
    out.append(ProtocolViolation{direction, reason});
}

WireReader::WireReader()
    : WireReader(Options{})
{}

WireReader::WireReader(const Options &options)
    : d(std::make_unique<Private>(options))
{}

WireReader::~WireReader() = default;

QList<WirePayload> WireReader::read(Direction direction, QByteArrayView bytes)
{
    switch (direction) {
    case Direction::Sent:
        d->readSent(bytes);
        break;
    case Direction::Received:
        d->readReceived(bytes);
        break;
    }
    return std::exchange(d->out, {});
}

QList<WirePayload> WireReader::finish()
{
    if (d->receivedPart == Private::Part::Body && !std::exchange(d->bodyShown, true))
        d->emitResponse(d->body->content());
    return std::exchange(d->out, {});
}

bool WireReader::upgraded() const
{
    return d->upgraded;
}

bool WireReader::responded() const
{
    return d->responded;
}

} // namespace Inspector
