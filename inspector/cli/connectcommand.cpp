// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/connectcommand.h"

#include "inspector/capture/capturewriter.h"
#include "inspector/cli/capturewatch.h"
#include "inspector/cli/eventlines.h"
#include "inspector/cli/output.h"
#include "inspector/cli/stdinreader.h"
#include "inspector/cli/usageerror.h"
#include "inspector/setup/addresses.h"
#include "inspector/sources/clientsource.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QTimer>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using RelayCore::RelayClient;
using RelayCore::RelayError;
using RelayCore::wireTimeNs;

ConnectCommand::ConnectCommand(ConnectOptions options, QObject *parent)
    : Command(parent)
    , m_options(std::move(options))
{}

ConnectCommand::~ConnectCommand() = default;

void ConnectCommand::start()
{
    std::optional<RelayError> error = complete();
    if (!error && !m_options.captureFile.isEmpty())
        error = openCapture();
    if (error) {
        onError(*error);
        return;
    }

    if (m_options.runFor)
        QTimer::singleShot(*m_options.runFor, this, &ConnectCommand::onTimeout);
    if (m_writer) {
        startSource();
    } else {
        m_ownClient = std::make_unique<RelayClient>(m_clientOptions);
        begin(m_ownClient.get());
    }
}

void ConnectCommand::terminate()
{
    leave(ExitCode::done);
}

std::optional<RelayError> ConnectCommand::complete()
{
    const auto address = readRelayAddress(m_options.address);
    if (const auto *problem = std::get_if<QString>(&address))
        return addressError(*problem);
    ConnectRequest &request = m_options.request;
    request.client.address = std::get<QUrl>(address);
    m_clean = SecretScrubber(request.client.headers);
    m_clean.addAddress(request.client.address);
    // Without a network a relay on this machine can be reached all the same.
    if (!isLoopback(request.client.address))
        request.client.reachability = RelayCore::Reachability::system();

    const auto options = clientOptions(request, [this](const std::variant<QByteArray, QString> &read) {
        if (const auto *token = std::get_if<QByteArray>(&read))
            m_clean.add(QString::fromLatin1(*token));
        else
            Output::say(std::get<QString>(read));
    });
    if (const auto *problem = std::get_if<QString>(&options))
        return usageError(*problem);
    m_clientOptions = std::get<RelayCore::RelayClientOptions>(options);
    if (exposesCredentials(request))
        Output::say(u"warning: the token goes to %1 unencrypted; use wss:// where the relay offers it"_s.arg(
            request.client.address.host()));
    return std::nullopt;
}

std::optional<RelayError> ConnectCommand::openCapture()
{
    auto created = CaptureWriter::create(m_options.captureFile, {.store = m_options.store});
    if (const auto *error = std::get_if<CaptureError>(&created))
        return usageError(error->text());
    m_writer = std::get<std::unique_ptr<CaptureWriter>>(std::move(created));
    connect(m_writer.get(), &CaptureWriter::failed, this,
            [this](const CaptureError &error) { onError(usageError(error.text())); });
    watchStore(*m_writer, *this, &Output::say);
    return std::nullopt;
}

void ConnectCommand::startSource()
{
    m_source = std::make_unique<ClientSource>(m_clientOptions, *m_writer);
    connect(m_writer.get(), &CaptureWriter::resumed, m_source.get(), &Source::resume);
    connect(m_source.get(), &Source::failed, this, [this](const QString &reason) { onError(usageError(reason)); });
    connect(m_source.get(), &Source::listening, this, [this] {
        if (!m_client)
            begin(m_source->client());
    });
    m_source->start();
    if (!m_client && m_source->client())
        begin(m_source->client());
}

void ConnectCommand::begin(RelayClient *client)
{
    watch(client);

    const auto retry = m_options.retry ? RelayClient::Retry::Yes : RelayClient::Retry::No;
    auto *attempt = new QFutureWatcher<RelayCore::ConnectResult>(this);
    connect(attempt, &QFutureWatcherBase::finished, this, [this, attempt] {
        attempt->deleteLater();
        if (attempt->future().resultCount() == 0 || m_leaving)
            return;
        const RelayCore::ConnectResult result = attempt->result();
        if (!result.registered && !m_source && (result.error.fatal || !m_options.retry))
            onError(result.error);
    });
    attempt->setFuture(client->connectToRelay(retry));

    m_reader = std::make_unique<StdinReader>();
    connect(m_reader.get(), &StdinReader::lineRead, this, &ConnectCommand::onLine);
    connect(m_reader.get(), &StdinReader::ended, this, [this] {
        m_inputEnded = true;
        leaveIfDone();
    });
    connect(m_reader.get(), &StdinReader::failed, this,
            [this](const QString &reason) { onError(usageError(u"Cannot read standard input: %1."_s.arg(reason))); });
    m_reader->start();
}

void ConnectCommand::watch(RelayClient *client)
{
    m_client = client;
    m_identity = {client->uuid(), client->name()};
    connect(client, &RelayClient::stateChanged, this, [this](RelayClient::State state) {
        print(EventLines::state(state, wireTimeNs()));
        leaveIfDone();
    });
    connect(client, &RelayClient::registered, this, [this](bool isReconnect) {
        m_wasRegistered = true;
        print(EventLines::registered(m_identity.name, m_identity.uuid, isReconnect, wireTimeNs()));
        leaveIfDone();
    });
    const auto onReceived = [this](const RelayCore::RelayMessage &message) {
        ++m_received;
        print(EventLines::message(RelayCore::Direction::Received, message, wireTimeNs()));
        leaveIfDone();
    };
    connect(client, &RelayClient::messageReceived, this, onReceived);
    connect(client, &RelayClient::messageReturned, this, onReceived);
    connect(client, &RelayClient::messageSent, this, [this](RelayCore::SendId, const RelayCore::RelayMessage &message) {
        print(EventLines::message(RelayCore::Direction::Sent, message, wireTimeNs()));
    });
    connect(client, &RelayClient::undecodableReceived, this, [this](const QString &data, const QString &reason) {
        print(EventLines::undecodable(reason, data, wireTimeNs()));
    });
    connect(client, &RelayClient::retryScheduled, this,
            [this](int attempt, std::chrono::milliseconds delay, const RelayError &error) {
                if (!m_leaving) // The source's client schedules a retry even with --no-retry.
                    print(EventLines::retry(attempt, delay, m_source ? m_lastError : clean(error), wireTimeNs()));
            });
    if (m_source) {
        // Behind the proxy a refusal of the upstream is HTTP 502 to the client; the source has the reason.
        connect(m_source.get(), &ClientSource::errorOccurred, this, &ConnectCommand::onError);
        connect(client, &RelayClient::failed, this, [this] { leave(ExitCode::failed); });
    } else {
        connect(client, &RelayClient::errorOccurred, this, &ConnectCommand::onError);
        connect(client, &RelayClient::failed, this, [this](const RelayError &error) {
            if (clean(error) != m_lastError)
                onError(error);
            leave(ExitCode::failed);
        });
    }
}

void ConnectCommand::print(const QByteArray &line)
{
    if (!Output::write(m_clean.withoutSecrets(line)))
        leave(ExitCode::failed);
}

RelayError ConnectCommand::clean(RelayError error) const
{
    // A relay's reason may quote what it was sent.
    error.text = m_clean.withoutSecrets(error.text);
    return error;
}

void ConnectCommand::onError(const RelayError &error)
{
    m_lastError = clean(error);
    print(EventLines::error(m_lastError, wireTimeNs()));
    if (error.fatal || !m_options.retry) {
        if (!m_leaving) {
            Output::say(m_lastError.text);
            if (error.phase != RelayError::Phase::Configuration)
                Output::say(u"relayctl check %1 tells what to do"_s.arg(
                    m_options.request.client.address.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)));
        }
        leave(ExitCode::failed);
    }
}

void ConnectCommand::onLine(const InputText &line)
{
    if (m_leaving)
        return;
    const auto parsed = line.tooLong ? InputError{u"The line is too long."_s} : readInputLine(line.text, m_identity);
    if (const auto *message = std::get_if<RelayCore::RelayMessage>(&parsed)) {
        sendMessage(*message, line.text.size());
        return;
    }
    RelayError error;
    error.category = RelayError::Category::Usage;
    error.text = u"Standard input, line %1: %2"_s.arg(line.number).arg(std::get<InputError>(parsed).text);
    print(EventLines::error(error, wireTimeNs()));
    m_reader->release(line.text.size());
}

void ConnectCommand::sendMessage(const RelayCore::RelayMessage &message, qsizetype bytes)
{
    ++m_inFlight;
    const RelayCore::SendId id = ++m_validLines; // Not the client's numbers, which are not printed.
    auto *sending = new QFutureWatcher<RelayCore::SendResult>(this);
    connect(sending, &QFutureWatcherBase::finished, this, [this, sending, bytes, id] {
        sending->deleteLater();
        --m_inFlight;
        if (sending->future().resultCount() > 0)
            print(EventLines::send(id, sending->result().outcome, wireTimeNs()));
        m_reader->release(bytes);
        leaveIfDone();
        finishIfQuiet();
    });
    sending->setFuture(m_client->send(message));
}

void ConnectCommand::onTimeout()
{
    if (m_leaving)
        return;
    const bool isEverythingAskedFor = !m_options.count && !m_options.untilEof;
    if (isEverythingAskedFor && m_wasRegistered) {
        leave(ExitCode::done);
        return;
    }
    QString missing;
    if (!m_wasRegistered)
        missing = u"the relay has not registered this client"_s;
    else if (m_options.count)
        missing = u"%1 of %2 messages received"_s.arg(m_received).arg(*m_options.count);
    else
        missing = u"the input is not sent completely"_s;
    Output::say(u"--for is over: %1"_s.arg(missing));
    leave(ExitCode::ranOut);
}

void ConnectCommand::leaveIfDone()
{
    if (m_leaving)
        return;
    const bool drained = m_inputEnded && m_inFlight == 0;
    if (m_options.count || m_options.untilEof) {
        const bool hasCounted = !m_options.count || m_received >= *m_options.count;
        const bool hasSent = !m_options.untilEof || (drained && m_wasRegistered);
        if (hasCounted && hasSent) {
            leave(ExitCode::done);
            return;
        }
    }
    // Nothing can happen any more: no reconnection of its own, no input that would cause one.
    if (!m_clientOptions.reconnect && m_wasRegistered && drained && m_client->state() == RelayClient::State::Idle)
        leave(ExitCode::failed);
}

void ConnectCommand::leave(int exitCode)
{
    if (m_leaving)
        return;
    m_leaving = true;
    m_exitCode = exitCode;
    // From the event loop, after the client's remaining signals about the same event.
    QMetaObject::invokeMethod(this, &ConnectCommand::closeClient, Qt::QueuedConnection);
}

void ConnectCommand::closeClient()
{
    const auto onClosed = [this] {
        m_closed = true;
        finishIfQuiet();
    };
    if (!m_client || m_client->state() == RelayClient::State::Failed) {
        onClosed();
        return;
    }
    auto *closing = new QFutureWatcher<RelayCore::CloseResult>(this);
    connect(closing, &QFutureWatcherBase::finished, this, onClosed);
    closing->setFuture(m_client->close());
}

void ConnectCommand::finishIfQuiet()
{
    if (!m_closed || m_inFlight > 0)
        return;
    // A source that has never listened does not emit stopped().
    if (!m_source || !m_source->client()) {
        finish();
        return;
    }
    connect(m_source.get(), &Source::stopped, this, &ConnectCommand::finish, Qt::SingleShotConnection);
    m_source->stop();
}

void ConnectCommand::finish()
{
    if (m_writer)
        finishCapture(*m_writer, &Output::say);
    Q_EMIT finished(m_exitCode);
}

} // namespace Inspector
