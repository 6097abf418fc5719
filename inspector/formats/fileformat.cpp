// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/fileformat.h"

#include "inspector/capture/captureaddress.h"
#include "inspector/capture/sqlitedialect.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr std::array names{"relaycap"_L1, "ndjson"_L1, "har"_L1, "pcapng"_L1}; // By FileFormat.

} // namespace

QLatin1StringView formatName(FileFormat format)
{
    return names.at(size_t(format));
}

std::optional<FileFormat> formatFromName(QStringView name)
{
    for (size_t i = 0; i < names.size(); ++i) {
        if (name == names[i])
            return FileFormat(i);
    }
    return std::nullopt;
}

std::optional<FileFormat> formatFromPath(const QString &path)
{
    if (isDatabaseAddress(path))
        return FileFormat::Capture;
    const QString suffix = path.section(u'.', -1).toLower();
    if (suffix == u"jsonl"_s)
        return FileFormat::Ndjson;
    return formatFromName(suffix);
}

std::optional<FileFormat> formatFromContent(QByteArrayView head)
{
    if (Sqlite::hasMagic(head))
        return FileFormat::Capture;
    if (head.startsWith("\xEF\xBB\xBF"))
        head = head.sliced(3);
    head = head.trimmed();
    if (!head.startsWith('{'))
        return std::nullopt;
    // The first name in it.
    const QByteArrayView name = head.sliced(1).trimmed();
    if (name.startsWith("\"log\""))
        return FileFormat::Har;
    if (name.startsWith("\"v\"") || name.startsWith("\"k\""))
        return FileFormat::Ndjson;
    return std::nullopt;
}

} // namespace Inspector
