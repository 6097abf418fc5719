// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/testkit/scriptedrelay.h"

#include <QtCore/QObject>

/// A scripted relay that QML can use.
class TestRelay : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QUrl address READ address CONSTANT)
    Q_PROPERTY(int registrations READ registrations NOTIFY changed)
    Q_PROPERTY(QString lastName READ lastName NOTIFY changed)
    Q_PROPERTY(int messages READ messages NOTIFY changed)

public:
    explicit TestRelay(QObject *parent = nullptr)
        : QObject(parent)
    {
        connect(&m_relay, &RelayCore::TestKit::ScriptedRelay::registered, this, &TestRelay::changed);
        connect(&m_relay, &RelayCore::TestKit::ScriptedRelay::messageReceived, this, &TestRelay::changed);
    }

    [[nodiscard]] QUrl address() const { return m_relay.address(); }
    [[nodiscard]] int registrations() const { return int(m_relay.registrations().size()); }
    [[nodiscard]] QString lastName() const { return m_relay.registrations().value(registrations() - 1).name; }
    [[nodiscard]] int messages() const { return int(m_relay.messages().size()); }

    Q_INVOKABLE void accept() { m_relay.acceptRegistrations(); }
    Q_INVOKABLE void refuse(const QString &reason) { m_relay.refuseRegistrations(reason); }
    Q_INVOKABLE bool drop() { return m_relay.dropPeer(); }
    Q_INVOKABLE bool closePeer(int code) { return m_relay.closePeer(quint16(code)); }
    Q_INVOKABLE QString header(const QString &name) const
    {
        return QString::fromUtf8(m_relay.requestHeader(name.toLatin1()));
    }
    /// A message from a peer called \a name, or one that the relay returns with \a error.
    Q_INVOKABLE bool deliver(const QString &name, const QString &to, bool isOffer, const QString &error)
    {
        using RelayCore::DescriptionType;
        return m_relay.send(
            RelayCore::PeerConnection(QUuid(QStringLiteral("00000000-0000-4000-8000-00000000000b")), name, QUuid(to),
                                      isOffer ? DescriptionType::Offer : DescriptionType::Answer, QStringLiteral("v=0"),
                                      error.isEmpty() ? std::nullopt : std::optional(error)));
    }
    /// The last message that a client sent.
    Q_INVOKABLE RelayCore::PeerConnection lastMessage() const
    {
        return std::get<RelayCore::PeerConnection>(m_relay.messages().constLast());
    }

Q_SIGNALS:
    void changed();

private:
    RelayCore::TestKit::ScriptedRelay m_relay;
};
