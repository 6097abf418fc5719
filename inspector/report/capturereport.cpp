// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/report/capturereport.h"

#include "inspector/analysis/indexreader.h"
#include "inspector/capture/capturereader.h"

#include <QtCore/QFile>
#include <QtCore/QSaveFile>

#include <algorithm>
#include <memory>
#include <vector>

namespace Inspector {

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

    const MessageSource messages = [&reader](MessageId id) { return reader->message(id); };
    const std::vector<Attempt> &all = index.attempts().all();
    std::vector<AttemptRank> ranks;
    for (Attempts::Index i = 0; i < all.size(); ++i) {
        if (isCancelled())
            return QByteArray();
        if (!isIncluded || isIncluded(all[i].id()))
            ranks.emplace_back(i, assess(attemptFacts(index, i, messages)));
        if (const auto error = reader->lastError())
            return error->text();
    }
    std::sort(ranks.begin(), ranks.end());
    QByteArray report = attemptReport(index, ranks, messages, options);
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
