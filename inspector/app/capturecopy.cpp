// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/capturecopy.h"

#include "inspector/capture/capturereader.h"

#include <QtCore/QEventLoop>
#include <QtCore/QFileInfo>
#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <algorithm>
#include <memory>
#include <variant>

namespace Inspector {

namespace {

constexpr int progressMs = 100;

std::optional<CaptureError> copy(const QString &from, const QString &to)
{
    auto opened = CaptureReader::open(from);
    if (auto *error = std::get_if<CaptureError>(&opened))
        return std::move(*error);
    return std::get<std::unique_ptr<CaptureReader>>(opened)->saveAs(to);
}

} // namespace

std::optional<CaptureError> copyCapture(const QString &from, const QString &to,
                                        const std::function<void(int)> &progress)
{
    std::optional<CaptureError> failure;
    const std::unique_ptr<QThread> thread(QThread::create([&] { failure = copy(from, to); }));
    QEventLoop loop;
    QObject::connect(thread.get(), &QThread::finished, &loop, &QEventLoop::quit);
    // SQLite writes the copy from its first page to its last.
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        const qint64 whole = std::max<qint64>(QFileInfo(from).size(), 1);
        progress(int(std::min<qint64>(100 * QFileInfo(to).size() / whole, 99)));
    });
    progress(0);
    timer.start(progressMs);
    thread->start();
    loop.exec();
    thread->wait();
    progress(100);
    return failure;
}

} // namespace Inspector
