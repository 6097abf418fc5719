// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/conversion.h"

#include "inspector/capture/captureaddress.h"
#include "inspector/capture/captureimporter.h"
#include "inspector/capture/mirrorreader.h"
#include "inspector/formats/harreader.h"
#include "inspector/formats/harwriter.h"
#include "inspector/formats/ndjsonreader.h"
#include "inspector/formats/ndjsonwriter.h"
#include "inspector/formats/pcapngwriter.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qsizetype contentBytes = 4 * 1024;

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Conversion)
};

/// Creates an empty file that only its owner can read.
bool createFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner);
}

/// Copies the capture \a from to \a to, messages in the order of their times and without what \a reader hides.
std::optional<FormatError> sortCapture(const QString &from, const QString &to, const HarReader &reader)
{
    auto opened = CaptureReader::open(from);
    if (const auto *error = std::get_if<CaptureError>(&opened))
        return formatError(*error);
    const CaptureReader &source = *std::get<0>(opened);
    CaptureImporter importer(to);
    for (const SourceRow &row : source.sources())
        importer.add(row);
    for (const ConnectionRow &row : source.connections())
        importer.add(ConnectionRecord{row, 0});
    const bool isSorted = source.forEachByTime([&](MessageRow &&row) {
        row.payload = reader.redactor(row.connection).redacted(row.payload);
        return importer.add(std::move(row));
    });
    const bool isWritten = importer.finish();
    if (const auto error = source.lastError())
        return formatError(*error);
    if (isWritten && isSorted)
        return std::nullopt;
    return formatError(*importer.error());
}

/// Opens \a input for reading. A file that a program writes to a pipe is read as it comes.
std::variant<std::unique_ptr<QFile>, FormatError> openDevice(const QString &input)
{
    auto file = std::make_unique<QFile>();
    bool isOpen = false;
    if (input == u"-"_s) {
        isOpen = file->open(stdin, QIODevice::ReadOnly);
    } else {
        if (QFileInfo(input).isDir())
            return FormatError{input, {}, {}, Texts::tr("it is a folder")};
        file->setFileName(input);
        isOpen = file->open(QIODevice::ReadOnly);
    }
    if (!isOpen)
        return FormatError{input, {}, {}, file->errorString()};
    return file;
}

/// Writes what \a device holds to the new file \a path.
std::optional<FormatError> copyTo(QIODevice &device, const QString &path, const QString &input)
{
    constexpr qint64 chunkBytes = 1024 * 1024;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return FormatError{path, {}, {}, file.errorString()};
    for (;;) {
        const QByteArray bytes = device.read(chunkBytes);
        if (bytes.isEmpty())
            break;
        if (file.write(bytes) != bytes.size())
            return FormatError{path, {}, {}, file.errorString()};
    }
    return file.flush() ? std::nullopt : std::optional(FormatError{input, {}, {}, file.errorString()});
}

/// Opens the capture \a path to find out whether it is one; its errors name it \a name.
std::optional<FormatError> captureProblem(const QString &path, const QString &name)
{
    auto opened = CaptureReader::open(path);
    if (auto *error = std::get_if<CaptureError>(&opened)) {
        error->file = name;
        return formatError(*error);
    }
    return std::nullopt;
}

/// Makes the folder of \a opened from \a pattern, which is for QTemporaryDir; empty: in the system's folder.
std::optional<FormatError> makeFolder(const QString &pattern, OpenedCapture &opened)
{
    opened.folder = pattern.isEmpty() ? std::make_unique<QTemporaryDir>() : std::make_unique<QTemporaryDir>(pattern);
    if (opened.folder->isValid())
        return std::nullopt;
    return FormatError{pattern.isEmpty() ? opened.folder->path() : pattern, {}, {}, opened.folder->errorString()};
}

std::variant<OpenedCapture, FormatError> openDatabase(const QString &input, const QString &folder)
{
    OpenedCapture opened;
    const auto parsed = DatabaseAddress::parse(input);
    const auto *const address = std::get_if<DatabaseAddress>(&parsed);
    if (!address || !address->capture.isEmpty()) {
        opened.path = input;
        if (auto error = captureProblem(input, displayedAddress(input)))
            return *std::move(error);
        return opened;
    }
    // Each reader of all captures copies them, and gives other numbers to messages where the captures have grown.
    if (auto error = makeFolder(folder, opened))
        return *std::move(error);
    opened.path = opened.folder->filePath(u"database.relaycap"_s);
    if (!createFile(opened.path))
        return FormatError{opened.path, {}, {}, Texts::tr("a temporary file cannot be created")};
    if (const auto error = MirrorReader::copyDatabase(*address, opened.path))
        return formatError(*error);
    return opened;
}

/// Reads the file of another format into the capture \a opened.path.
std::optional<FormatError> importFile(QIODevice &device, const QString &input, FileFormat format,
                                      const ConversionProgress &progress, OpenedCapture &opened)
{
    if (format == FileFormat::Pcapng)
        return FormatError{input, {}, {}, Texts::tr("pcapng files can be written, but not read")};
    const QString first = opened.folder->filePath(u"imported.relaycap"_s);
    if (!createFile(first))
        return FormatError{first, {}, {}, Texts::tr("a temporary file cannot be created")};
    CaptureImporter importer(first);
    const auto finish = [&](std::optional<FormatError> error) {
        if (!importer.finish())
            return std::optional(formatError(*importer.error()));
        return error;
    };
    opened.path = first;
    if (format == FileFormat::Ndjson)
        return finish(NdjsonReader(device, input, importer).read(progress));

    HarReader reader(device, input, importer);
    std::optional<FormatError> error = finish(reader.read(progress));
    opened.otherEntries = reader.otherEntries();
    if ((!error || !error->isCanceled) && reader.needsSecondPass()) {
        opened.path = opened.folder->filePath(u"sorted.relaycap"_s);
        if (!createFile(opened.path))
            return FormatError{opened.path, {}, {}, Texts::tr("a temporary file cannot be created")};
        if (auto problem = sortCapture(first, opened.path, reader))
            return problem;
        QFile::remove(first);
    }
    return error;
}

} // namespace

std::variant<OpenedCapture, FormatError> openAsCapture(const QString &input, std::optional<FileFormat> from,
                                                       bool keepPartial, const ConversionProgress &progress,
                                                       const QString &folder)
{
    if (isDatabaseAddress(input))
        return openDatabase(input, folder);
    auto device = openDevice(input);
    if (auto *error = std::get_if<FormatError>(&device))
        return std::move(*error);
    QFile &file = *std::get<0>(device);
    if (!from)
        from = formatFromContent(file.peek(contentBytes));
    if (!from)
        from = formatFromPath(input);
    if (!from) {
        return FormatError{input,
                           {},
                           {},
                           Texts::tr("its format is not known"),
                           Texts::tr("Name it with --from: relaycap, ndjson or har")};
    }
    OpenedCapture opened;
    if (from == FileFormat::Capture && input != u"-"_s) {
        opened.path = input;
        if (auto error = captureProblem(input, input))
            return *std::move(error);
        return opened;
    }
    if (auto error = makeFolder(folder, opened))
        return *std::move(error);
    if (from == FileFormat::Capture) {
        opened.path = opened.folder->filePath(u"input.relaycap"_s);
        if (auto error = copyTo(file, opened.path, input))
            return *std::move(error);
        if (auto error = captureProblem(opened.path, Texts::tr("standard input")))
            return *std::move(error);
        return opened;
    }
    if (auto error = importFile(file, input, *from, progress, opened)) {
        if (error->isCanceled || !keepPartial || !QFileInfo::exists(opened.path))
            return *std::move(error);
        opened.broken = std::move(error);
    }
    return opened;
}

std::unique_ptr<RecordSink> makeWriter(FileFormat format, QIODevice &device)
{
    switch (format) {
    case FileFormat::Ndjson:
        return std::make_unique<NdjsonWriter>(device);
    case FileFormat::Har:
        return std::make_unique<HarWriter>(device);
    case FileFormat::Pcapng:
        return std::make_unique<PcapngWriter>(device);
    case FileFormat::Capture:
        break;
    }
    return nullptr;
}

CaptureScan::Order scanOrder(FileFormat format)
{
    return format == FileFormat::Har ? CaptureScan::Order::Connection : CaptureScan::Order::Time;
}

} // namespace Inspector
