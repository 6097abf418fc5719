// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/messagemarks.h"

#include "inspector/capture/systemerror.h"
#include "inspector/models/capturefeed.h"
#include "inspector/models/formatting.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSaveFile>

#include <algorithm>
#include <iterator>
#include <limits>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int version = 1;
// A file of that size was hardly written by a person who marks messages.
constexpr qint64 maxFileBytes = 16 << 20;

/// Returns the marks in \a file; nothing where it was not written by this version.
std::optional<QJsonArray> readMarks(QFile &file)
{
    if (file.size() > maxFileBytes || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject document = QJsonDocument::fromJson(file.readAll()).object();
    if (document.value(u"version"_s).toInt() != version || !document.value(u"marks"_s).isArray())
        return std::nullopt;
    return document.value(u"marks"_s).toArray();
}

QString foreignText(const QString &path)
{
    return MessageMarks::tr("%1 holds no marks that this version can read, and stays as it is: new marks are not kept.")
        .arg(QDir::toNativeSeparators(path));
}

} // namespace

MessageMarks::MessageMarks(const CaptureFeed *feed, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
{
    connect(feed, &CaptureFeed::reset, this, &MessageMarks::load);
    load();
}

MessageId MessageMarks::beside(MessageId id, bool backwards) const
{
    if (backwards) {
        const auto found = m_marks.lower_bound(id);
        return found == m_marks.cbegin() ? 0 : std::prev(found)->first;
    }
    const auto found = m_marks.upper_bound(id);
    return found == m_marks.cend() ? 0 : found->first;
}

void MessageMarks::toggle(const std::vector<MessageId> &ids)
{
    const bool all = std::all_of(ids.cbegin(), ids.cend(), [this](MessageId id) { return contains(id); });
    // Each mark is read from the capture and written to the file: those of a whole capture would take minutes.
    if (!all && ids.size() + m_marks.size() > most) {
        const auto added = std::count_if(ids.cbegin(), ids.cend(), [this](MessageId id) { return !contains(id); });
        if (m_marks.size() + std::size_t(added) > most) {
            Q_EMIT failed(tr("At most %1 messages can be marked.").arg(numberText(qint64(most))));
            return;
        }
    }
    for (const MessageId id : ids) {
        if (all)
            m_marks.erase(id);
        else if (const auto row = m_feed->head(id))
            m_marks.emplace(id, row->timeNs);
    }
    if (ids.empty())
        return;
    Q_EMIT changed();
    if (m_isForeign) {
        Q_EMIT failed(foreignText(filePath(m_feed->path())));
    } else if (const auto reason = saveFor(m_feed->path())) {
        Q_EMIT failed(*reason);
    } else {
        Q_EMIT written();
    }
}

std::optional<QString> MessageMarks::saveFor(const QString &capture) const
{
    const QString path = filePath(capture);
    if (QFile file(path); QFileInfo(file).isFile() && !readMarks(file))
        return m_marks.empty() ? std::nullopt : std::optional(foreignText(path));
    if (m_marks.empty()) {
        if (QFile::exists(path) && !QFile::remove(path))
            return tr("%1 cannot be removed.").arg(QDir::toNativeSeparators(path));
        return std::nullopt;
    }
    QJsonArray marks;
    for (const auto &[id, timeNs] : m_marks)
        marks.append(QJsonObject{{u"id"_s, qint64(id)}, {u"timeNs"_s, QString::number(timeNs)}});
    const QJsonDocument document(QJsonObject{{u"version"_s, version}, {u"marks"_s, marks}});
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(document.toJson()) < 0 || !file.commit())
        return tr("The marks cannot be written to %1: %2")
            .arg(QDir::toNativeSeparators(path), translatedSystemError(file.errorString()));
    return std::nullopt;
}

void MessageMarks::load()
{
    m_marks.clear();
    m_isForeign = false;
    QFile file(filePath(m_feed->path()));
    if (m_feed->isOpen() && QFileInfo(file).isFile()) {
        const auto marks = readMarks(file);
        m_isForeign = !marks;
        for (const QJsonValue &value : marks.value_or(QJsonArray())) {
            const QJsonObject mark = value.toObject();
            const qint64 number = mark.value(u"id"_s).toInteger();
            if (number < 1 || number > std::numeric_limits<MessageId>::max())
                continue;
            const auto id = MessageId(number);
            const qint64 timeNs = mark.value(u"timeNs"_s).toString().toLongLong();
            const std::vector<MessageRow> rows = m_feed->reader()->messageMetadata(id, 1);
            if (!rows.empty() && rows.front().id == id && rows.front().timeNs == timeNs)
                m_marks.emplace(id, timeNs);
        }
    }
    Q_EMIT changed();
}

} // namespace Inspector
