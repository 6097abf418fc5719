// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/probe.h"

#include "inspector/check/certificates.h"
#include "inspector/check/relayanswer.h"
#include "inspector/check/schemeprobe.h"
#include "inspector/check/tcprace.h"
#include "inspector/check/upgrade.h"
#include "inspector/transport/upgradehead.h"
#include "inspector/transport/websocketchannel.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QJsonArray>
#include <QtCore/QRandomGenerator>
#include <QtCore/QSysInfo>
#include <QtNetwork/QSslCipher>
#include <QtNetwork/QSslSocket>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using Outcome = StepReport::Outcome;

namespace {

constexpr qsizetype maxHeadBytes = 64 * 1024;
constexpr qsizetype maxBodyBytes = 1024;
constexpr qsizetype maxAddresses = 16;
/// For the question whether a port speaks the other scheme.
constexpr std::chrono::milliseconds otherSchemePatience{3'000};

QByteArray randomBytes(int words)
{
    QByteArray bytes;
    for (int word = 0; word < words; ++word)
        bytes += QByteArray::number(QRandomGenerator::system()->generate(), 16).rightJustified(8, '0');
    return QByteArray::fromHex(bytes);
}

double milliseconds(std::chrono::nanoseconds duration)
{
    return double(duration.count() / 1'000) / 1'000;
}

std::chrono::nanoseconds median(QList<std::chrono::nanoseconds> samples)
{
    std::ranges::sort(samples);
    const qsizetype middle = samples.size() / 2;
    return samples.size() % 2 == 1 ? samples.at(middle) : (samples.at(middle - 1) + samples.at(middle)) / 2;
}

QJsonObject statistics(const QList<std::chrono::nanoseconds> &samples)
{
    const auto [minimum, maximum] = std::ranges::minmax(samples);
    return {{u"samples"_s, samples.size()},
            {u"min_ms"_s, milliseconds(minimum)},
            {u"median_ms"_s, milliseconds(median(samples))},
            {u"max_ms"_s, milliseconds(maximum)}};
}

QString inWords(QLatin1StringView what, const QList<std::chrono::nanoseconds> &samples)
{
    const auto [minimum, maximum] = std::ranges::minmax(samples);
    const auto number = [](std::chrono::nanoseconds duration) {
        const double value = milliseconds(duration);
        return QString::number(value, 'f', value < 10 ? 2 : 1);
    };
    return u"%1: %2 / %3 / %4 ms (min/median/max)"_s.arg(what, number(minimum), number(median(samples)),
                                                         number(maximum));
}

QString counted(qsizetype count, QLatin1StringView one, QLatin1StringView many)
{
    return u"%1 %2"_s.arg(count).arg(count == 1 ? one : many);
}

/// A failure of connecting in general, when every address has its own.
QList<Problem> oneOfAKind(const QList<Problem> &problems)
{
    QList<Problem> kept;
    for (const Problem &problem : problems) {
        if (!std::ranges::any_of(kept, [&](const Problem &known) { return known.kind == problem.kind; }))
            kept.append(problem);
    }
    return kept;
}

} // namespace

CheckProbe::CheckProbe(ProbeOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_clean(m_options.headers)
{
    if (m_options.name.isEmpty())
        m_options.name = QSysInfo::machineHostName();
    if (m_options.uuid.isNull())
        m_options.uuid = QUuid::createUuid();
    if (!m_options.clock)
        m_options.clock = RelayCore::Clock::system();
}

CheckProbe::~CheckProbe()
{
    if (m_socket)
        m_socket->disconnect(this);
    if (m_talk)
        m_talk->disconnect(this);
}

void CheckProbe::start()
{
    begin(CheckStep::Address);
}

void CheckProbe::stop()
{
    m_stepOver = true;
    close();
}

void CheckProbe::begin(CheckStep step)
{
    m_step = step;
    m_stepOver = false;
    const auto timeout = step == CheckStep::Registration ? m_options.registrationTimeout : m_options.stepTimeout;
    m_deadline = m_options.clock->startTimer(timeout, [this] { onDeadline(); });
    Q_EMIT stepStarted(step);
    m_elapsed.start();
    switch (step) {
    case CheckStep::Address:
        return beginAddress();
    case CheckStep::Dns:
        return beginDns();
    case CheckStep::Tcp:
        return beginTcp();
    case CheckStep::Tls:
        return beginTls();
    case CheckStep::Upgrade:
        return beginUpgrade();
    case CheckStep::Registration:
        return beginRegistration();
    case CheckStep::Echo:
        return beginEcho();
    case CheckStep::RoundTrip:
        return beginRoundTrip();
    }
    Q_UNREACHABLE();
}

void CheckProbe::onDeadline()
{
    if (m_closing)
        return onClosed();
    if (m_stepOver)
        return;
    Problem late = problem(Kind::ConnectTimeout);
    late.waited = m_options.stepTimeout;
    switch (m_step) {
    case CheckStep::Address:
    case CheckStep::Tcp: // The race has its own.
        return;
    case CheckStep::Dns:
        late.kind = Kind::DnsTimeout;
        return fail(late);
    case CheckStep::Tls:
        late.kind = Kind::TlsTimeout;
        // A plain server may wait for the end of what it takes for a request.
        return failUnlessOtherScheme(Kind::ServerSpeaksPlain, late);
    case CheckStep::Upgrade:
        if (m_body)
            return takeResponse(); // The head is there: that the body is not does not matter.
        late.kind = Kind::UpgradeTimeout;
        if (!isSecure() && m_head && m_head->raw().isEmpty())
            return failUnlessOtherScheme(Kind::ServerSpeaksTls, late);
        return fail(late);
    case CheckStep::Registration:
        late.kind = Kind::RegistrationTimeout;
        late.waited = m_options.registrationTimeout;
        return fail(late);
    case CheckStep::Echo:
        late.kind = Kind::EchoTimeout;
        return fail(late);
    case CheckStep::RoundTrip:
        if (!m_pings.isEmpty())
            return endRoundTrip(); // A slow connection gives fewer samples.
        late.kind = Kind::PongTimeout;
        return fail(late);
    }
    Q_UNREACHABLE();
}

// Address

void CheckProbe::beginAddress()
{
    const QUrl &url = m_options.address;
    const QString shown = url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    StepReport result = report(Outcome::Ok, shown);
    result.took.reset();
    result.detail = {{u"url"_s, shown},           {u"host"_s, url.host()},
                     {u"port"_s, portOf(url)},    {u"tls"_s, isSecure()},
                     {u"name"_s, m_options.name}, {u"uuid"_s, m_options.uuid.toString(QUuid::WithoutBraces)}};
    if (url.port() < 0)
        result.notes.append(u"port %1, since the address names none"_s.arg(portOf(url)));
    if (m_options.warnOfReadableToken) {
        const Problem readable = problem(Kind::TokenUnencrypted);
        result.outcome = Outcome::Warning;
        result.problems.append(readable);
        result.notes.append(describe(readable));
    }
    done(result);
}

// DNS

void CheckProbe::beginDns()
{
    if (const QHostAddress literal(m_options.address.host()); !literal.isNull()) {
        m_addresses = {literal};
        StepReport result = report(Outcome::NotNeeded, u"not needed: the host is an IP address"_s);
        result.took.reset();
        return done(result);
    }
    auto *watcher = new QFutureWatcher<QHostInfo>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (m_step == CheckStep::Dns && !m_stepOver && watcher->future().resultCount() > 0)
            onLookedUp(watcher->result());
    });
    watcher->setFuture(m_options.lookup(m_options.address.host()));
}

void CheckProbe::onLookedUp(const QHostInfo &info)
{
    m_addresses = info.addresses();
    if (m_addresses.isEmpty()) {
        const bool isUnknown = info.error() == QHostInfo::HostNotFound || info.error() == QHostInfo::NoError;
        return fail(problem(isUnknown ? Kind::HostNotFound : Kind::DnsFailed, info.errorString()));
    }
    QStringList shown;
    qsizetype version4 = 0;
    for (const QHostAddress &address : std::as_const(m_addresses)) {
        shown.append(address.toString());
        version4 += address.protocol() == QAbstractSocket::IPv4Protocol ? 1 : 0;
    }
    StepReport result =
        report(Outcome::Ok, shown.size() == 1 ? shown.constFirst()
                                              : u"%1 addresses: %2"_s.arg(shown.size()).arg(shown.join(u", "_s)));
    result.detail = {{u"addresses"_s, QJsonArray::fromStringList(shown)},
                     {u"ipv4"_s, version4},
                     {u"ipv6"_s, m_addresses.size() - version4}};
    if (m_addresses.size() > maxAddresses) {
        m_addresses.resize(maxAddresses);
        result.notes.append(u"only the first %1 are tried"_s.arg(maxAddresses));
    }
    done(result);
}

// TCP

void CheckProbe::beginTcp()
{
    m_race = new TcpRace(m_options.clock, this);
    connect(m_race, &TcpRace::finished, this, &CheckProbe::onRaceFinished);
    m_race->start(m_addresses, portOf(m_options.address), m_options.stepTimeout);
}

void CheckProbe::onRaceFinished()
{
    if (m_stepOver)
        return;
    QJsonArray tried;
    QList<Problem> problems;
    QStringList notes;
    int failed = 0;
    std::optional<std::chrono::nanoseconds> took;
    const QList<TcpRace::Trial> trials = m_race->trials();
    for (const TcpRace::Trial &trial : trials) {
        QJsonObject line{{u"address"_s, trial.address.toString()},
                         {u"ok"_s, trial.took.has_value()},
                         {u"ms"_s, trial.took ? QJsonValue(milliseconds(*trial.took)) : QJsonValue()},
                         {u"problem"_s, QJsonValue()}};
        if (trial.took) {
            if (!took) {
                took = trial.took;
                m_peer = trial.address;
            }
            notes.append(
                u"%1: %2 ms"_s.arg(trial.address.toString(), QString::number(milliseconds(*trial.took), 'f', 2)));
        } else {
            ++failed;
            Problem found = completed(*trial.problem);
            found.ip = trial.address.toString();
            problems.append(found);
            notes.append(describe(found));
            line.insert(u"problem"_s, problemName(found.kind));
        }
        tried.append(line);
    }
    const QJsonObject detail{{u"port"_s, portOf(m_options.address)},
                             {u"address"_s, took ? QJsonValue(m_peer.toString()) : QJsonValue()},
                             {u"addresses"_s, tried}};
    if (!took) {
        StepReport result =
            report(Outcome::Failed,
                   trials.size() == 1 ? notes.takeFirst() : u"none of %1 addresses answers"_s.arg(trials.size()));
        result.problems = oneOfAKind(problems);
        result.notes = notes;
        result.detail = detail;
        return fail(result);
    }
    StepReport result = report(Outcome::Ok, u"%1, port %2"_s.arg(m_peer.toString()).arg(portOf(m_options.address)));
    result.took = took;
    result.detail = detail;
    if (trials.size() > 1)
        result.notes = notes;
    if (failed > 0) {
        result.outcome = Outcome::Warning;
        Problem some = problem(Kind::SomeAddressesFail);
        some.number = failed;
        some.total = int(trials.size());
        result.problems.append(some);
    }
    m_socket = m_race->winner();
    m_socket->setParent(this);
    m_race->deleteLater();
    m_race = nullptr;
    done(result);
}

// TLS

void CheckProbe::beginTls()
{
    if (!isSecure()) {
        StepReport result = report(Outcome::NotNeeded, u"not needed: ws:// is not encrypted"_s);
        result.took.reset();
        return done(result);
    }
    m_socket->setSslConfiguration(m_options.tls.value_or(QSslConfiguration::defaultConfiguration()));
    m_socket->setPeerVerifyMode(QSslSocket::VerifyPeer);
    m_socket->setPeerVerifyName(m_options.address.host());
    connect(m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        m_tlsErrors = errors;
        m_socket->ignoreSslErrors(); // To see the rest of the handshake; nothing is sent before they are judged.
    });
    connect(m_socket, &QSslSocket::encrypted, this, &CheckProbe::onEncrypted);
    connect(m_socket, &QAbstractSocket::errorOccurred, this, &CheckProbe::onTlsError);
    m_socket->startClientEncryption();
}

void CheckProbe::onTlsError()
{
    if (m_step != CheckStep::Tls || m_stepOver)
        return;
    const bool isClosed = m_socket->error() == QAbstractSocket::RemoteHostClosedError;
    failUnlessOtherScheme(Kind::ServerSpeaksPlain,
                          isClosed ? problem(Kind::TlsClosed) : problem(Kind::TlsFailed, m_socket->errorString()));
}

void CheckProbe::onEncrypted()
{
    if (m_step != CheckStep::Tls || m_stepOver)
        return;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QList<QSslCertificate> chain = m_socket->peerCertificateChain();
    QList<Problem> problems = validateCertificates(chain, m_tlsErrors, now);
    for (Problem &found : problems)
        found = completed(found);
    const bool isVerified = m_tlsErrors.isEmpty();

    QStringList errors;
    for (const QSslError &error : std::as_const(m_tlsErrors))
        errors.append(error.errorString());
    const QString protocol = m_socket->sessionCipher().protocolString();
    StepReport result = report(Outcome::Ok, u"%1, %2"_s.arg(protocol, m_socket->sessionCipher().name()));
    result.detail = {{u"protocol"_s, protocol},
                     {u"cipher"_s, m_socket->sessionCipher().name()},
                     {u"verified"_s, isVerified},
                     {u"errors"_s, QJsonArray::fromStringList(errors)},
                     {u"chain"_s, describeChain(chain, now)}};
    for (const Problem &found : std::as_const(problems))
        result.notes.append(describe(found));
    for (const QSslCertificate &certificate : chain) {
        const int days = daysLeft({certificate}, now);
        result.notes.append(u"%1, issued by %2, until %3 (%4)"_s.arg(
            m_clean(subjectOf(certificate)), m_clean(issuerOf(certificate)),
            certificate.expiryDate().toUTC().date().toString(Qt::ISODate),
            days < 0 ? u"expired"_s : counted(days, "day left"_L1, "days left"_L1)));
    }
    if (!isVerified && !chain.isEmpty())
        result.notes.append(u"SHA-256 fingerprint %1"_s.arg(
            QString::fromLatin1(chain.constFirst().digest(QCryptographicHash::Sha256).toHex().insert(32, ' '))));
    result.problems = problems;
    if (!isVerified && m_options.verifyCertificate) {
        result.outcome = Outcome::Failed;
        result.summary = result.notes.takeFirst();
        return fail(result);
    }
    if (!isVerified)
        result.notes.prepend(u"accepted only because of --insecure"_s);
    if (!problems.isEmpty())
        result.outcome = Outcome::Warning;
    done(result);
}

// Upgrade

void CheckProbe::beginUpgrade()
{
    m_key = randomBytes(4).toBase64();
    m_head.emplace(HttpHead::Kind::Response, maxHeadBytes);
    connect(m_socket, &QIODevice::readyRead, this, &CheckProbe::onResponse);
    connect(m_socket, &QAbstractSocket::errorOccurred, this, &CheckProbe::onResponseEnd, Qt::QueuedConnection);
    connect(m_socket, &QAbstractSocket::disconnected, this, &CheckProbe::onResponseEnd, Qt::QueuedConnection);
    m_socket->write(upgradeRequest(m_options.address, m_key, m_options.headers));
    if (m_socket->bytesAvailable() > 0)
        onResponse(); // Some servers talk first.
}

void CheckProbe::onResponse()
{
    if (m_step != CheckStep::Upgrade || m_stepOver)
        return;
    const QByteArray bytes = m_socket->readAll();
    if (m_body) {
        m_body->read(bytes);
        if (m_body->complete())
            takeResponse();
        return;
    }
    const qsizetype taken = m_head->read(bytes);
    switch (m_head->state()) {
    case HttpHead::State::Reading:
        return;
    case HttpHead::State::Broken: {
        // A TLS record: alert or handshake, version 3.x (RFC 8446 section 5.1).
        const QByteArray &raw = m_head->raw().isEmpty() ? bytes : m_head->raw();
        const bool isTls = raw.size() >= 2 && (raw.at(0) == 0x15 || raw.at(0) == 0x16) && raw.at(1) == 0x03;
        const Problem found = problem(Kind::NotHttp, m_head->problem());
        if (isSecure())
            return fail(found);
        if (isTls)
            return fail(problem(Kind::ServerSpeaksTls));
        return fail(found);
    }
    case HttpHead::State::Complete:
        if (m_head->status() == 101) {
            m_firstFrames = bytes.sliced(taken);
            return takeResponse();
        }
        m_body.emplace(*m_head, maxBodyBytes);
        m_body->read(QByteArrayView(bytes).sliced(taken));
        if (m_body->complete())
            takeResponse();
        return;
    }
    Q_UNREACHABLE();
}

void CheckProbe::onResponseEnd()
{
    if (m_step != CheckStep::Upgrade || m_stepOver)
        return;
    if (m_socket->bytesAvailable() > 0)
        onResponse();
    if (m_stepOver)
        return;
    if (m_body)
        return takeResponse(); // A body that ends with the connection.
    const bool isPlainEnd = m_socket->error() == QAbstractSocket::RemoteHostClosedError;
    const Problem found = problem(Kind::UpgradeClosed, isPlainEnd ? QString() : m_socket->errorString());
    // What a TLS server makes of a plain request is often no answer at all.
    if (!isSecure() && m_head->raw().isEmpty())
        return failUnlessOtherScheme(Kind::ServerSpeaksTls, found);
    fail(found);
}

void CheckProbe::takeResponse()
{
    const std::optional<Problem> found = validateUpgrade(*m_head, m_key);
    const QString server = m_clean(m_head->value("Server"));
    const QString via = m_clean(m_head->value("Via"));
    const QString body = m_body ? m_clean(m_body->body(), 120) : QString();
    const auto orNull = [](const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); };
    const QJsonObject detail{{u"status"_s, m_head->status()},
                             {u"server"_s, orNull(server)},
                             {u"via"_s, orNull(via)},
                             {u"body"_s, orNull(body)}};
    QStringList notes;
    if (!server.isEmpty())
        notes.append(u"server: %1"_s.arg(server));
    if (!via.isEmpty())
        notes.append(u"via the proxy %1"_s.arg(via));
    if (found && !isWarning(found->kind)) {
        // Markup tells a person nothing.
        if (!body.isEmpty() && !body.contains(u'<'))
            notes.append(u"it says: %1"_s.arg(body));
        const Problem refusal = completed(*found);
        // Some servers answer a plain request on their TLS port in words.
        const bool mentionsTls = body.contains("https"_L1, Qt::CaseInsensitive)
                                 || body.contains("ssl"_L1, Qt::CaseInsensitive)
                                 || body.contains("tls"_L1, Qt::CaseInsensitive);
        if (!isSecure() && found->kind == Kind::BadRequest && mentionsTls)
            return failUnlessOtherScheme(Kind::ServerSpeaksTls, refusal);
        return fail(refusal, detail, notes);
    }
    StepReport result = report(Outcome::Ok, u"HTTP 101"_s);
    result.detail = detail;
    result.notes = notes;
    if (found) {
        result.outcome = Outcome::Warning;
        result.problems.append(completed(*found));
        result.notes.append(describe(result.problems.constFirst()));
    }
    m_socket->disconnect(this);
    m_talk = new WebSocketChannel(std::exchange(m_socket, nullptr), this);
    connect(m_talk, &WebSocketChannel::textReceived, this, &CheckProbe::onText);
    connect(m_talk, &WebSocketChannel::pongReceived, this, &CheckProbe::onPong);
    connect(m_talk, &WebSocketChannel::binaryReceived, this, [this](qsizetype bytes) {
        if (m_step == CheckStep::Registration && !m_stepOver)
            fail(problem(Kind::NotARelay, u"a binary message of %1 bytes"_s.arg(bytes)));
    });
    connect(m_talk, &WebSocketChannel::closed, this, [this](std::optional<quint16> code, const QString &reason) {
        m_talkEnded = true;
        if (m_closing)
            onClosed();
        else
            fail(completed(validateClose(code, reason)));
    });
    connect(m_talk, &WebSocketChannel::lost, this, [this](const QString &words) {
        m_talkEnded = true;
        if (m_closing)
            onClosed();
        else
            fail(problem(Kind::ConnectionLost, words));
    });
    connect(m_talk, &WebSocketChannel::broken, this, [this](const QString &reason) {
        m_talkEnded = true;
        if (m_closing)
            onClosed();
        else
            fail(problem(Kind::BrokenFrames, reason));
    });
    done(result);
}

// Registration, echo, round trip

void CheckProbe::beginRegistration()
{
    const RelayCore::RelayRegistration registration{m_options.name, m_options.uuid};
    m_talk->sendText(RelayCore::encode(registration));
    m_talk->start(m_firstFrames);
}

void CheckProbe::beginEcho()
{
    m_mark = randomBytes(4).toHex();
    m_echo = echoMessage(m_options.name, m_options.uuid, m_mark);
    m_talk->sendText(RelayCore::encode(*m_echo));
}

void CheckProbe::onText(const QByteArray &utf8)
{
    if (m_stepOver)
        return;
    if (m_step == CheckStep::Registration) {
        const std::optional<Problem> found = validateRegistration(utf8);
        if (found)
            return fail(completed(*found));
        StepReport result = report(Outcome::Ok, u"as %1"_s.arg(m_clean(m_options.name)));
        result.notes.append(m_options.uuid.toString(QUuid::WithoutBraces));
        result.detail = {{u"name"_s, m_options.name}, {u"uuid"_s, m_options.uuid.toString(QUuid::WithoutBraces)}};
        return done(result);
    }
    const EchoAnswer answer = m_echo ? validateEcho(utf8, *m_echo, m_mark) : EchoAnswer{};
    if (!answer.isOurs) {
        ++m_foreignMessages;
        return;
    }
    if (answer.problem)
        return fail(completed(*answer.problem));
    onEcho();
}

void CheckProbe::onEcho()
{
    if (m_step == CheckStep::RoundTrip) {
        m_echoes.append(std::chrono::nanoseconds(m_sample.nsecsElapsed()));
        m_echo.reset();
        return nextSample();
    }
    const qsizetype size = RelayCore::encode(*m_echo).size();
    m_echo.reset();
    StepReport result = report(Outcome::Ok, u"%1 bytes to ourselves came back unchanged"_s.arg(size));
    result.detail = {{u"bytes"_s, size}, {u"other_messages"_s, m_foreignMessages}};
    if (m_foreignMessages > 0)
        result.notes.append(
            counted(m_foreignMessages, "message of somebody else came, too"_L1, "messages of others came, too"_L1));
    done(result);
}

void CheckProbe::beginRoundTrip()
{
    nextSample();
}

void CheckProbe::nextSample()
{
    m_mark = randomBytes(4).toHex();
    if (m_pings.size() < m_options.samples) {
        m_sample.start();
        m_talk->ping(m_mark);
    } else if (m_echoes.size() < m_options.samples) {
        m_echo = echoMessage(m_options.name, m_options.uuid, m_mark);
        const QByteArray text = RelayCore::encode(*m_echo);
        m_sample.start();
        m_talk->sendText(text);
    } else {
        endRoundTrip();
    }
}

void CheckProbe::onPong(const QByteArray &payload)
{
    if (m_step != CheckStep::RoundTrip || m_stepOver || payload != m_mark)
        return;
    m_pings.append(std::chrono::nanoseconds(m_sample.nsecsElapsed()));
    nextSample();
}

void CheckProbe::endRoundTrip()
{
    StepReport result = report(Outcome::Ok, inWords("ping"_L1, m_pings));
    result.took = median(m_pings);
    result.detail.insert(u"ping"_s, statistics(m_pings));
    if (!m_echoes.isEmpty()) {
        result.notes.append(inWords("echo"_L1, m_echoes));
        result.detail.insert(u"echo"_s, statistics(m_echoes));
    }
    done(result);
}

// How steps end

void CheckProbe::failUnlessOtherScheme(Kind confirmed, const Problem &otherwise)
{
    // The step's deadline is over or does not matter any more; the question has its own.
    m_deadline.reset();
    m_stepOver = true;
    const auto took = elapsed();
    auto *question = new SchemeProbe(m_options.clock, this);
    connect(question, &SchemeProbe::answered, this, [this, confirmed, otherwise, question, took](bool speaksIt) {
        question->deleteLater();
        if (m_closing || m_ended)
            return;
        const Problem found = speaksIt ? problem(confirmed) : otherwise;
        StepReport result = report(Outcome::Failed, describe(found));
        result.took = took;
        result.problems = {found};
        fail(result);
    });
    question->ask(m_options.address, m_peer, std::min(otherSchemePatience, m_options.stepTimeout));
}

Problem CheckProbe::problem(Kind kind, const QString &text) const
{
    Problem found;
    found.kind = kind;
    found.text = text;
    return completed(found);
}

Problem CheckProbe::completed(Problem problem) const
{
    problem.host = m_options.address.host();
    problem.port = portOf(m_options.address);
    problem.secure = isSecure();
    problem.defaultPort = m_options.address.port() < 0;
    problem.ownAuthorities = m_options.ownAuthorities;
    problem.ip = m_peer.toString();
    problem.text = m_clean(problem.text);
    problem.sentToken = std::ranges::any_of(m_options.headers, [](const RelayCore::Header &header) {
        return header.name.compare("authorization", Qt::CaseInsensitive) == 0;
    });
    return problem;
}

StepReport CheckProbe::report(Outcome outcome, const QString &summary) const
{
    StepReport result;
    result.step = m_step;
    result.outcome = outcome;
    result.took = elapsed();
    result.summary = summary;
    return result;
}

void CheckProbe::fail(const Problem &problem, const QJsonObject &detail, const QStringList &notes)
{
    StepReport result = report(Outcome::Failed, describe(problem));
    result.problems = {problem};
    result.detail = detail;
    result.notes = notes;
    fail(result);
}

void CheckProbe::fail(StepReport report)
{
    m_stepOver = true;
    m_deadline.reset();
    Q_EMIT stepDone(report);
    for (const CheckStep step : checkSteps) {
        if (step <= report.step)
            continue;
        StepReport untried;
        untried.step = step;
        untried.summary = u"not tried"_s;
        Q_EMIT stepDone(untried);
    }
    close();
}

void CheckProbe::done(StepReport report)
{
    m_stepOver = true;
    m_deadline.reset();
    Q_EMIT stepDone(report);
    if (m_closing || m_ended)
        return; // Stopped from the slot.
    const auto *next = std::ranges::find(checkSteps, report.step) + 1;
    if (next == checkSteps.end())
        close();
    else
        begin(*next);
}

void CheckProbe::close()
{
    if (m_closing || m_ended)
        return;
    m_closing = true;
    if (!m_talk || m_talkEnded)
        return onClosed();
    m_deadline = m_options.clock->startTimer(m_options.closeTimeout, [this] { onDeadline(); });
    m_talk->close(1000);
}

void CheckProbe::onClosed()
{
    if (m_ended)
        return;
    m_ended = true;
    m_deadline.reset();
    // Later: the socket is on the call stack.
    QMetaObject::invokeMethod(this, &CheckProbe::end, Qt::QueuedConnection);
}

void CheckProbe::end()
{
    delete std::exchange(m_race, nullptr);
    delete std::exchange(m_socket, nullptr);
    delete std::exchange(m_talk, nullptr);
    Q_EMIT finished();
}

bool CheckProbe::isSecure() const
{
    return m_options.address.scheme() == "wss"_L1;
}

} // namespace Inspector
