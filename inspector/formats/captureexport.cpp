// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/captureexport.h"

#include "inspector/capture/captureaddress.h"
#include "inspector/capture/capturefile.h"
#include "inspector/capture/captureimporter.h"
#include "inspector/capture/captureupload.h"
#include "inspector/formats/conversion.h"
#include "inspector/formats/interleavedharwriter.h"
#include "inspector/formats/learning.h"
#include "inspector/formats/leftoversearch.h"
#include "inspector/formats/ndjsonwriter.h"
#include "inspector/formats/queuedsink.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>

#include <cstdio>
#include <memory>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::CaptureExport)
};

/// Writes a capture.
class CaptureSink final : public RecordSink
{
public:
    explicit CaptureSink(const QString &path)
        : m_importer(path)
    {}

    bool source(const SourceRow &row) override { return m_importer.add(row); }
    bool state(const StateRow &row) override { return m_importer.add(row); }
    bool lost(const LostRow &row) override { return m_importer.add(row); }
    bool opened(const ConnectionRecord &record) override { return m_importer.add(record); }
    bool message(const MessageRow &row) override { return m_importer.add(row); }
    bool ended(const ConnectionRecord &) override { return true; }
    bool finish() override { return m_importer.finish(); }
    [[nodiscard]] QString error() const override { return m_importer.error() ? m_importer.error()->detail : QString(); }

private:
    CaptureImporter m_importer;
};

/// Redacts and counts what goes to a writer, and passes the same to a search where the file itself cannot be searched:
/// it may hold a value in two parts.
class ExportSink final : public RecordSink
{
public:
    /// \param redactor  null where nothing is redacted.
    ExportSink(RecordSink &writer, RecordRedactor *redactor, RecordSink *checked)
        : m_writer(writer)
        , m_checked(checked)
        , m_redactor(redactor)
    {}

    bool source(const SourceRow &row) override { return pass(row, &RecordSink::source); }
    bool state(const StateRow &row) override { return pass(row, &RecordSink::state); }
    bool lost(const LostRow &row) override { return pass(row, &RecordSink::lost); }
    bool message(const MessageRow &row) override
    {
        ++summary.messages;
        return pass(row, &RecordSink::message);
    }
    bool opened(const ConnectionRecord &record) override
    {
        ++summary.connections;
        return pass(record, &RecordSink::opened);
    }
    bool ended(const ConnectionRecord &record) override { return pass(record, &RecordSink::ended); }
    bool finish() override { return m_writer.finish() && (!m_checked || m_checked->finish()); }
    [[nodiscard]] QString error() const override { return m_writer.error(); }

    ExportSummary summary;

private:
    template<typename Row>
    bool pass(const Row &row, bool (RecordSink::*function)(const Row &))
    {
        if (!m_redactor)
            return (m_writer.*function)(row);
        Row redacted = row;
        m_redactor->redact(rowOf(redacted));
        return (m_writer.*function)(redacted) && (!m_checked || (m_checked->*function)(redacted));
    }

    template<typename Row>
    static Row &rowOf(Row &row)
    {
        return row;
    }
    static ConnectionRow &rowOf(ConnectionRecord &record) { return record.row; }

    RecordSink &m_writer;
    RecordSink *m_checked;
    RecordRedactor *m_redactor;
};

/// Passes the content of the file \a path on to \a device.
bool copyFile(const QString &path, QIODevice &device)
{
    constexpr qint64 chunkBytes = 1024 * 1024;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    for (QByteArray bytes = file.read(chunkBytes); !bytes.isEmpty(); bytes = file.read(chunkBytes)) {
        if (device.write(bytes) != bytes.size())
            return false;
    }
    return true;
}

QString nameOf(const QString &output)
{
    return output == u"-"_s ? Texts::tr("standard output") : output;
}

/// Writes the capture in \a path into a database. Returns why that is not possible.
std::optional<FormatError> uploadError(const QString &path, const QString &address)
{
    auto opened = CaptureReader::open(path);
    const auto *error = std::get_if<CaptureError>(&opened);
    const auto failed = error ? std::optional(*error) : uploadCapture(*std::get<0>(opened), address);
    return failed ? std::optional(formatError(*failed)) : std::nullopt;
}

/// Where an output is written until it is complete.
class PendingOutput
{
public:
    PendingOutput(const QString &output, const ExportOptions &options)
        : m_output(output)
        , m_overwrite(options.overwrite)
        , m_isCapture(options.format == FileFormat::Capture)
        , m_folder(temporaryFolderFor(output))
    {}

    [[nodiscard]] bool isValid() const { return m_folder.isValid(); }
    [[nodiscard]] QString problem() const { return m_folder.errorString(); }
    [[nodiscard]] QString path() const { return m_folder.filePath(u"output"_s); }

    /// Gives the output its name. Returns why that is not possible.
    [[nodiscard]] std::optional<FormatError> complete() const
    {
        if (isDatabaseAddress(m_output))
            return uploadError(path(), m_output);
        if (m_isCapture && (m_overwrite || !QFileInfo::exists(m_output)))
            removeCaptureLogs(m_output);
        const QString problem = m_output == u"-"_s ? print() : m_overwrite ? replace() : rename();
        return problem.isEmpty() ? std::nullopt : std::optional(FormatError{nameOf(m_output), {}, {}, problem});
    }

private:
    // Each returns why it is not possible, or an empty text.
    [[nodiscard]] QString print() const
    {
        QFile standardOutput;
        const bool isPrinted = standardOutput.open(stdout, QIODevice::WriteOnly) && copyFile(path(), standardOutput)
                               && standardOutput.flush();
        return isPrinted ? QString() : Texts::tr("standard output does not take it");
    }
    [[nodiscard]] QString rename() const
    {
        QFile file(path());
        return file.rename(m_output) ? QString() : file.errorString();
    }
    [[nodiscard]] QString replace() const { return replaceFile(path(), m_output); }

    QString m_output;
    bool m_overwrite;
    bool m_isCapture;
    QTemporaryDir m_folder;
};

FormatError leftoverError(const QString &output, const QByteArray &value)
{
    return {nameOf(output),
            {},
            {},
            Texts::tr("a value that was replaced is still in it (%1 bytes, beginning with %2), so it was not written")
                .arg(value.size())
                .arg(QString::fromUtf8(value.first(2))),
            Texts::tr("Leave out the messages that hold it")};
}

} // namespace

std::variant<ExportSummary, FormatError> exportCapture(const QString &capture, const QString &output,
                                                       const ExportOptions &options, const ConversionProgress &progress)
{
    if (output != u"-"_s && !options.overwrite && QFileInfo::exists(output))
        return FormatError{output, {}, {}, Texts::tr("the file exists, and is not overwritten")};
    auto opened = CaptureReader::open(capture);
    if (const auto *error = std::get_if<CaptureError>(&opened))
        return formatError(*error);
    const CaptureReader &reader = *std::get<0>(opened);

    const PendingOutput pending(output, options);
    if (!pending.isValid())
        return FormatError{output, {}, {}, pending.problem()};
    QFile file(pending.path());
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return FormatError{output, {}, {}, file.errorString()};
    const bool isCapture = options.format == FileFormat::Capture;
    const bool isInterleaved =
        options.format == FileFormat::Har && reader.connectionCount() <= InterleavedHarWriter::mostConnections;
    std::unique_ptr<RecordSink> writer;
    if (isCapture) {
        file.close();
        writer = std::make_unique<CaptureSink>(pending.path());
    } else if (isInterleaved) {
        writer = std::make_unique<InterleavedHarWriter>(file, pending.path() + u".parts"_s);
    } else {
        writer = makeWriter(options.format, file);
    }

    RecordRedactor redactor(options.redaction);
    const bool isRedacted = options.redaction != RedactionProfile::None;
    if (isRedacted) {
        if (auto error = learnCapture(reader, redactor, [&progress](quint64 done, quint64 total) {
                return !progress || progress(done, 2 * total);
            }))
            return *std::move(error);
    }
    std::unique_ptr<LeftoverSearch> search;
    std::unique_ptr<NdjsonWriter> checked;
    if (isRedacted && (isCapture || options.format == FileFormat::Pcapng)) {
        // What is only learned while the rows are redacted was replaced where it was learned.
        search = std::make_unique<LeftoverSearch>(redactor.searchedValues(), redactor.searchedWords());
        checked = std::make_unique<NdjsonWriter>(*search);
    }

    ExportSink sink(*writer, isRedacted ? &redactor : nullptr, checked.get());
    CaptureScan scan(reader, isInterleaved ? CaptureScan::Order::Time : scanOrder(options.format));
    scan.setFilter(options.accept);
    scan.setProgress([&progress, isRedacted](quint64 done, quint64 total) {
        return !progress || (isRedacted ? progress(total + done, 2 * total) : progress(done, total));
    });
    // A database connection belongs to the thread that opened it.
    std::optional<QueuedSink> queue;
    if (!isCapture)
        queue.emplace(sink);
    RecordSink &target = queue ? static_cast<RecordSink &>(*queue) : sink;
    if (auto error = scan.run(target)) {
        if (error->file.isEmpty())
            error->file = nameOf(output);
        return *std::move(error);
    }
    if (!target.finish() || (file.isOpen() && !file.flush()))
        return FormatError{nameOf(output), {}, {}, target.error()};
    file.close();

    if (isRedacted && !search) {
        search = std::make_unique<LeftoverSearch>(redactor.searchedValues(), redactor.searchedWords());
        if (!copyFile(pending.path(), *search))
            return FormatError{output, {}, {}, Texts::tr("what was written cannot be read")};
    }
    if (search && search->found())
        return leftoverError(output, *search->found());
    if (auto error = pending.complete())
        return *std::move(error);
    ExportSummary summary = sink.summary;
    summary.credentials = redactor.credentials().size();
    summary.pseudonyms = redactor.pseudonyms().all().size();
    summary.emptiedMessages = redactor.emptiedMessages();
    return summary;
}

QString temporaryFolderFor(const QString &output)
{
    // Without a name: in the folder for temporary files.
    return output == u"-"_s || isDatabaseAddress(output) ? QString() : output + u".part-XXXXXX"_s;
}

std::variant<ExportSummary, FormatError> adoptCapture(const OpenedCapture &capture, const QString &output)
{
    ExportSummary summary;
    {
        auto opened = CaptureReader::open(capture.path);
        if (const auto *error = std::get_if<CaptureError>(&opened))
            return formatError(*error);
        const CaptureReader &reader = *std::get<0>(opened);
        summary.messages = reader.messageCount();
        summary.connections = reader.connectionCount();
        if (const auto error = reader.lastError())
            return formatError(*error);
    }
    if (QFileInfo::exists(output))
        return FormatError{output, {}, {}, Texts::tr("the file exists, and is not overwritten")};
    if (isDatabaseAddress(output)) {
        if (auto error = uploadError(capture.path, output))
            return *std::move(error);
        return summary;
    }
    removeCaptureLogs(output);
    QFile file(capture.path);
    if (!file.rename(output))
        return FormatError{output, {}, {}, file.errorString()};
    return summary;
}

} // namespace Inspector
