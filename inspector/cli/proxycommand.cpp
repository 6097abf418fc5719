// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/proxycommand.h"

#include "inspector/capture/capturewriter.h"
#include "inspector/cli/eventlines.h"
#include "inspector/cli/output.h"
#include "inspector/cli/usageerror.h"
#include "inspector/cli/wirelines.h"
#include "inspector/setup/addresses.h"
#include "inspector/sources/proxysource.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using RelayCore::RelayError;

ProxyCommand::ProxyCommand(ProxyCommandOptions options, QObject *parent)
    : SourceCommand(parent)
    , m_options(std::move(options))
{}

void ProxyCommand::start()
{
    if (const auto error = prepare()) {
        fail(*error);
        return;
    }
    auto source = std::make_unique<ProxySource>(m_proxy, observe([this](const RelayCore::WireEvent &event) {
                                                    if (!m_options.print)
                                                        return;
                                                    if (const QByteArray line = wireLine(event);
                                                        !line.isEmpty() && !Output::write(line))
                                                        leave(ExitCode::failed);
                                                }));
    connect(source.get(), &Source::listening, this,
            [](const QUrl &url) { Output::write(EventLines::listening(url, RelayCore::wireTimeNs())); });
    connect(source.get(), &Source::notice, this, [](const QString &text) { Output::say(text); });
    connect(source.get(), &Source::failed, this, [this](const QString &reason) { fail(usageError(reason)); });
    if (writer()) {
        connect(writer(), &CaptureWriter::failed, this,
                [this](const CaptureError &error) { fail(usageError(error.text())); });
    }
    startSource(std::move(source));
}

std::optional<RelayError> ProxyCommand::prepare()
{
    const auto upstream = readPlainRelayAddress(m_options.upstream);
    if (const auto *problem = std::get_if<QString>(&upstream))
        return addressError(*problem);
    m_options.request.upstream = std::get<QUrl>(upstream);

    const QString &host = m_options.request.listen.host;
    const QList<QHostAddress> interfaces = interfacesOf(host);
    if (interfaces.isEmpty())
        return usageError(u"There is no interface %1."_s.arg(host));
    auto options = proxyOptions(m_options.request);
    if (const auto *problem = std::get_if<QString>(&options))
        return usageError(*problem);
    m_proxy = std::get<ProxyOptions>(std::move(options));
    m_proxy.listen = interfaces.constFirst();
    if (const QString problem = openCapture(m_options.captureFile); !problem.isEmpty())
        return usageError(problem);
    return std::nullopt;
}

void ProxyCommand::fail(const RelayError &error)
{
    if (isLeaving())
        return;
    Output::write(EventLines::error(error, RelayCore::wireTimeNs()));
    Output::say(error.text);
    leave(ExitCode::failed);
}

} // namespace Inspector
