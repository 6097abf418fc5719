// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/reporting.h"

#include "inspector/app/capturename.h"
#include "inspector/app/capturesession.h"
#include "inspector/app/settings.h"
#include "inspector/capture/systemerror.h"
#include "inspector/dialogs/savequestion.h"
#include "inspector/report/capturereport.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSet>

#include <memory>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

Reporting::Reporting(CaptureSession *session, Settings *settings, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_settings(settings)
{
    m_pool.setMaxThreadCount(1);
}

Reporting::~Reporting()
{
    m_cancelled = true;
    m_pool.waitForDone();
}

void Reporting::ask(QWidget *window, const IsShown &isShown)
{
    if (!m_session->feed()->isOpen())
        return;
    const QString name = QFileInfo(m_session->suggestedName()).completeBaseName() + u".html"_s;
    const QString path = askForFile(window, tr("Write a report"), QDir(m_settings->directory()).filePath(name),
                                    tr("Web pages (*.html);;All files (*)"));
    if (path.isEmpty())
        return;
    m_settings->setDirectory(QFileInfo(path).absolutePath());
    write(path, isShown);
}

void Reporting::write(const QString &path, const IsShown &isShown)
{
    const CaptureFeed *feed = m_session->feed();
    AttemptReportOptions options;
    options.capture = nameAndPlace(m_session->shownPath()).first;
    options.version = u"Relay Inspector "_s + QCoreApplication::applicationVersion();
    // The worker has an index of its own; which offers are on show is asked here.
    std::function<bool(MessageId)> isIncluded;
    if (isShown) {
        QSet<MessageId> shown;
        for (const Attempt &attempt : feed->index().attempts()) {
            if (isShown(attempt.id()))
                shown.insert(attempt.id());
        }
        isIncluded = [shown = std::move(shown)](MessageId id) { return shown.contains(id); };
    }
    ++m_underWay;
    m_pool.start([this, path, options, isIncluded = std::move(isIncluded), capture = feed->path()] {
        const auto report = captureReport(capture, options, isIncluded, &m_cancelled);
        if (m_cancelled)
            return;
        const auto *const problem = std::get_if<QString>(&report);
        const QString failure =
            problem ? *problem : translatedSystemError(saveReport(std::get<QByteArray>(report), path));
        QMetaObject::invokeMethod(
            this,
            [this, path, failure] {
                --m_underWay;
                if (failure.isEmpty())
                    Q_EMIT written(path);
                else
                    Q_EMIT failed(
                        tr("The report cannot be written to %1: %2").arg(QDir::toNativeSeparators(path), failure));
            },
            Qt::QueuedConnection);
    });
}

} // namespace Inspector
