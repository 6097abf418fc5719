// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/recording.h"

#include "inspector/app/besidewindow.h"
#include "inspector/app/recovery.h"
#include "inspector/capture/captureaddress.h"

#include <QtCore/QDir>
#include <QtCore/QThread>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

using CreatedWriter = std::variant<std::unique_ptr<CaptureWriter>, CaptureError>;

CreatedWriter createWriter(const QString &where)
{
    if (!isDatabaseAddress(where))
        return CaptureWriter::create(where);
    CreatedWriter created;
    QThread *const thread = QThread::currentThread();
    runBesideWindow([&] {
        created = CaptureWriter::create(where);
        if (const auto *const writer = std::get_if<std::unique_ptr<CaptureWriter>>(&created))
            (*writer)->moveToThread(thread);
    });
    return created;
}

} // namespace

std::variant<std::unique_ptr<Recording>, CaptureError> Recording::begin(const QString &path)
{
    std::unique_ptr<QTemporaryDir> directory;
    std::unique_ptr<QLockFile> lock;
    QString file = path;
    if (path.isEmpty()) {
        const QString cache = recordingsDirectory();
        QDir().mkpath(cache);
        directory = std::make_unique<QTemporaryDir>(cache + "/recording-XXXXXX"_L1);
        if (!directory->isValid())
            directory = std::make_unique<QTemporaryDir>();
        if (!directory->isValid())
            return CaptureError{CaptureError::Kind::CannotCreate, cache, directory->errorString()};
        lock = lockRecording(directory->path()); // Before there is a capture that looks abandoned.
        file = temporaryCapture(directory->path());
    }
    auto writer = createWriter(file);
    if (auto *error = std::get_if<CaptureError>(&writer))
        return *error;
    return std::unique_ptr<Recording>(new Recording(std::move(directory), std::move(lock),
                                                    std::move(std::get<std::unique_ptr<CaptureWriter>>(writer))));
}

Recording::Recording(std::unique_ptr<QTemporaryDir> directory, std::unique_ptr<QLockFile> lock,
                     std::unique_ptr<CaptureWriter> writer)
    : m_directory(std::move(directory))
    , m_lock(std::move(lock))
    , m_writer(std::move(writer))
    , m_sources(std::make_unique<SourceHost>())
{
    // Straight from the writer's thread: sources wait for it also while the window is busy or shutting down.
    connect(
        m_writer.get(), &CaptureWriter::resumed, m_sources.get(), [sources = m_sources.get()] { sources->resume(); },
        Qt::DirectConnection);
}

Recording::~Recording()
{
    end(false);
}

void Recording::stop()
{
    end(isDatabaseAddress(path()));
}

void Recording::end(bool isBeside)
{
    if (!std::exchange(m_running, false))
        return;
    m_sources->stopAll();
    if (isBeside)
        runBesideWindow([this] { m_writer->finish(); });
    else
        m_writer->finish();
}

} // namespace Inspector
