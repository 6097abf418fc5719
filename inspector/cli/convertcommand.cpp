// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/convertcommand.h"

#include "inspector/analysis/indexreader.h"
#include "inspector/check/formatting.h"
#include "inspector/cli/output.h"
#include "inspector/filter/filtermatcher.h"
#include "inspector/formats/captureexport.h"
#include "inspector/formats/conversion.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

ConvertCommand::ConvertCommand(ConvertOptions options, QObject *parent)
    : Command(parent)
    , m_options(std::move(options))
{}

ConvertCommand::~ConvertCommand()
{
    m_isCanceled = true;
    if (m_thread.joinable())
        m_thread.join();
}

void ConvertCommand::start()
{
    m_thread = std::thread([this] {
        const int code = convert();
        Q_EMIT finished(code);
    });
}

bool ConvertCommand::report(quint64 done, quint64 total)
{
    if (total > 0)
        m_progress->show(done, total);
    return !m_isCanceled;
}

int ConvertCommand::convert()
{
    const auto fail = [this](const FormatError &error) {
        m_progress.reset();
        Output::say(error.text());
        return ExitCode::failed;
    };
    ExportOptions options;
    options.format = m_options.to ? *m_options.to : *formatFromPath(m_options.output);
    options.redaction = m_options.redaction.value_or(options.format == FileFormat::Capture ? RedactionProfile::None
                                                                                           : RedactionProfile::Secrets);
    // A capture that is made of another format, or of a database, is made in its place: written once.
    const bool isImport = options.format == FileFormat::Capture && options.redaction == RedactionProfile::None
                          && m_options.filter.isEmpty() && m_options.output != u"-"_s;
    m_progress.emplace(u"reading"_s);
    const auto progress = [this](quint64 done, quint64 total) { return report(done, total); };
    auto opened = openAsCapture(m_options.input, m_options.from, m_options.keepPartial, progress,
                                isImport ? temporaryFolderFor(m_options.output) : QString());
    if (const auto *error = std::get_if<FormatError>(&opened)) {
        FormatError named = *error;
        if (!named.advice.isEmpty() && (named.line || named.offset))
            named.advice += u" (--keep-partial)"_s;
        return fail(named);
    }
    m_progress.reset();
    const OpenedCapture &capture = std::get<OpenedCapture>(opened);
    if (capture.broken)
        Output::say(u"%1 What stands before that is converted."_s.arg(capture.broken->text()));
    if (capture.otherEntries > 0)
        Output::say(
            u"Left out %1."_s.arg(counted(qsizetype(capture.otherEntries), "entry that is no WebSocket connection"_L1,
                                          "entries that are no WebSocket connections"_L1)));

    CaptureIndex index;
    std::optional<FilterMatcher> matcher;
    if (!m_options.filter.isEmpty()) {
        auto reader = CaptureReader::open(capture.path);
        if (const auto *error = std::get_if<CaptureError>(&reader))
            return fail(formatError(*error));
        const CaptureReader &rows = *std::get<0>(reader);
        IndexReader indexReader(rows, index);
        indexReader.look();
        m_progress.emplace(u"reading the index"_s);
        while (indexReader.read() && !m_isCanceled)
            m_progress->show(index.messageCount(), indexReader.available());
        matcher.emplace(m_options.filter, index, rows.losses());
        if (const auto error = rows.lastError())
            return fail(formatError(*error));
        // What is captured meanwhile is not in the index, and is left out.
        options.accept = [&matcher, &index](const MessageRow &row, const ConnectionRecord &) {
            return index.messages().contains(row.id) && matcher->matches(row.id, row.payload);
        };
    }
    m_progress.emplace(u"writing"_s);
    const auto result = isImport && capture.folder ? adoptCapture(capture, m_options.output)
                                                   : exportCapture(capture.path, m_options.output, options, progress);
    if (const auto *error = std::get_if<FormatError>(&result))
        return fail(*error);
    m_progress.reset();
    const auto &summary = std::get<ExportSummary>(result);
    QString words = counted(qsizetype(summary.messages), "message of "_L1, "messages of "_L1)
                    + counted(qsizetype(summary.connections), "connection"_L1, "connections"_L1);
    if (summary.credentials + summary.pseudonyms > 0) {
        words += u"; replaced "_s + counted(summary.credentials, "credential and "_L1, "credentials and "_L1)
                 + counted(summary.pseudonyms, "other value"_L1, "other values"_L1);
        if (!m_options.redaction)
            words += u" (--redact none keeps them)"_s;
    }
    if (summary.emptiedMessages > 0)
        words += u"; emptied "_s
                 + counted(qsizetype(summary.emptiedMessages), "message that could not be inflated"_L1,
                           "messages that could not be inflated"_L1);
    Output::say(words);
    return ExitCode::done;
}

} // namespace Inspector
