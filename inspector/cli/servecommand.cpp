// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/servecommand.h"

#include "inspector/cli/addresses.h"
#include "inspector/cli/eventlines.h"
#include "inspector/cli/output.h"
#include "relaycore/server/relayserver.h"

#include <QtCore/QTimer>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

// Long enough for the closing frames to leave, short enough not to be noticed.
constexpr std::chrono::milliseconds farewell{100};

} // namespace

ServeCommand::ServeCommand(ServeOptions options, QObject *parent)
    : Command(parent)
    , m_options(std::move(options))
{}

ServeCommand::~ServeCommand() = default;

void ServeCommand::start()
{
    const auto host = resolveInterface(m_options.listen.host);
    if (!host) {
        Output::say(u"There is no interface %1."_s.arg(m_options.listen.host));
        Q_EMIT finished(ExitCode::failed);
        return;
    }
    RelayCore::RelayServerOptions options;
    options.host = *host;
    options.port = m_options.listen.port;
    options.limits.messageBytes = m_options.maxMessageBytes;
    m_server = std::make_unique<RelayCore::RelayServer>(options);
    connect(m_server.get(), &RelayCore::RelayServer::clientRegistered, this,
            [](const RelayCore::RegisteredClient &client) {
                Output::say(u"%1 registered (%2)"_s.arg(client.name, client.uuid.toString(QUuid::WithoutBraces)));
            });
    connect(m_server.get(), &RelayCore::RelayServer::clientUnregistered, this,
            [](const RelayCore::RegisteredClient &client, quint16 closeCode) {
                Output::say(u"%1 left (%2)"_s.arg(client.uuid.toString(QUuid::WithoutBraces)).arg(closeCode));
            });
    if (const QString reason = m_server->listen(); !reason.isEmpty()) {
        Output::say(reason);
        Q_EMIT finished(ExitCode::failed);
        return;
    }
    // Nobody reading the event is no reason to stop serving.
    Output::write(EventLines::listening(m_server->url(), RelayCore::wireTimeNs()));
}

void ServeCommand::terminate()
{
    if (m_server)
        m_server->stop();
    QTimer::singleShot(farewell, this, [this] { Q_EMIT finished(ExitCode::done); });
}

} // namespace Inspector
