// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtCore/QUrl>

QT_BEGIN_NAMESPACE
class QTcpServer;
QT_END_NAMESPACE

namespace TestSupport {

/// A line between clients and a relay that passes bytes on, until it dies without telling anybody.
/// \par Threads  one thread with an event loop.
class FreezableLink : public QObject
{
    Q_OBJECT

public:
    explicit FreezableLink(const QUrl &relay);
    ~FreezableLink() override;

    /// Where clients connect to.
    [[nodiscard]] QUrl address() const;

    /// Nothing passes any more on the connections there are, in no direction, not even their end. The relay goes on
    /// believing in them as long as this object lives. New connections work.
    void freeze();
    /// Ends the connections there are, on both sides.
    void cut();

private:
    class Connection;

    QUrl m_relay;
    QTcpServer *m_server;
};

} // namespace TestSupport
