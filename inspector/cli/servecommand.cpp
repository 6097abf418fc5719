// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/servecommand.h"

#include "inspector/capture/capturewriter.h"
#include "inspector/cli/backgroundwriter.h"
#include "inspector/cli/capturewatch.h"
#include "inspector/cli/eventlines.h"
#include "inspector/cli/jsonline.h"
#include "inspector/cli/monitoring.h"
#include "inspector/cli/output.h"
#include "inspector/cli/portadvice.h"
#include "inspector/cli/usageerror.h"
#include "inspector/metrics/servermetrics.h"
#include "inspector/serve/cluster.h"
#include "inspector/serve/descriptors.h"
#include "inspector/serve/natsoptions.h"
#include "inspector/serve/relayfiles.h"
#include "inspector/serve/relaytoml.h"
#include "inspector/setup/addresses.h"
#include "inspector/setup/inputfile.h"
#include "inspector/sources/proxysource.h"
#include "relaycore/server/relayserver.h"

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using RelayCore::RegisteredClient;
using RelayCore::RelayServer;

namespace {

/// More than this is written at once, whatever else waits.
constexpr qsizetype maxUnwritten = 64 * 1024;

/// What a process needs besides its clients: files, pipes, the listener.
constexpr int otherDescriptors = 64;

/// A pipe is at its end after the first reading, or waits for another writer.
QString notRereadable(const QString &path)
{
    return u"%1 cannot be read again: it is not a regular file."_s.arg(path);
}

template<typename Value>
void overrideWith(const std::optional<Value> &given, Value &target)
{
    target = given.value_or(target);
}

} // namespace

ServeCommand::ServeCommand(ServeOptions options, QObject *parent)
    : Command(parent)
    , m_options(std::move(options))
{
    m_problem = configure();
}

ServeCommand::~ServeCommand() = default;

QString ServeCommand::configure()
{
    if (!m_options.configFile.isEmpty()) {
        const auto read = readRelayToml(m_options.configFile);
        if (const auto *reason = std::get_if<QString>(&read))
            return *reason;
        m_config = std::get<RelayToml>(read).config;
        m_warnings = std::get<RelayToml>(read).warnings;
    }
    overrideWith(m_options.host, m_config.host);
    overrideWith(m_options.port, m_config.port);
    overrideWith(m_options.certFile, m_config.certFile);
    overrideWith(m_options.keyFile, m_config.keyFile);
    overrideWith(m_options.tokensFile, m_config.tokensFile);
    overrideWith(m_options.messageBytes, m_config.limits.messageBytes);
    overrideWith(m_options.nameBytes, m_config.limits.nameBytes);
    overrideWith(m_options.headerBytes, m_config.limits.headerBytes);
    overrideWith(m_options.handshake, m_config.limits.handshake);
    overrideWith(m_options.keepalive, m_config.keepalive);
    overrideWith(m_options.connections, m_config.limits.connections);
    overrideWith(m_options.connectionsPerAddress, m_config.limits.connectionsPerAddress);
    overrideWith(m_options.messagesPerSecond, m_config.limits.messagesPerSecond);
    overrideWith(m_options.unsentBytes, m_config.limits.unsentBytes);
    if (m_options.metrics)
        m_config.metrics = m_options.metrics;
    overrideWith(m_options.clusterServers, m_config.cluster.servers);
    overrideWith(m_options.clusterPrefix, m_config.cluster.prefix);
    overrideWith(m_options.clusterCredentialsFile, m_config.cluster.credentialsFile);
    overrideWith(m_options.clusterCaFile, m_config.cluster.caFile);
    overrideWith(m_options.logDirectory, m_config.log.directory);
    overrideWith(m_options.logLevel, m_config.log.level);
    if (!m_options.captureFile.isEmpty() && !m_config.certFile.isEmpty())
        return u"--capture cannot look into TLS. Serve without a certificate, or put "
               "`relayctl proxy --upstream wss://... --capture FILE` before this relay."_s;
    return {};
}

bool ServeCommand::canReload() const
{
    // `systemctl reload` sends SIGHUP also where there are no such files; a service has no terminal that sends it.
    return !m_config.tokensFile.isEmpty() || !m_config.certFile.isEmpty() || qEnvironmentVariableIsSet("NOTIFY_SOCKET");
}

void ServeCommand::start()
{
    if (m_problem.isEmpty())
        m_problem = openLog();
    if (m_problem.isEmpty())
        m_problem = startRelay();
    if (m_problem.isEmpty() && !m_options.captureFile.isEmpty())
        m_problem = startCapture();
    if (!m_problem.isEmpty())
        return fail(m_problem);
    if (!m_proxy)
        listening(m_server->url());
}

QString ServeCommand::openLog()
{
    if (!m_config.log.directory.isEmpty()) {
        m_logFile.emplace(m_config.log.directory);
        if (QString reason = m_logFile->open(QDateTime::currentDateTime()); !reason.isEmpty())
            return reason;
    }
    const auto json = m_options.logJson;
    m_console = std::make_unique<BackgroundWriter>(::fileno(json ? stdout : stderr), [json](quint64 lines) {
        if (json)
            return JsonLine("lost"_L1).number("lines"_L1, qint64(lines)).at(RelayCore::wireTimeNs());
        return QByteArray::number(lines) + " lines of this log were lost, because nothing read it.\n";
    });
    m_log = std::make_unique<ServeLog>(
        m_config.log.level, m_options.logJson ? ServeLog::Format::Json : ServeLog::Format::Words,
        [this](const QByteArray &line, LogLevel level) { write(line, level); }, RelayCore::wireTimeNs);
    for (const QString &warning : std::as_const(m_warnings))
        m_log->note(LogLevel::Warning, warning);
    return {};
}

QString ServeCommand::startRelay()
{
    auto read = readRelayFiles(m_config);
    if (const auto *reason = std::get_if<QString>(&read))
        return *reason;
    auto options = std::get<RelayCore::RelayServerOptions>(read);
    m_interfaces = interfacesOf(m_config.host);
    if (m_interfaces.isEmpty())
        return u"There is no interface %1."_s.arg(m_config.host);
    QList<QHostAddress> interfaces = m_interfaces;
    quint16 port = options.port;
    if (!m_options.captureFile.isEmpty()) { // The proxy takes the public address, and all clients come from it.
        interfaces = {QHostAddress(QHostAddress::LocalHost)};
        port = 0;
        options.limits.connectionsPerAddress = 0;
    }
    warnAboutLimits();
    m_server = std::make_unique<RelayServer>(options);
    watch();
    m_monitoring = std::make_unique<Monitoring>();
    if (m_config.metrics) // Otherwise no message is measured.
        m_metrics = std::make_unique<ServerMetrics>(m_monitoring->metrics(), *m_server);
    if (QString reason = m_monitoring->start(m_config.metrics); !reason.isEmpty())
        return reason;
    if (QString reason = joinCluster(); !reason.isEmpty())
        return reason;
    return m_server->listen(interfaces, port) ? QString() : withPortAdvice(m_server->errorString(), interfaces, port);
}

QString ServeCommand::joinCluster()
{
    const ClusterConfig &config = m_config.cluster;
    if (config.servers.isEmpty()) {
        if (config != ClusterConfig())
            return u"There are options for a cluster but no servers; name them with --cluster (servers in [cluster])."_s;
        return {};
    }
    const auto servers = parseNatsServers(config.servers);
    if (const auto *reason = std::get_if<QString>(&servers))
        return u"--cluster %1."_s.arg(*reason);
    if (!Cluster::isValidPrefix(config.prefix.toUtf8()))
        return u"--cluster-prefix must be words of letters, digits, '-' and '_' with points between them, not %1."_s
            .arg(config.prefix);
    const NatsOptions nats{std::get<QStringList>(servers), config.caFile, config.credentialsFile};
    if (QString reason = checkNatsFiles(nats); !reason.isEmpty())
        return reason;
    m_cluster = std::make_unique<Cluster>(makeNatsBus(nats), config.prefix.toUtf8());
    connect(m_cluster.get(), &Cluster::busChanged, this, [this](bool available, const QString &detail) {
        if (available)
            m_log->note(LogLevel::Info,
                        u"Joined the cluster at %1 as %2"_s.arg(detail, QString::fromLatin1(m_cluster->id())));
        else
            m_log->note(LogLevel::Warning, u"The cluster is interrupted: %1 This relay serves its own clients; "
                                           "messages for others are returned."_s.arg(detail));
    });
    connect(m_cluster.get(), &Cluster::problem, this,
            [this](const QString &text) { m_log->note(LogLevel::Warning, text); });
    connect(m_server.get(), &RelayServer::messageRouted, this,
            [this](const RegisteredClient &from, const QUuid &peer) { m_log->routed(from, peer); });
    connect(m_server.get(), &RelayServer::messageArrived, this,
            [this](const QUuid &source, const RegisteredClient &to) { m_log->arrived(source, to); });
    if (m_metrics)
        ServerMetrics::addCluster(m_monitoring->metrics(), *m_cluster);
    m_server->setBackplane(m_cluster.get());
    m_cluster->start();
    return {};
}

void ServeCommand::warnAboutLimits()
{
    const long long descriptors = raiseDescriptorLimit();
    const int wanted = m_config.limits.connections;
    if (descriptors > 0 && wanted > descriptors - otherDescriptors)
        m_log->note(LogLevel::Warning, u"The system gives this process %1 descriptors, fewer than %2 connections need. "
                                       "Raise the limit (ulimit -n) or lower --max-connections."_s.arg(descriptors)
                                           .arg(wanted));
}

QString ServeCommand::startCapture()
{
    auto created = CaptureWriter::create(m_options.captureFile, {.store = m_options.store});
    if (const auto *error = std::get_if<CaptureError>(&created))
        return error->text();
    m_capture = std::get<std::unique_ptr<CaptureWriter>>(std::move(created));

    ProxyOptions options;
    options.kind = RelayCore::SourceKind::LocalRelay;
    options.title = u"Local relay"_s;
    options.listen = m_interfaces;
    options.port = m_config.port;
    options.upstream = m_server->url();
    m_proxy = std::make_unique<ProxySource>(options, *m_capture);
    connect(m_capture.get(), &CaptureWriter::resumed, m_proxy.get(), &Source::resume);
    connect(m_capture.get(), &CaptureWriter::failed, this, [this](const CaptureError &error) {
        m_exitCode = ExitCode::failed; // Of what was asked for a part is missing; the clients are not disconnected.
        m_log->note(LogLevel::Error, error.text());
    });
    watchStore(*m_capture, *this, [this](const QString &text) { m_log->note(LogLevel::Warning, text); });
    connect(m_proxy.get(), &Source::listening, this, &ServeCommand::listening);
    connect(m_proxy.get(), &Source::failed, this, [this](const QString &reason) {
        discardCapture(*m_capture);
        fail(withPortAdvice(reason, m_interfaces, m_config.port));
    });
    connect(m_proxy.get(), &Source::stopped, this, &ServeCommand::finish);
    connect(m_proxy.get(), &Source::notice, this,
            [this](const QString &text) { m_log->note(LogLevel::Warning, text); });
    m_proxy->start();
    return {};
}

void ServeCommand::watch()
{
    RelayServer *server = m_server.get();
    connect(server, &RelayServer::clientRegistered, this,
            [this](const RegisteredClient &client) { m_log->registered(client); });
    connect(server, &RelayServer::clientUnregistered, this,
            [this](const RegisteredClient &client, quint16 closeCode) { m_log->unregistered(client, closeCode); });
    connect(server, &RelayServer::messageForwarded, this,
            [this](const RegisteredClient &from, const RegisteredClient &to) { m_log->forwarded(from, to); });
    connect(server, &RelayServer::messageReturned, this,
            [this](const RegisteredClient &from, const QUuid &peer, const QString &error) {
                m_log->returned(from, peer, error);
            });
    connect(server, &RelayServer::clientRefused, this,
            [this](const QString &address, quint16 closeCode, const QString &reason) {
                m_log->clientRefused(address, closeCode, reason);
            });
    connect(server, &RelayServer::connectionRefused, this,
            [this](const QString &address, const QString &reason) { m_log->connectionRefused(address, reason); });
    connect(server, &RelayServer::acceptingStopped, this,
            [this](const QString &reason) { m_log->note(LogLevel::Warning, reason); });
    connect(server, &RelayServer::acceptingResumed, this,
            [this] { m_log->note(LogLevel::Info, u"Connections are accepted again."_s); });
    connect(server, &RelayServer::stopped, this, &ServeCommand::finish);
    if (m_config.log.clientInterval > std::chrono::seconds::zero()) {
        connect(&m_count, &QTimer::timeout, this,
                [this] { m_log->count(m_server->clients(), m_config.log.clientLimit); });
        m_count.start(m_config.log.clientInterval);
    }
}

void ServeCommand::listening(const QUrl &url)
{
    m_log->note(LogLevel::Info, u"Relay server listening on port %1"_s.arg(url.port()));
    m_log->note(LogLevel::Info, m_config.tokensFile.isEmpty()
                                    ? u"Everybody is one user: no --tokens"_s
                                    : u"Users are known by the tokens in %1"_s.arg(m_config.tokensFile));
    m_log->note(LogLevel::Info, u"Use ctrl-C to stop"_s);
    flush();
    if (!m_monitoring->url().isEmpty())
        print(EventLines::metrics(m_monitoring->url(), RelayCore::wireTimeNs()));
    print(EventLines::listening(url, RelayCore::wireTimeNs()));
    m_monitoring->ready();
}

void ServeCommand::print(const QByteArray &event)
{
    // The relay goes on where the event cannot be written.
    if (m_options.logJson)
        m_console->write(event);
    else
        Output::write(event);
}

void ServeCommand::reload()
{
    if (!m_server)
        return;
    if (m_config.tokensFile.isEmpty() && m_config.certFile.isEmpty())
        m_log->note(LogLevel::Info, u"There are no tokens and no certificate to read again"_s);
    if (!m_config.tokensFile.isEmpty()) {
        const auto users = isRereadable(m_config.tokensFile) ? RelayCore::RelayUsers::fromFile(m_config.tokensFile)
                                                             : notRereadable(m_config.tokensFile);
        if (const auto *reason = std::get_if<QString>(&users)) {
            m_log->note(LogLevel::Error, *reason + u" The tokens read before stay in force."_s);
        } else {
            m_log->note(LogLevel::Info,
                        u"Read %1 tokens from %2"_s.arg(std::get<RelayCore::RelayUsers>(users).tokenCount())
                            .arg(m_config.tokensFile));
            m_server->setUsers(std::get<RelayCore::RelayUsers>(users));
        }
    }
    if (!m_config.certFile.isEmpty()) {
        const bool isReadable =
            isRereadable(m_config.certFile) && (m_config.keyFile.isEmpty() || isRereadable(m_config.keyFile));
        const auto tls =
            isReadable ? readTlsFiles(m_config.certFile, m_config.keyFile) : notRereadable(m_config.certFile);
        if (const auto *reason = std::get_if<QString>(&tls)) {
            m_log->note(LogLevel::Error, *reason + u" The certificate read before stays in force."_s);
        } else {
            m_log->note(LogLevel::Info, u"Read the certificate %1"_s.arg(m_config.certFile));
            m_server->setTls(std::get<QSslConfiguration>(tls));
        }
    }
}

void ServeCommand::terminate()
{
    m_count.stop();
    if (m_monitoring)
        m_monitoring->stopping();
    if (m_proxy) // It closes the connections of the clients, and they are all that the server has.
        m_proxy->stop();
    else if (m_server && m_server->isListening())
        m_server->close();
    else
        finish();
}

void ServeCommand::write(const QByteArray &line, LogLevel level)
{
    if (m_unwritten.isEmpty())
        QMetaObject::invokeMethod(this, &ServeCommand::flush, Qt::QueuedConnection);
    m_unwritten += line;
    // What went wrong must be on the disk even if the next thing is a crash.
    if (level >= LogLevel::Warning || m_unwritten.size() > maxUnwritten)
        flush();
}

void ServeCommand::flush()
{
    if (m_unwritten.isEmpty())
        return;
    const QByteArray lines = std::exchange(m_unwritten, QByteArray());
    if (m_console)
        m_console->write(lines);
    if (!m_logFile)
        return;
    if (const QString reason = m_logFile->write(lines, QDateTime::currentDateTime()); !reason.isEmpty()) {
        m_logFile.reset(); // Reported once: a full disk neither ends a relay nor fills a terminal.
        Output::say(reason + u" The log goes on without it."_s);
    }
}

void ServeCommand::fail(const QString &reason)
{
    flush();
    m_console.reset();
    reportFailure(reason);
    if (m_capture)
        finishCapture(*m_capture, &Output::say);
    Q_EMIT finished(ExitCode::failed);
}

void ServeCommand::finish()
{
    if (m_log)
        m_log->note(LogLevel::Info, u"Relay server shutdown"_s);
    flush();
    m_console.reset(); // Waits for what is still to be written.
    if (m_capture)
        finishCapture(*m_capture, &Output::say);
    Q_EMIT finished(m_exitCode);
}

} // namespace Inspector
