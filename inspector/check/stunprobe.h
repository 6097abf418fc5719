// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/natmapping.h"
#include "inspector/check/probeoptions.h"
#include "inspector/check/step.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QUdpSocket;
QT_END_NAMESPACE

namespace Inspector {

struct StunServer
{
    QString host; ///< A name or an address.
    quint16 port = 3478;

    bool operator==(const StunServer &) const = default;
};

struct StunOptions
{
    QList<StunServer> servers;
    std::chrono::milliseconds timeout{10'000}; ///< For the name look-ups, and for each family.
    RelayCore::HostLookup lookup = RelayCore::lookUpHost;
    std::shared_ptr<RelayCore::RelayClock> clock; ///< For deadlines and retransmissions. Empty: the system's.
};

/// Asks STUN servers which address they see, IPv4 and IPv6 apart, and reports a step for each family.
///
/// One socket per family sends Binding requests to all servers, and to the other address and ports of a server that
/// names one (OTHER-ADDRESS), so that the mappings can be compared. A request is repeated after 500 ms, 1 s, 2 s, ...
/// as RFC 8489 section 6.2.1 says, within the timeout. What is no answer to a request is ignored and counted.
/// \par Threads  one. May not be deleted from its slots.
class StunProbe final : public QObject
{
    Q_OBJECT

public:
    explicit StunProbe(StunOptions options, QObject *parent = nullptr);
    ~StunProbe() override;

    /// To be called once.
    void start();
    /// Ends at once; finished() follows.
    void stop();

Q_SIGNALS:
    void stepStarted(Inspector::CheckStep step);
    /// Emitted for each family that a server has an address of, or once where there is none.
    void stepDone(const Inspector::StepReport &report);
    void finished();

private:
    struct Request;
    struct Named; ///< A server with its addresses.

    void lookUp();
    void onLookedUp();
    void nextFamily();
    void ask(const StunAddress &destination, const QString &name);
    void send(std::size_t request);
    void readDatagrams();
    void onResponse(Request &request, const StunResponse &response);
    void finishFamily();
    [[nodiscard]] StepReport report() const;
    void end();

    StunOptions m_options;
    std::vector<Named> m_servers;
    int m_pendingLookups = 0;
    QList<QAbstractSocket::NetworkLayerProtocol> m_families; ///< To do.
    QAbstractSocket::NetworkLayerProtocol m_family = QAbstractSocket::UnknownNetworkLayerProtocol;
    std::unique_ptr<QUdpSocket> m_socket;
    std::vector<std::unique_ptr<Request>> m_requests;
    std::unique_ptr<RelayCore::ClockTimer> m_deadline;
    QElapsedTimer m_elapsed;
    QString m_sendError; ///< Of the first request that could not be sent.
    int m_ignored = 0;
    bool m_hasAnswer = false; ///< In any family.
    bool m_hasEnded = false;
};

} // namespace Inspector
