// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/problem.h"
#include "inspector/check/secretscrubber.h"
#include "inspector/check/step.h"
#include "inspector/frames/httpbody.h"
#include "inspector/frames/httphead.h"
#include "relaycore/client/clock.h"
#include "relaycore/protocol/messages.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFuture>
#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtCore/QUuid>
#include <QtNetwork/QHostInfo>
#include <QtNetwork/QSslConfiguration>

#include <functional>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QSslError;
class QSslSocket;
QT_END_NAMESPACE

namespace Inspector {

class WebSocketChannel;
class TcpRace;

/// Looks a host up. The future may never finish: the probe waits only as long as its deadline.
using HostLookup = std::function<QFuture<QHostInfo>(const QString &host)>;

/// The system's resolver, on a thread of its own that nobody waits for: a lookup cannot be interrupted.
[[nodiscard]] QFuture<QHostInfo> lookUpHost(const QString &host);

struct ProbeOptions
{
    QUrl address;                  ///< ws:// or wss:// with a host.
    QString name;                  ///< Empty: the host name of this machine.
    QUuid uuid;                    ///< Null: a random one.
    RelayCore::HeaderList headers; ///< Valid ones; with the token, where there is one.
    std::optional<QSslConfiguration> tls;
    bool ownAuthorities = false; ///< \a tls trusts a CA file.
    bool verifyCertificate = true;
    bool warnOfReadableToken = false;                      ///< A token leaves this machine unencrypted.
    std::chrono::milliseconds stepTimeout{10'000};         ///< For each step but the registration.
    std::chrono::milliseconds registrationTimeout{15'000}; ///< For the relay's response.
    std::chrono::milliseconds closeTimeout{2'000};
    int samples = 5; ///< Pings, and messages to ourselves, of the round trip.
    HostLookup lookup = lookUpHost;
    std::shared_ptr<RelayCore::Clock> clock; ///< For deadlines. Empty: the system's.
};

/// Makes one connection to a relay, step by step, and says how each went. It stops at the first that fails; the rest
/// is reported as not tried. Every step has its deadline.
///
/// It speaks HTTP and RFC 6455 itself: QWebSocket tells neither when a step was done nor what the server answered.
/// \par Threads  one. May not be deleted from its slots.
class CheckProbe final : public QObject
{
    Q_OBJECT

public:
    explicit CheckProbe(ProbeOptions options, QObject *parent = nullptr);
    ~CheckProbe() override;

    void start();
    /// Leaves in order, now; finished() follows.
    void stop();

    [[nodiscard]] QString name() const { return m_options.name; }
    [[nodiscard]] QUuid uuid() const { return m_options.uuid; }

Q_SIGNALS:
    void stepStarted(Inspector::CheckStep step);
    /// Once for each of checkSteps, in their order, unless the probe is stopped.
    void stepDone(const Inspector::StepReport &report);
    /// The last signal: the connection is closed.
    void finished();

private:
    using Kind = Problem::Kind;

    void begin(CheckStep step);
    void beginAddress();
    void beginDns();
    void beginTcp();
    void beginTls();
    void beginUpgrade();
    void beginRegistration();
    void beginEcho();
    void beginRoundTrip();
    void onDeadline();

    void onLookedUp(const QHostInfo &info);
    void onRaceFinished();
    void onEncrypted();
    void onTlsError();
    void onResponse();
    void onResponseEnd();
    void takeResponse();
    void onText(const QByteArray &utf8);
    void onPong(const QByteArray &payload);
    void onEcho();
    void nextSample();
    void endRoundTrip();

    /// Asks for the other scheme, and fails with \a confirmed where the server speaks it, otherwise with \a otherwise.
    void failUnlessOtherScheme(Kind confirmed, const Problem &otherwise);

    [[nodiscard]] Problem problem(Kind kind, const QString &text = {}) const;
    /// Adds what all problems of this connection have in common, and cleans the text.
    [[nodiscard]] Problem completed(Problem problem) const;
    [[nodiscard]] StepReport report(StepReport::Outcome outcome, const QString &summary = {}) const;
    void fail(const Problem &problem, const QJsonObject &detail = {}, const QStringList &notes = {});
    void fail(StepReport report);
    void done(StepReport report);
    void close();
    void onClosed();
    void end();

    [[nodiscard]] bool isSecure() const;
    [[nodiscard]] std::chrono::nanoseconds elapsed() const
    {
        return std::chrono::nanoseconds(m_elapsed.nsecsElapsed());
    }

    ProbeOptions m_options;
    SecretScrubber m_clean;
    CheckStep m_step = CheckStep::Address;
    QElapsedTimer m_elapsed; ///< Since the step began.
    std::unique_ptr<RelayCore::ClockTimer> m_deadline;
    bool m_stepOver = false; ///< The step is decided; what still arrives for it is late.
    bool m_closing = false;
    bool m_ended = false;

    QList<QHostAddress> m_addresses;
    TcpRace *m_race = nullptr;
    QSslSocket *m_socket = nullptr; ///< Until the frames begin.
    QHostAddress m_peer;
    QList<QSslError> m_tlsErrors;
    QByteArray m_key;
    std::optional<HttpHead> m_head;
    std::optional<HttpBody> m_body;
    QByteArray m_firstFrames; ///< What came behind the response's head.
    WebSocketChannel *m_talk = nullptr;
    bool m_talkEnded = false;

    QByteArray m_mark; ///< Of the message or ping on its way.
    std::optional<RelayCore::PeerConnection> m_echo;
    int m_foreignMessages = 0;
    QElapsedTimer m_sample;
    QList<std::chrono::nanoseconds> m_pings;
    QList<std::chrono::nanoseconds> m_echoes;
};

} // namespace Inspector
