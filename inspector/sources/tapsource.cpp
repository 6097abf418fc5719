// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/tapsource.h"

#include "relaycore/tap/tapstream.h"

#include <QtCore/QHash>
#include <QtCore/QTimer>
#include <QtNetwork/QLocalSocket>

#include <algorithm>
#include <utility>

namespace Inspector {

using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int searchMs = 1000;
// What the socket holds while nothing is read; the rest waits in the application, which bounds it.
constexpr qint64 readBufferBytes = 1024 * 1024;

} // namespace

class TapSource::Private : public QObject
{
public:
    Private(TapSource *source, TapAddress address)
        : q(source)
        , tap(std::move(address))
    {
        socket.setReadBufferSize(readBufferBytes);
        search.setInterval(searchMs);
        connect(&search, &QTimer::timeout, this, &Private::searchApplication);
        connect(&socket, &QLocalSocket::connected, this, &Private::onConnected);
        connect(&socket, &QLocalSocket::readyRead, this, &Private::read);
        connect(&socket, &QLocalSocket::disconnected, this, [this] { onLost({}); });
        // Queued: the error is emitted inside connectToServer(), before the socket's state has changed.
        connect(&socket, &QLocalSocket::errorOccurred, this, &Private::onError, Qt::QueuedConnection);
    }

    void attach();
    void searchApplication();
    void onConnected();
    void onError();
    void onLost(const QString &problem);
    void read();
    void pass(WireEvent event);
    void closeAll(const QString &reason);
    void observe(WireEvent event);
    void setState(SourceState state, const QString &detail = {});
    SourceId sourceOf(SourceId theirs);

    TapSource *q;
    TapAddress tap;
    QLocalSocket socket;
    QTimer search;
    TapStream stream;
    bool isRunning = false;
    bool wasAttached = false;
    bool isPaused = false;
    QHash<SourceId, SourceId> sources; ///< Theirs to ours.
    struct Connection
    {
        ConnectionId ours = 0;
        SourceId source = 0; ///< Ours.
    };
    QHash<ConnectionId, Connection> connections; ///< Theirs to ours, while open.
};

void TapSource::Private::attach()
{
    stream = {};
    socket.connectToServer(tap.socket, QIODevice::ReadOnly);
}

void TapSource::Private::searchApplication()
{
    const QList<TapAddress> taps = runningTaps();
    const auto found = std::find_if(taps.crbegin(), taps.crend(),
                                    [this](const TapAddress &each) { return each.application == tap.application; });
    if (found == taps.crend())
        return;
    search.stop();
    tap = *found;
    attach();
}

void TapSource::Private::onConnected()
{
    setState(SourceState::Ready);
    if (!std::exchange(wasAttached, true))
        Q_EMIT q->listening(QUrl());
}

void TapSource::Private::onError()
{
    if (socket.state() == QLocalSocket::UnconnectedState && isRunning && !wasAttached) {
        isRunning = false;
        Q_EMIT q->failed(TapSource::tr("The tap of %1 (process %2) cannot be read: %3")
                             .arg(tap.application, QString::number(tap.pid), socket.errorString()));
    } else if (socket.state() == QLocalSocket::UnconnectedState && isRunning && !search.isActive()) {
        search.start(); // The application was found, and is gone again.
    }
}

void TapSource::Private::onLost(const QString &problem)
{
    if (!isRunning)
        return;
    closeAll(u"The application closed its tap."_s);
    setState(SourceState::Backoff,
             problem.isEmpty() ? TapSource::tr("waiting for %1 to open its tap again").arg(tap.application) : problem);
    search.start();
}

void TapSource::Private::read()
{
    while (!isPaused && isRunning && socket.bytesAvailable() > 0) {
        stream.append(socket.read(readBufferBytes));
        while (auto item = stream.next()) {
            if (auto *event = std::get_if<WireEvent>(&*item)) {
                pass(std::move(*event));
            } else if (const auto *error = std::get_if<TapStream::Error>(&*item)) {
                const QString problem = error->text;
                isRunning = false; // The stream stays unreadable: attaching again would end the same way.
                socket.abort();
                closeAll(problem);
                setState(SourceState::Failed, problem);
                return;
            }
        }
    }
}

SourceId TapSource::Private::sourceOf(SourceId theirs)
{
    if (theirs == 0)
        return q->id();
    SourceId &ours = sources[theirs];
    if (ours == 0)
        ours = nextSourceId();
    return ours;
}

void TapSource::Private::pass(WireEvent event)
{
    const ConnectionId theirs = event.connection;
    if (theirs == 0) {
        event.source = sourceOf(event.source);
    } else {
        Connection &connection = connections[theirs];
        if (connection.ours == 0)
            connection.ours = nextConnectionId();
        if (event.source != 0) // The end of a connection that was missed comes without its source.
            connection.source = sourceOf(event.source);
        event.source = connection.source;
        event.connection = connection.ours;
    }
    if (auto *started = std::get_if<SourceStarted>(&event.payload))
        started->title = u"%1 (%2)"_s.arg(started->title, tap.application);
    if (std::holds_alternative<ConnectionClosed>(event.payload))
        connections.remove(theirs);
    observe(std::move(event));
}

void TapSource::Private::closeAll(const QString &reason)
{
    const auto open = std::exchange(connections, {});
    for (const Connection &connection : open) {
        observe({connection.source, connection.ours, wireTimeNs(),
                 ConnectionClosed{ConnectionClosed::By::Source, CloseCategory::None, reason}});
    }
    const auto known = std::exchange(sources, {});
    for (const SourceId source : known)
        observe({source, 0, wireTimeNs(), StateChanged{SourceState::Stopped, reason}});
}

void TapSource::Private::observe(WireEvent event)
{
    if (q->observer().observe(std::move(event)) == WireObserver::FlowControl::Pause)
        isPaused = true;
}

void TapSource::Private::setState(SourceState state, const QString &detail)
{
    observe({q->id(), 0, wireTimeNs(), StateChanged{state, detail}});
}

TapSource::TapSource(TapAddress tap, WireObserver &observer, QObject *parent)
    : Source(observer, parent)
    , d(std::make_unique<Private>(this, std::move(tap)))
{}

TapSource::~TapSource()
{
    d->isRunning = false;
}

void TapSource::start()
{
    d->isRunning = true;
    d->observe(
        {id(), 0, wireTimeNs(), SourceStarted{SourceKind::Tap, tr("Tap of %1").arg(d->tap.application), {}, {}}});
    d->attach();
}

void TapSource::stop()
{
    if (std::exchange(d->isRunning, false)) {
        d->search.stop();
        d->socket.abort();
        d->closeAll(u"The tap is read no longer."_s);
    }
    d->setState(SourceState::Stopped);
    Q_EMIT stopped();
}

void TapSource::resume()
{
    d->isPaused = false;
    // From the event loop: the observer may ask for the next pause at once.
    QMetaObject::invokeMethod(
        d.get(), [this] { d->read(); }, Qt::QueuedConnection);
}

} // namespace Inspector
