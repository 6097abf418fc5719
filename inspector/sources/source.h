// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

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

public Q_SLOTS:
    /// Announces itself to the observer and begins; ends in listening() or failed().
    virtual void start() = 0;
    /// Ends every connection in order. stopped() follows.
    virtual void stop() = 0;
    /// The observer that said Wait has room again.
    virtual void resume() = 0;

Q_SIGNALS:
    /// Ready; \a url is where clients connect to (empty for a source that does not listen for others).
    void listening(const QUrl &url);
    /// It cannot begin: \a reason is a translated sentence.
    void failed(const QString &reason);
    void stopped();

protected:
    RelayCore::WireObserver &observer() const { return m_observer; }

private:
    RelayCore::WireObserver &m_observer;
    RelayCore::SourceId m_id;
};

} // namespace Inspector
