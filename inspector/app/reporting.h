// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/exchanges.h"

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QThreadPool>

#include <atomic>
#include <functional>

namespace Inspector {

class CaptureSession;
class Settings;

/// Writes the report of the capture on show, beside the GUI thread.
///
/// \par Threads  the GUI thread; its worker ends before the destructor returns.
class Reporting final : public QObject
{
    Q_OBJECT

public:
    /// Returns whether a message is on show.
    using IsShown = std::function<bool(MessageId)>;

    /// \param session, settings  outlive the object.
    Reporting(CaptureSession *session, Settings *settings, QObject *parent = nullptr);
    ~Reporting() override;

    /// Asks for a file, above \a window, and writes the report to it.
    /// \param isShown  which attempts are described, by their offers; empty: all.
    void ask(QWidget *window, const IsShown &isShown);
    /// Writes the report to \a path, replacing it; written() or failed() follows.
    void write(const QString &path, const IsShown &isShown = {});
    [[nodiscard]] bool isWriting() const { return m_underWay > 0; }

Q_SIGNALS:
    void written(const QString &path);
    /// \param text  a translated sentence.
    void failed(const QString &text);

private:
    CaptureSession *m_session;
    Settings *m_settings;
    QThreadPool m_pool;
    std::atomic_bool m_cancelled = false;
    int m_underWay = 0;
};

} // namespace Inspector
