// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/storeoptions.h"
#include "inspector/cli/command.h"
#include "inspector/cli/wirelines.h"
#include "inspector/setup/addresses.h"

#include <QtCore/QString>
#include <QtCore/QUrl>

#include <memory>
#include <optional>

namespace Inspector {

class CaptureWriter;
class Monitoring;
class Source;
class WireMetrics;

/// A verb that runs one source and ends with it: the capture, the observer and the source in the order in which they
/// outlive each other, and the way out.
class SourceCommand : public Command
{
    Q_OBJECT

public:
    explicit SourceCommand(QObject *parent = nullptr);
    ~SourceCommand() override;

    void terminate() override;

protected:
    /// Called when the capture cannot be written any more, with a sentence for people. By default it is reported, the
    /// source goes on unrecorded, and terminate() ends with ExitCode::failed.
    virtual void captureFailed(const QString &problem);
    /// Creates the capture \a path; an empty one means that nothing is captured. Returns why it cannot be created, or
    /// an empty string.
    [[nodiscard]] QString openCapture(const QString &where, const StoreOptions &store);
    /// Returns the writer of the capture, or nullptr if nothing is captured.
    [[nodiscard]] CaptureWriter *writer() const { return m_writer.get(); }
    /// Reports to systemd, and counts what the source does and offers the figures at \a address where there is one.
    /// Returns why that does not work, or an empty string. Call it before observe().
    [[nodiscard]] QString startMonitoring(const std::optional<HostPort> &address);
    /// Returns where the metrics are; empty where they are not offered.
    [[nodiscard]] QUrl metricsUrl() const;
    /// Returns the observer for the source: it passes every event to \a see, then to the capture.
    [[nodiscard]] RelayCore::WireObserver &observe(TeeObserver::See see);
    /// Takes over \a source, which reports to observe(), and starts it.
    void startSource(std::unique_ptr<Source> source);

    /// Has the capture file removed at the end: what it was made for did not begin. A file of a source that never
    /// listened is always removed, so that the same command can be repeated.
    void setCaptureUnused() { m_isCaptureUnused = true; }
    /// Stops the source, finishes the capture and emits finished() with \a exitCode. Only the first call counts.
    void leave(int exitCode);
    [[nodiscard]] bool isLeaving() const { return m_leaving; }

private:
    void finish();

    std::unique_ptr<Monitoring> m_monitoring;
    std::unique_ptr<WireMetrics> m_wireMetrics;
    std::unique_ptr<CaptureWriter> m_writer;
    std::unique_ptr<RelayCore::WireObserver> m_observer;
    std::unique_ptr<Source> m_source;
    int m_exitCode = 0;
    bool m_isListening = false;
    bool m_isCaptureUnused = false;
    bool m_captureHasFailed = false;
    bool m_leaving = false;
};

} // namespace Inspector
