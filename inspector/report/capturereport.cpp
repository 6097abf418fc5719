// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/report/capturereport.h"

#include "inspector/analysis/attemptjudging.h"
#include "inspector/analysis/indexreader.h"
#include "inspector/capture/messagepages.h"

#include <QtCore/QFile>
#include <QtCore/QMutex>
#include <QtCore/QSaveFile>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace Inspector {

namespace {

/// The first error of several threads that read a capture.
class FirstError
{
public:
    void set(const std::optional<CaptureError> &error)
    {
        const QMutexLocker lock(&m_mutex);
        if (!m_error)
            m_error = error;
    }
    /// \par Threads  when no other thread is at work.
    [[nodiscard]] const std::optional<CaptureError> &get() const { return m_error; }

private:
    QMutex m_mutex;
    std::optional<CaptureError> m_error;
};

/// Returns the messages of the capture at \a path from a reader that belongs to what is returned, and to its thread.
MessageSource messagesOf(const QString &path, FirstError &error)
{
    auto opened = CaptureReader::open(path);
    if (const auto *const failed = std::get_if<CaptureError>(&opened)) {
        error.set(*failed);
        return [](MessageId) { return std::optional<MessageRow>(); };
    }
    const std::shared_ptr<CaptureReader> reader = std::get<std::unique_ptr<CaptureReader>>(std::move(opened));
    const auto messages = std::make_shared<MessagePages>(MessagePages::fewKilobytes);
    messages->setReader(reader.get());
    return [reader, messages, &error](MessageId id) {
        auto row = messages->row(id);
        if (!row)
            error.set(reader->lastError());
        return row;
    };
}

} // namespace

std::variant<QByteArray, QString> captureReport(const QString &path, const AttemptReportOptions &options,
                                                const std::function<bool(MessageId)> &isIncluded,
                                                const std::atomic_bool *cancelled)
{
    const auto isCancelled = [cancelled] { return cancelled && cancelled->load(std::memory_order_relaxed); };
    auto opened = CaptureReader::open(path);
    if (const auto *const error = std::get_if<CaptureError>(&opened))
        return error->text();
    const auto reader = std::get<std::unique_ptr<CaptureReader>>(std::move(opened));
    CaptureIndex index;
    IndexReader indexReader(*reader, index);
    indexReader.look();
    while (indexReader.read() && !isCancelled()) {
    }
    if (const auto error = reader->lastError())
        return error->text();

    const Attempts &all = index.attempts();
    std::vector<Attempts::Index> chosen;
    for (Attempts::Index i = 0; i < all.size(); ++i) {
        if (!isIncluded || isIncluded(all[i].id()))
            chosen.push_back(i);
    }
    FirstError failed;
    std::vector<AttemptRank> ranks = judgeAll(
        index, chosen, [&] { return messagesOf(path, failed); }, cancelled);
    if (isCancelled())
        return QByteArray();
    if (failed.get())
        return failed.get()->text();
    std::sort(ranks.begin(), ranks.end());
    QByteArray report = attemptReport(
        index, ranks, [&reader](MessageId id) { return reader->message(id); }, options);
    if (const auto error = reader->lastError())
        return error->text();
    return report;
}

QString saveReport(const QByteArray &page, const QString &path)
{
    // A page that is cut off could be taken for a complete report.
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(page) != page.size() || !file.commit())
        return file.errorString();
    return {};
}

} // namespace Inspector
