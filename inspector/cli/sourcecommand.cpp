// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/sourcecommand.h"

#include "inspector/capture/capturewriter.h"
#include "inspector/cli/capturewatch.h"
#include "inspector/cli/monitoring.h"
#include "inspector/cli/output.h"
#include "inspector/metrics/wiremetrics.h"
#include "inspector/sources/source.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

SourceCommand::SourceCommand(QObject *parent)
    : Command(parent)
{}

SourceCommand::~SourceCommand() = default;

void SourceCommand::terminate()
{
    leave(m_captureHasFailed ? ExitCode::failed : ExitCode::done);
}

void SourceCommand::captureFailed(const QString &problem)
{
    m_captureHasFailed = true;
    Output::say(problem);
}

QString SourceCommand::openCapture(const QString &where, const StoreOptions &store)
{
    if (where.isEmpty())
        return {};
    auto created = CaptureWriter::create(where, {.store = store});
    if (const auto *error = std::get_if<CaptureError>(&created))
        return error->text();
    m_writer = std::get<std::unique_ptr<CaptureWriter>>(std::move(created));
    connect(m_writer.get(), &CaptureWriter::failed, this,
            [this](const CaptureError &error) { captureFailed(error.text()); });
    watchStore(*m_writer, *this, &Output::say);
    return {};
}

QString SourceCommand::startMonitoring(const std::optional<HostPort> &address)
{
    m_monitoring = std::make_unique<Monitoring>();
    if (address) // Otherwise no event is counted.
        m_wireMetrics = std::make_unique<WireMetrics>(m_monitoring->metrics());
    return m_monitoring->start(address);
}

QUrl SourceCommand::metricsUrl() const
{
    return m_monitoring ? m_monitoring->url() : QUrl();
}

RelayCore::WireObserver &SourceCommand::observe(TeeObserver::See see)
{
    if (m_wireMetrics)
        see = [this, next = std::move(see)](const RelayCore::WireEvent &event) {
            m_wireMetrics->see(event);
            next(event);
        };
    m_observer = std::make_unique<TeeObserver>(m_writer.get(), std::move(see));
    return *m_observer;
}

void SourceCommand::startSource(std::unique_ptr<Source> source)
{
    m_source = std::move(source);
    connect(m_source.get(), &Source::listening, this, [this] {
        m_isListening = true;
        if (m_monitoring)
            m_monitoring->ready();
    });
    if (m_writer)
        connect(m_writer.get(), &CaptureWriter::resumed, m_source.get(), &Source::resume);
    m_source->start();
}

void SourceCommand::leave(int exitCode)
{
    if (m_leaving)
        return;
    m_leaving = true;
    if (m_monitoring)
        m_monitoring->stopping();
    m_exitCode = exitCode;
    // From the event loop: this may have been called by the source, in the middle of an event.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_isListening) {
                finish();
                return;
            }
            connect(m_source.get(), &Source::stopped, this, &SourceCommand::finish, Qt::SingleShotConnection);
            m_source->stop();
        },
        Qt::QueuedConnection);
}

void SourceCommand::finish()
{
    if (m_writer && (m_isCaptureUnused || !m_isListening))
        discardCapture(*m_writer);
    else if (m_writer)
        finishCapture(*m_writer, &Output::say);
    Q_EMIT finished(m_exitCode);
}

} // namespace Inspector
