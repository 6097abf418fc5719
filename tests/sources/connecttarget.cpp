// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/sources/connecttarget.h"

#include "inspector/sources/forwardfront.h"
#include "inspector/sources/plainstream.h"
#include "inspector/sources/runauthority.h"
#include "tests/fuzz/eventloop.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <memory>

namespace Fuzz {

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

namespace {

constexpr std::chrono::minutes patience{1}; // Nothing may depend on a deadline.
constexpr char tlsHandshake = 0x16;         // RFC 8446 section 5.1.
constexpr char tlsAlert = 0x15;
constexpr qsizetype maxPieces = 200;
const QByteArray established("HTTP/1.1 200 Connection established\r\n\r\n");

struct Outcome
{
    bool ready = false;
    bool tunnel = false;
    QUrl target;
    QString problem;
    QByteArray answer; ///< What the client received.
    QByteArray rest;   ///< What is left for the upstream.

    bool operator==(const Outcome &) const = default;
};

/// The authority is made once: a new one for each input would be most of the work.
RunAuthority *authority()
{
    static const auto made = RunAuthority::create();
    const auto *held = std::get_if<std::unique_ptr<RunAuthority>>(&made);
    return held ? held->get() : nullptr;
}

QByteArray readAll(int descriptor)
{
    QByteArray bytes;
    char chunk[4096];
    for (;;) {
        const ssize_t size = ::recv(descriptor, chunk, sizeof chunk, MSG_DONTWAIT);
        if (size <= 0)
            return bytes;
        bytes.append(chunk, size);
    }
}

QByteArray readAll(ByteStream &stream)
{
    QByteArray bytes;
    QByteArray chunk(4096, Qt::Uninitialized);
    while (stream.canRead()) {
        const qint64 size = stream.read(chunk.data(), chunk.size());
        if (size > 0)
            bytes += chunk.first(size);
    }
    return bytes;
}

/// Returns what becomes of a client that sends \a input in pieces of \a piece bytes; empty where this machine has no
/// room for it.
std::optional<Outcome> play(QByteArrayView input, qsizetype piece)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0 || !authority())
        return std::nullopt;
    Outcome outcome;
    {
        ForwardFront front(std::make_unique<PlainStream>(ends[0]), *authority(), patience);
        bool ended = false;
        QObject::connect(&front, &ForwardFront::ready, &front, [&] { outcome.ready = ended = true; });
        QObject::connect(&front, &ForwardFront::failed, &front, [&](RelayCore::CloseCategory, const QString &text) {
            outcome.problem = text;
            ended = true;
        });
        front.start();
        QByteArrayView unsent = input;
        bool open = true;
        while (!ended || open) {
            if (!unsent.isEmpty()) {
                const ssize_t sent = ::send(ends[1], unsent.data(), std::size_t(std::min(piece, unsent.size())),
                                            MSG_DONTWAIT | MSG_NOSIGNAL);
                if (sent < 0 && errno != EAGAIN)
                    unsent = {};
                else
                    unsent = unsent.sliced(std::max<ssize_t>(sent, 0));
            } else if (open) {
                ::shutdown(ends[1], SHUT_WR);
                open = false;
            }
            handleEvents(open || ended ? QEventLoop::AllEvents : QEventLoop::WaitForMoreEvents);
        }
        outcome.tunnel = front.isTunnel();
        outcome.target = front.target();
        if (const std::unique_ptr<ByteStream> stream = front.takeStream(); stream && outcome.ready)
            outcome.rest = readAll(*stream);
        outcome.answer = readAll(ends[1]);
    }
    ::close(ends[1]);
    return outcome;
}

bool isAnswer(const Outcome &outcome)
{
    if (outcome.tunnel) {
        // TLS that cannot be understood is answered with an alert.
        const QByteArray tls = outcome.answer.mid(established.size());
        return outcome.answer.startsWith(established)
               && (tls.isEmpty() || tls.front() == tlsAlert || tls.front() == tlsHandshake);
    }
    return outcome.answer.isEmpty()
           || (!outcome.ready && outcome.answer.startsWith("HTTP/1.1 400 Bad Request\r\n")
               && outcome.answer.endsWith(outcome.problem.toUtf8() + '\n'));
}

} // namespace

QString tryConnect(QByteArrayView input)
{
    if (input.isEmpty())
        return {};
    const QByteArrayView sent = input.sliced(1);
    // The socket has to hold all of them, because nothing reads what is for the upstream.
    const qsizetype piece = std::max<qsizetype>(1 + uchar(input.front()) % 64, 1 + sent.size() / maxPieces);
    const auto whole = play(sent, std::max<qsizetype>(sent.size(), 1));
    const auto cut = play(sent, piece);
    if (!whole || !cut)
        return u"no socket, or no authority"_s;
    for (const Outcome &outcome : {*whole, *cut}) {
        if (!isAnswer(outcome))
            return u"the client is answered with "_s + QString::fromLatin1(outcome.answer);
        if (!outcome.ready && outcome.problem.isEmpty())
            return u"a failure without a sentence"_s;
        if (outcome.ready && (outcome.target.host().isEmpty() || !outcome.target.scheme().startsWith(u"ws")))
            return u"a target that is none: "_s + outcome.target.toString();
        if (outcome.ready && !sent.endsWith(outcome.rest))
            return u"bytes for the upstream are lost or doubled"_s;
        if (outcome.ready && !outcome.tunnel && outcome.rest != sent)
            return u"a part of a request in absolute form is lost"_s;
    }
    // A client that begins with TLS before it was answered is refused, so there the pieces matter.
    const bool isTls = sent.contains(tlsHandshake);
    if (!isTls && *whole != *cut)
        return u"in pieces the client comes to another end"_s;
    return {};
}

} // namespace Fuzz
