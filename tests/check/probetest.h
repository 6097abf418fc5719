// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/probe.h"
#include "inspector/frames/framereader.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/server/relayserver.h"
#include "relaycore/testkit/manualclock.h"
#include "tests/support/rawserver.h"

#include <QtCore/QPromise>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

#include <functional>
#include <memory>

/// What the tests of CheckProbe share.
namespace ProbeTest {

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using TestKit::ManualClock;
using TestSupport::RawServer;
using Outcome = StepReport::Outcome;

inline const QUuid self(0x5e1f0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);

inline constexpr int limitMs = 30'000; ///< For a busy machine; nothing waits this long by design.

using Steps = QList<StepReport>;
using Serve = RawServer::OnRequest;
using OnPayload = std::function<void(QTcpSocket *, const WirePayload &)>;

/// What a probe with \a options reports from start to end. Deadlines pass only when \a clock is advanced.
class Checked
{
public:
    explicit Checked(ProbeOptions options, const std::function<void(CheckProbe *)> &watch = {})
    {
        options.clock = clock;
        options.name = u"alpha"_s;
        options.uuid = self;
        probe = std::make_unique<CheckProbe>(options);
        QObject::connect(probe.get(), &CheckProbe::stepStarted, probe.get(),
                         [this](CheckStep step) { current = step; });
        QObject::connect(probe.get(), &CheckProbe::stepDone, probe.get(),
                         [this](const StepReport &report) { reports.append(report); });
        QObject::connect(probe.get(), &CheckProbe::finished, probe.get(), [this] { ++ends; });
        if (watch)
            watch(probe.get());
        probe->start();
    }

    [[nodiscard]] StepReport at(CheckStep step) const { return reports.value(int(step)); }
    /// "tcp refused", or empty when nothing failed.
    [[nodiscard]] QString failure() const
    {
        for (const StepReport &report : reports) {
            if (report.outcome == Outcome::Failed)
                return checkStepName(report.step) + u' ' + names(report);
        }
        return {};
    }
    [[nodiscard]] static QString names(const StepReport &report)
    {
        QStringList names;
        for (const Problem &problem : report.problems)
            names.append(problemName(problem.kind));
        return names.join(u'+');
    }

    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    std::unique_ptr<CheckProbe> probe;
    Steps reports;
    CheckStep current = CheckStep::Address;
    int ends = 0;
};

inline ProbeOptions to(const QUrl &address)
{
    ProbeOptions options;
    options.address = address;
    return options;
}

inline RelayServerOptions anyPort()
{
    RelayServerOptions options;
    options.port = 0;
    return options;
}

/// Finds the addresses that it was made with, at once.
inline RelayCore::HostLookup finding(const QList<QHostAddress> &addresses,
                                     QHostInfo::HostInfoError error = QHostInfo::NoError)
{
    return [addresses, error](const QString &) {
        QHostInfo info;
        info.setAddresses(addresses);
        info.setError(error);
        QPromise<QHostInfo> promise;
        promise.start();
        promise.addResult(info);
        promise.finish();
        return promise.future();
    };
}

inline Serve saying(const QByteArray &bytes)
{
    return [bytes](QTcpSocket *socket, const QByteArray &) {
        socket->write(bytes);
        socket->flush(); // It is there as soon as this returns.
    };
}

/// Answers and hangs up.
inline Serve ending(const QByteArray &bytes)
{
    return [bytes](QTcpSocket *socket, const QByteArray &) {
        socket->write(bytes);
        socket->disconnectFromHost();
    };
}

/// Accepts the upgrade and answers frames.
inline Serve speaking(const OnPayload &onPayload)
{
    return [onPayload](QTcpSocket *socket, const QByteArray &head) {
        socket->write(RawServer::acceptUpgrade(head));
        auto reader = std::make_shared<FrameReader>(Direction::Sent, FrameReader::Options{});
        QObject::connect(socket, &QIODevice::readyRead, socket, [socket, reader, onPayload] {
            QList<WirePayload> payloads;
            reader->read(socket->readAll(), payloads);
            for (const WirePayload &payload : std::as_const(payloads))
                onPayload(socket, payload);
        });
    };
}

inline QByteArray text(const RelayMessage &message)
{
    return RawServer::frame(0x1, encode(message));
}

/// A relay in a few lines, with a say in how it answers the message to ourselves.
inline Serve relayThat(const std::function<void(QTcpSocket *, PeerConnection)> &echo)
{
    return speaking([echo](QTcpSocket *socket, const WirePayload &payload) {
        const auto *message = std::get_if<WireMessage>(&payload);
        if (!message)
            return;
        const RelayMessage decoded = std::get<RelayMessage>(decode(message->payload));
        if (std::holds_alternative<RelayRegistration>(decoded))
            socket->write(text(RelayResponse{}));
        else if (const auto *connection = std::get_if<PeerConnection>(&decoded))
            echo(socket, *connection);
    });
}

/// Answers the registration with \a bytes.
inline Serve registering(const QByteArray &bytes)
{
    return speaking([bytes](QTcpSocket *socket, const WirePayload &payload) {
        if (std::holds_alternative<WireMessage>(payload))
            socket->write(bytes);
    });
}

} // namespace ProbeTest

#define TRY_CLOSED(checked) QTRY_COMPARE_WITH_TIMEOUT((checked).ends, 1, limitMs)

// Most servers here do not answer close frames, so the deadline for that has to pass.
#define TRY_END(checked)                                                                                               \
    do {                                                                                                               \
        QTRY_COMPARE_WITH_TIMEOUT((checked).reports.size(), qsizetype(checkSteps.size()), limitMs);                    \
        (checked).clock->advance(2s);                                                                                  \
        TRY_CLOSED(checked);                                                                                           \
    } while (false)
