// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/relayclientmodel.h"
#include "inspector/sources/localrelayclient.h"

#include <QtCore/QObject>
#include <QtCore/QUrl>

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace Inspector {

class RelayClientPane;
class SourceHost;
class Theme;

/// Brings the clients of the local relays from the sources' thread into the window: the model, its pane, and the action
/// that shows it. The first relay of a recording shows the pane by itself, unless a person has hidden it before.
class RelayClientWatch final : public QObject
{
    Q_OBJECT

public:
    /// \param theme  outlives the object.
    explicit RelayClientWatch(const Theme *theme, QObject *parent = nullptr);
    ~RelayClientWatch() override;

    /// The window's as soon as it has a parent there.
    [[nodiscard]] RelayClientPane *pane() const { return m_pane; }
    [[nodiscard]] QAction *action() const { return m_action; }

    /// Returns whether the pane was hidden by its action: it then stays hidden when a relay starts.
    [[nodiscard]] bool isUnwanted() const { return m_unwanted; }
    void setUnwanted(bool unwanted);

    /// A new recording, with the relays among \a sources.
    void follow(SourceHost &sources);
    /// The relays are gone; who they had as clients stays to be seen.
    void endRelays();
    /// Nothing is on show any more.
    void clear();

private:
    void onListening(quint32 relay, const QUrl &url);
    void onStopped(quint32 relay);

    RelayClientModel m_clients;
    RelayClientPane *m_pane;
    QAction *m_action;
    QList<std::pair<quint32, QUrl>> m_relays; ///< Those that run, the newest last.
    std::unique_ptr<QObject> m_recording;     ///< What is queued for it is not for the next one.
    bool m_unwanted = false;                  ///< A person has hidden the pane.
};

} // namespace Inspector
