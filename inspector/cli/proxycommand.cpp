// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/proxycommand.h"

#include "inspector/check/formatting.h"
#include "inspector/cli/backgroundwriter.h"
#include "inspector/cli/eventlines.h"
#include "inspector/cli/jsonline.h"
#include "inspector/cli/output.h"
#include "inspector/cli/portadvice.h"
#include "inspector/cli/usageerror.h"
#include "inspector/cli/wirelines.h"
#include "inspector/run/runcertificates.h"
#include "inspector/serve/descriptors.h"
#include "inspector/setup/addresses.h"
#include "inspector/sources/forwardproxysource.h"
#include "inspector/sources/proxysource.h"

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using RelayCore::RelayError;

namespace {

QByteArray lostLine(quint64 lines)
{
    return JsonLine("lost"_L1).number("lines"_L1, qint64(lines)).at(RelayCore::wireTimeNs());
}

} // namespace

ProxyCommand::ProxyCommand(ProxyCommandOptions options, QObject *parent)
    : SourceCommand(parent)
    , m_options(std::move(options))
{
    if (m_options.print && m_options.request.neverWait)
        m_lines = std::make_unique<BackgroundWriter>(::fileno(stdout), lostLine);
}

ProxyCommand::~ProxyCommand()
{
    if (m_lost > 0)
        Output::say(counted(qsizetype(m_lost), "message was"_L1, "messages were"_L1)
                    + u" not recorded, because the disk was too slow (--never-wait)"_s);
}

void ProxyCommand::start()
{
    if (const QString problem = startMonitoring(m_options.metrics); !problem.isEmpty()) {
        fail(usageError(problem));
        return;
    }
    if (!metricsUrl().isEmpty())
        Output::write(EventLines::metrics(metricsUrl(), RelayCore::wireTimeNs()));
    auto made = makeSource();
    if (const auto *error = std::get_if<RelayError>(&made)) {
        fail(*error);
        return;
    }
    auto source = std::get<std::unique_ptr<Source>>(std::move(made));
    connect(source.get(), &Source::notice, this, [](const QString &text) { Output::say(text); });
    connect(source.get(), &Source::failed, this, [this](const QString &reason) {
        fail(usageError(withPortAdvice(reason, m_interfaces, m_options.request.listen.port)));
    });
    (void)raiseDescriptorLimit(); // Where that is not enough, the source reports it.
    startSource(std::move(source));
}

ProxyCommand::MadeSource ProxyCommand::makeSource()
{
    if (!m_options.forward) {
        const auto upstream = readPlainRelayAddress(m_options.upstream);
        if (const auto *problem = std::get_if<QString>(&upstream))
            return addressError(*problem);
        m_options.request.upstream = std::get<QUrl>(upstream);
    }
    const QString &host = m_options.request.listen.host;
    m_interfaces = interfacesOf(host);
    if (m_interfaces.isEmpty())
        return usageError(u"There is no interface %1."_s.arg(host));
    return m_options.forward ? makeForward() : makeReverse();
}

ProxyCommand::MadeSource ProxyCommand::makeReverse()
{
    auto options = proxyOptions(m_options.request);
    if (const auto *problem = std::get_if<QString>(&options))
        return usageError(*problem);
    if (const QString problem = openCapture(m_options.captureFile, m_options.store); !problem.isEmpty())
        return usageError(problem);
    auto &proxy = std::get<ProxyOptions>(options);
    proxy.listen = m_interfaces;
    auto source = std::make_unique<ProxySource>(std::move(proxy),
                                                observe([this](const RelayCore::WireEvent &event) { see(event); }));
    connect(source.get(), &Source::listening, this,
            [](const QUrl &url) { Output::write(EventLines::listening(url, RelayCore::wireTimeNs())); });
    return source;
}

ProxyCommand::MadeSource ProxyCommand::makeForward()
{
    auto options = forwardProxyOptions(m_options.request);
    if (const auto *problem = std::get_if<QString>(&options))
        return usageError(*problem);
    if (const QString problem = openCapture(m_options.captureFile, m_options.store); !problem.isEmpty())
        return usageError(problem);
    auto &proxy = std::get<ForwardProxyOptions>(options);
    proxy.listen = m_interfaces;
    auto source = std::make_unique<ForwardProxySource>(
        std::move(proxy), observe([this](const RelayCore::WireEvent &event) { see(event); }));
    connect(source.get(), &Source::listening, this, [this, forward = source.get()] { announceForward(*forward); });
    return source;
}

void ProxyCommand::announceForward(const ForwardProxySource &source)
{
    auto created = RunCertificates::create(source.authorityCertificate(), QProcessEnvironment::systemEnvironment());
    if (const auto *problem = std::get_if<QString>(&created)) {
        fail(usageError(*problem));
        return;
    }
    m_certificates = std::get<std::unique_ptr<RunCertificates>>(std::move(created));
    QString authority = m_certificates->authorityFile();
    if (!m_options.authorityFile.isEmpty()) {
        authority = m_options.authorityFile;
        if (const QString problem = m_certificates->copyAuthority(authority); !problem.isEmpty()) {
            fail(usageError(problem));
            return;
        }
    }
    const QString url = source.url().toString();
    Output::write(
        EventLines::listening(source.url(), authority, m_certificates->bundleFile(), RelayCore::wireTimeNs()));
    Output::say(
        u"for a client: export ws_proxy=%1 wss_proxy=%1 SSL_CERT_FILE=%2"_s.arg(url, m_certificates->bundleFile()));
}

void ProxyCommand::see(const RelayCore::WireEvent &event)
{
    if (const auto *lost = std::get_if<RelayCore::EventsLost>(&event.payload))
        m_lost += lost->count;
    if (!m_options.print)
        return;
    const QByteArray line = wireLine(event);
    if (m_lines)
        m_lines->write(line);
    else if (!line.isEmpty() && !Output::write(line))
        leave(ExitCode::failed);
}

void ProxyCommand::captureFailed(const QString &problem)
{
    RelayError error = usageError(problem);
    error.fatal = false;
    Output::write(EventLines::error(error, RelayCore::wireTimeNs()));
    SourceCommand::captureFailed(problem);
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
