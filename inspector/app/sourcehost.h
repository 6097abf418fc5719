// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/sources/localrelayclient.h"
#include "inspector/sources/source.h"

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QThread>
#include <QtCore/QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace Inspector {

/// Runs sources in a thread of their own, so that neither a busy window nor a dialog ever holds up a socket.
///
/// \par Threads  used from the thread that created it; only resume() may be called from others. Signals are emitted
///               from the sources' thread and arrive queued.
class SourceHost final : public QObject
{
    Q_OBJECT

public:
    /// Makes a source. Called in the sources' thread, where the source will live.
    using Factory = std::function<std::unique_ptr<Source>()>;

    explicit SourceHost(QObject *parent = nullptr);
    /// Like stopAll().
    ~SourceHost() override;

    /// Makes and starts a source. \return a number for failed(); it never comes twice.
    quint64 start(Factory factory);
    /// Ends one source in order; stopped() follows.
    void stop(quint32 source);
    /// Ends the pause a source makes between two attempts; nothing for a source that makes none.
    void retryNow(quint32 source);
    /// Sends \a payload as one message through \a source; composed() follows with \a ticket.
    void compose(quint32 source, quint64 ticket, const QByteArray &payload, bool isBinary);
    /// The observer has room again. \par Threads  any.
    void resume();
    /// Ends every source in order, those that take longer than \a timeout without; none emits anything afterwards.
    void stopAll(std::chrono::milliseconds timeout = std::chrono::seconds(3));

Q_SIGNALS:
    /// Emitted when the source of \a ticket was made.
    void started(quint64 ticket, quint32 source);
    void listening(quint32 source, const QUrl &url);
    void failed(quint64 ticket, const QString &reason);
    void stopped(quint32 source);
    /// See Source::notice().
    void notice(quint32 source, const QString &text);
    /// See Source::composed().
    void composed(const Inspector::ComposeOutcome &outcome);
    /// A local relay takes clients at \a url.
    void relayListening(quint32 source, const QUrl &url);
    /// See LocalRelaySource::clientsChanged().
    void relayClientsChanged(quint32 source, const QList<Inspector::LocalRelayClient> &clients);

private:
    class Worker;
    QThread m_thread;
    quint64 m_tickets = 0;
    std::unique_ptr<Worker> m_worker; ///< Lives in m_thread.
};

} // namespace Inspector
