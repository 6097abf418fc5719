// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/dialogs/backgroundjob.h"
#include "inspector/formats/conversion.h"

#include <QtCore/QObject>

#include <memory>
#include <optional>
#include <variant>

QT_BEGIN_NAMESPACE
class QProgressDialog;
class QWidget;
QT_END_NAMESPACE

namespace Inspector {

class CaptureSession;
class MessageBar;
class Settings;

/// Opens files of every format that can be read, and exports what is shown.
///
/// \par Threads  the GUI thread; files are converted in another one.
class FileActions final : public QObject
{
    Q_OBJECT

public:
    /// All parameters outlive the object. \param window  the parent of dialogs; files can be dropped on it.
    FileActions(QWidget *window, CaptureSession *session, Settings *settings, MessageBar *problems);
    ~FileActions() override;

    /// Returns the filter of file dialogs for the formats that can be read.
    [[nodiscard]] static QString readableFilter();
    /// Shows the file \a path. A capture is shown at once; another format is converted first, with progress.
    /// \param keepPartial  a broken file is shown up to the fault.
    void open(const QString &path, bool keepPartial = false);
    void showExportDialog();

private:
    void onConverted();

    QWidget *m_window;
    CaptureSession *m_session;
    Settings *m_settings;
    MessageBar *m_problems;
    QString m_path; ///< What is being converted.
    std::unique_ptr<QProgressDialog> m_progress;
    std::optional<std::variant<OpenedCapture, FormatError>> m_result; ///< Written by the job.
    BackgroundJob m_job;                                              ///< Ends before what it writes to.
};

} // namespace Inspector
