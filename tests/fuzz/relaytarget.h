// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/server/relayserver.h"
#include "tests/fuzz/script.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QList>
#include <QtCore/QString>

#include <memory>

namespace Fuzz {

class Attacker;
class Peer;

/// A RelayServer in this process, and who talks to it over the loopback interface:
/// an attacker that writes the input, a neighbour of the same user, and a keeper of another user.
///
/// After every input the keeper must still be registered and answered, and must never have heard anything but its own
/// messages; whatever the relay writes must be well formed; and no connection may be left over, because this relay
/// takes few. Needs a QCoreApplication.
class RelayTarget
{
public:
    RelayTarget();
    ~RelayTarget();
    Q_DISABLE_COPY_MOVE(RelayTarget)

    /// \return what is wrong with the relay; empty where nothing is.
    [[nodiscard]] QString run(QByteArrayView input);
    /// Ends the attacker's connection and waits until nothing of it, and of those before, is left: about 6 s.
    void settle();

    /// Frames that were written to the relay.
    [[nodiscard]] qint64 framesWritten() const { return m_written; }
    /// Those of them that it has looked at for certain, because it had not closed the connection before.
    [[nodiscard]] qint64 framesTaken() const { return m_taken; }
    /// One line: inputs, frames, connections, close codes.
    [[nodiscard]] QString summary() const;

    /// Messages that mean something to this relay: its UUIDs, known and unknown.
    [[nodiscard]] static QList<QByteArray> messages();

private:
    [[nodiscard]] QString attack(const Script &script);
    [[nodiscard]] QString deliverFrames(const Script &script);
    [[nodiscard]] QString deliverBytes(const Script &script);
    [[nodiscard]] QString checkOthers();

    RelayCore::RelayServer m_server;
    std::unique_ptr<Attacker> m_attacker;
    std::unique_ptr<Peer> m_neighbour;
    std::unique_ptr<Peer> m_keeper;
    qint64 m_inputs = 0;
    qint64 m_written = 0;
    qint64 m_taken = 0;
};

} // namespace Fuzz
