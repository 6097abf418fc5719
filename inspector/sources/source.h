// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/sources/localrelayclient.h"
#include "inspector/transport/composeoutcome.h"
#include "relaycore/wire/wireobserver.h"

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QUrl>

namespace Inspector {

/// Something that produces wire events: a proxy, the inspector's own client, the local relay.
///
/// \par Threads  lives in one thread with an event loop; its slots are called there (queued from elsewhere).
class Source : public QObject
{
    Q_OBJECT

public:
    /// \param observer  outlives the source.
    explicit Source(RelayCore::WireObserver &observer, QObject *parent = nullptr);

    [[nodiscard]] RelayCore::SourceId id() const { return m_id; }
    /// Returns whether the source is a relay of our own, which emits clientsChanged().
    [[nodiscard]] virtual bool knowsClients() const { return false; }

public Q_SLOTS:
    /// Announces itself to the observer and begins; ends in listening() or failed().
    virtual void start() = 0;
    /// Ends every connection in order. stopped() follows.
    virtual void stop() = 0;
    /// The observer that asked to pause has room again.
    virtual void resume() = 0;
    /// Ends the pause between two attempts to connect. Does nothing for a source that makes none.
    virtual void retryNow() {}
    /// Sends \a payload as one message, if the source is a client; composed() follows.
    virtual void compose(quint64 ticket, const QByteArray &payload, bool isBinary);

Q_SIGNALS:
    /// Ready; \a url is where clients connect to (empty for a source that does not listen for others).
    void listening(const QUrl &url);
    /// It cannot begin: \a reason is a translated sentence.
    void failed(const QString &reason);
    void stopped();
    /// Something happened to the whole source that a person should know: \a text is a translated sentence.
    void notice(const QString &text);
    /// What became of clients that registered, left, or sent something: one entry for each of them, at most ten times a
    /// second. The last one comes before stopped(). Only where knowsClients().
    void clientsChanged(const QList<Inspector::LocalRelayClient> &clients);

    /// What became of a message of compose().
    void composed(const Inspector::ComposeOutcome &outcome);

protected:
    /// Emits notice() about the file descriptors that are used up, or can be had again.
    void reportDescriptors(bool exhausted);
    RelayCore::WireObserver &observer() const { return m_observer; }

private:
    RelayCore::WireObserver &m_observer;
    RelayCore::SourceId m_id;
};

} // namespace Inspector
