// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/fileactions.h"

#include "inspector/app/capturesession.h"
#include "inspector/app/settings.h"
#include "inspector/capture/captureaddress.h"
#include "inspector/dialogs/exportdialog.h"
#include "inspector/dialogs/filedrop.h"
#include "inspector/views/messagebar.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtWidgets/QProgressDialog>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 headBytes = 4 * 1024;
constexpr int showAfterMs = 500;

/// Returns the format of the file; a capture where that is not known, so that the capture reader reports the problem.
FileFormat formatOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return FileFormat::Capture;
    const auto format = formatFromContent(file.read(headBytes));
    return format ? *format : formatFromPath(path).value_or(FileFormat::Capture);
}

} // namespace

FileActions::FileActions(QWidget *window, CaptureSession *session, Settings *settings, MessageBar *problems)
    : QObject(window)
    , m_window(window)
    , m_session(session)
    , m_settings(settings)
    , m_problems(problems)
{
    connect(&m_job, &BackgroundJob::finished, this, &FileActions::onConverted);
    connect(&m_job, &BackgroundJob::moved, this, [this](int percent) {
        if (!m_progress)
            return;
        m_progress->setRange(0, percent < 0 ? 0 : 100);
        m_progress->setValue(std::max(percent, 0));
    });
    auto *drop = new FileDrop(window);
    connect(drop, &FileDrop::dropped, this, [this](const QString &path) { open(path); });
}

FileActions::~FileActions() = default;

QString FileActions::readableFilter()
{
    return tr("Captures, NDJSON, HAR (*.relaycap *.ndjson *.jsonl *.har);;All files (*)");
}

void FileActions::open(const QString &path, bool keepPartial)
{
    if (m_job.isRunning())
        return;
    if (isDatabaseAddress(path) || formatOf(path) == FileFormat::Capture) {
        m_session->open(path);
        return;
    }
    if (!m_session->mayDiscard())
        return;
    m_path = path;
    m_progress = std::make_unique<QProgressDialog>(tr("Reading %1…").arg(QFileInfo(path).fileName()), tr("Cancel"), 0,
                                                   100, m_window);
    m_progress->setObjectName(u"openProgress"_s);
    m_progress->setWindowModality(Qt::WindowModal);
    m_progress->setMinimumDuration(showAfterMs);
    m_progress->setAutoReset(false);
    m_progress->setValue(0);
    connect(m_progress.get(), &QProgressDialog::canceled, &m_job, &BackgroundJob::cancel);
    m_job.start([this, path, keepPartial](const ConversionProgress &progress) {
        m_result = openAsCapture(path, {}, keepPartial, progress);
    });
}

void FileActions::onConverted()
{
    m_progress.reset();
    auto result = *std::exchange(m_result, std::nullopt);
    if (const auto *error = std::get_if<FormatError>(&result)) {
        if (error->isCanceled)
            return;
        QList<Remedy> remedies;
        // What stands before a fault can be shown.
        if (error->line || error->offset)
            remedies.append({tr("Show what stands before it"), [this, path = m_path] { open(path, true); }});
        else
            m_settings->removeRecentCapture(m_path);
        m_problems->showProblem(error->text(), u"open"_s, remedies);
        return;
    }
    auto &opened = std::get<OpenedCapture>(result);
    const std::optional<FormatError> broken = opened.broken;
    const quint64 others = opened.otherEntries;
    m_session->show(std::move(opened), m_path);
    if (broken)
        m_problems->showProblem(tr("Only a part is shown. %1").arg(broken->text()));
    if (others > 0) {
        m_problems->showProblem(
            tr("%n entries that are no WebSocket connections are not shown.", nullptr, int(others)));
    }
}

void FileActions::showExportDialog()
{
    if (!m_session->feed()->isOpen())
        return;
    m_session->flush();
    const QFileInfo name(m_session->suggestedName());
    ExportDialog dialog(m_session->feed()->path(), QDir(m_settings->directory()).filePath(name.completeBaseName()),
                        m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_settings->setDirectory(QFileInfo(dialog.exportedPath()).absolutePath());
    m_session->announceExport(dialog.exportedPath());
}

} // namespace Inspector
