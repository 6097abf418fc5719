// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/wirereader.h"

#include "inspector/frames/extensions.h"
#include "inspector/frames/framereader.h"
#include "inspector/frames/httpbody.h"
#include "inspector/frames/httphead.h"

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
constexpr QByteArrayView extensionsField("Sec-WebSocket-Extensions");

} // namespace

struct WireReader::Private
{
    // What the next bytes of a direction are.
    enum class Part : quint8 {
        Head,
        Body,    // of a refusal
        Waiting, // the client's, until the response tells whether they are frames
        Frames,
        Ignored,
    };

    explicit Private(const Options &o)
        : options(o)
        , request(HttpHead::Kind::Request, o.maxHeadBytes)
        , response(HttpHead::Kind::Response, o.maxHeadBytes)
    {}

    void readSent(QByteArrayView bytes);
    void readReceived(QByteArrayView bytes);
    void requestEnded();
    void responseEnded();
    void accepted();
    void keep(QByteArrayView bytes);
    void emitResponse(const QByteArray &content);
    void violation(Direction direction, const QString &reason);

    Options options;
    HttpHead request;
    HttpHead response;
    std::optional<HttpBody> body;
    std::optional<FrameReader> sent;
    std::optional<FrameReader> received;
    QByteArray kept; // The client's bytes that arrived before the response.
    QList<WirePayload> out;
    Part sentPart = Part::Head;
    Part receivedPart = Part::Head;
    bool upgraded = false;
    bool responded = false;
};

void WireReader::Private::readSent(QByteArrayView bytes)
{
    if (sentPart == Part::Head) {
        bytes = bytes.sliced(request.read(bytes));
        if (request.state() == HttpHead::State::Reading)
            return;
        requestEnded();
    }
    switch (sentPart) {
    case Part::Waiting:
        keep(bytes);
        break;
    case Part::Frames:
        sent->read(bytes, out);
        break;
    case Part::Head:
    case Part::Body:
    case Part::Ignored:
        break;
    }
}

void WireReader::Private::readReceived(QByteArrayView bytes)
{
    while (receivedPart == Part::Head && !bytes.isEmpty()) {
        bytes = bytes.sliced(response.read(bytes));
        if (response.state() == HttpHead::State::Reading)
            return;
        responseEnded();
    }
    switch (receivedPart) {
    case Part::Body:
        body->read(bytes);
        if (body->complete()) {
            emitResponse(body->body());
            receivedPart = Part::Ignored;
        }
        break;
    case Part::Frames:
        received->read(bytes, out);
        break;
    case Part::Head:
    case Part::Waiting:
    case Part::Ignored:
        break;
    }
}

void WireReader::Private::requestEnded()
{
    if (request.state() == HttpHead::State::Broken) {
        violation(Direction::Sent, request.problem());
        sentPart = Part::Ignored;
        return;
    }
    out.append(HandshakeRequest{request.startLine(), request.headers()});
    if (!responded)
        sentPart = Part::Waiting;
    else
        sentPart = upgraded ? Part::Frames : Part::Ignored;
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
    if (status >= 100 && status < 200 && status != 101) {
        // An interim response such as 103: the real one is still to come.
        response = HttpHead(HttpHead::Kind::Response, options.maxHeadBytes);
        return;
    }
    responded = true;
    if (status == 101) {
        accepted();
        return;
    }
    kept = {};
    if (sentPart == Part::Waiting)
        sentPart = Part::Ignored;
    body.emplace(response, maxBodyBytes);
    receivedPart = Part::Body;
}

void WireReader::Private::accepted()
{
    upgraded = true;
    const NegotiatedExtensions extensions =
        negotiatedExtensions(request.value(extensionsField), response.value(extensionsField));
    FrameReader::Options sentOptions{{}, options.maxMessageBytes};
    FrameReader::Options receivedOptions = sentOptions;
    if (extensions.deflate) {
        sentOptions.deflate = extensions.deflate->sent;
        receivedOptions.deflate = extensions.deflate->received;
    }
    sent.emplace(Direction::Sent, sentOptions);
    received.emplace(Direction::Received, receivedOptions);
    receivedPart = Part::Frames;
    emitResponse({});
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
    if (d->receivedPart == Private::Part::Body) {
        d->emitResponse(d->body->body());
        d->receivedPart = Private::Part::Ignored;
    }
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
