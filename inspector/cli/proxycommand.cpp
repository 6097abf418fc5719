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
    : Command(parent)
    , m_options(std::move(options))
{}

ProxyCommand::~ProxyCommand() = default;

void ProxyCommand::start()
{
    if (const auto error = prepare()) {
        fail(*error);
        return;
    }
    connect(m_source.get(), &Source::listening, this, [this](const QUrl &url) {
        m_isListening = true;
        Output::write(EventLines::listening(url, RelayCore::wireTimeNs()));
    });
    connect(m_source.get(), &Source::notice, this, [](const QString &text) { Output::say(text); });
    connect(m_source.get(), &Source::failed, this, [this](const QString &reason) { fail(usageError(reason)); });
    if (m_writer) {
        connect(m_writer.get(), &CaptureWriter::resumed, m_source.get(), &Source::resume);
        connect(m_writer.get(), &CaptureWriter::failed, this,
                [this](const CaptureError &error) { fail(usageError(error.text())); });
    }
    m_source->start();
}

void ProxyCommand::terminate()
{
    leave(ExitCode::done);
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
    std::get<ProxyOptions>(options).listen = interfaces.constFirst();

    if (!m_options.captureFile.isEmpty()) {
        auto created = CaptureWriter::create(m_options.captureFile);
        if (const auto *error = std::get_if<CaptureError>(&created))
            return usageError(error->text());
        m_writer = std::get<std::unique_ptr<CaptureWriter>>(std::move(created));
    }
    m_observer = std::make_unique<TeeObserver>(m_writer.get(), [this](const RelayCore::WireEvent &event) {
        if (!m_options.print)
            return;
        if (const QByteArray line = wireLine(event); !line.isEmpty() && !Output::write(line))
            leave(ExitCode::failed);
    });
    m_source = std::make_unique<ProxySource>(std::get<ProxyOptions>(options), *m_observer);
    return std::nullopt;
}

void ProxyCommand::fail(const RelayError &error)
{
    if (m_leaving)
        return;
    Output::write(EventLines::error(error, RelayCore::wireTimeNs()));
    Output::say(error.text);
    leave(ExitCode::failed);
}

void ProxyCommand::leave(int exitCode)
{
    if (m_leaving)
        return;
    m_leaving = true;
    m_exitCode = exitCode;
    // Later: this may have been called by the source, in the middle of an event.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_isListening) {
                finish();
                return;
            }
            connect(m_source.get(), &Source::stopped, this, &ProxyCommand::finish, Qt::SingleShotConnection);
            m_source->stop();
        },
        Qt::QueuedConnection);
}

void ProxyCommand::finish()
{
    if (m_writer)
        m_writer->finish();
    Q_EMIT finished(m_exitCode);
}

} // namespace Inspector
