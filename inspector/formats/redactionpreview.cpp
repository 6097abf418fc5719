// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/redactionpreview.h"

#include "inspector/formats/capturescan.h"
#include "inspector/formats/learning.h"

#include <algorithm>
#include <tuple>

namespace Inspector {

namespace {

using Kind = RedactionPreview::Kind;

constexpr qsizetype exampleBytes = 4 * 1024;

Kind kindOf(Pseudonyms::Kind kind)
{
    switch (kind) {
    case Pseudonyms::Kind::Ice:
        return Kind::Ice;
    case Pseudonyms::Kind::Uuid:
        return Kind::Uuid;
    case Pseudonyms::Kind::Address:
        return Kind::Address;
    case Pseudonyms::Kind::Name:
        return Kind::Name;
    case Pseudonyms::Kind::Host:
        return Kind::Host;
    case Pseudonyms::Kind::Fingerprint:
        return Kind::Fingerprint;
    }
    Q_UNREACHABLE();
}

/// Redacts every row, and notes which ones change.
class PreviewSink final : public RecordSink
{
public:
    PreviewSink(RecordRedactor &redactor, RedactionPreview &preview)
        : m_redactor(redactor)
        , m_preview(preview)
    {}

    bool opened(const ConnectionRecord &record) override
    {
        ConnectionRow row = record.row;
        m_redactor.redact(row);
        ++m_preview.connections;
        m_preview.changedConnections += row != record.row;
        return true;
    }
    bool message(const MessageRow &original) override
    {
        MessageRow row = original;
        m_redactor.redact(row);
        ++m_preview.messages;
        if (row == original)
            return true;
        ++m_preview.changedMessages;
        if (m_preview.examples.size() < RedactionPreview::maxExamples && row.payload != original.payload) {
            m_preview.examples.append(
                {original.id, original.payload.left(exampleBytes), row.payload.left(exampleBytes)});
        }
        return true;
    }
    bool ended(const ConnectionRecord &) override { return true; }
    bool finish() override { return true; }
    [[nodiscard]] QString error() const override { return {}; }

private:
    RecordRedactor &m_redactor;
    RedactionPreview &m_preview;
};

void listValues(const RecordRedactor &redactor, RedactionPreview &preview)
{
    const auto &pseudonyms = redactor.pseudonyms().all();
    for (auto entry = pseudonyms.cbegin(); entry != pseudonyms.cend(); ++entry) {
        if (entry.key() != entry->pseudonym)
            preview.values.append({kindOf(entry->kind), entry.key(), entry->pseudonym});
    }
    for (const QByteArray &credential : redactor.credentials()) {
        if (!pseudonyms.contains(credential))
            preview.values.append({Kind::Credential, credential, "***"});
    }
    std::ranges::sort(preview.values, {},
                      [](const RedactionPreview::Value &value) { return std::tuple(value.kind, value.original); });
    preview.valueCount = quint64(preview.values.size());
    if (preview.values.size() > RedactionPreview::maxValues)
        preview.values.resize(RedactionPreview::maxValues);
}

} // namespace

std::variant<RedactionPreview, FormatError> previewRedaction(const QString &capture, RedactionProfile profile,
                                                             const ConversionProgress &progress)
{
    auto opened = CaptureReader::open(capture);
    if (const auto *error = std::get_if<CaptureError>(&opened))
        return formatError(*error);
    const CaptureReader &reader = *std::get<0>(opened);
    RedactionPreview preview;
    if (profile == RedactionProfile::None) { // Nothing changes: the counts are enough.
        preview.messages = reader.messageCount();
        preview.connections = reader.connectionCount();
        if (const auto error = reader.lastError())
            return formatError(*error);
        return preview;
    }
    RecordRedactor redactor(profile);
    if (auto error = learnCapture(reader, redactor, [&progress](quint64 done, quint64 total) {
            return !progress || progress(done, 2 * total);
        }))
        return *std::move(error);
    PreviewSink sink(redactor, preview);
    CaptureScan scan(reader, CaptureScan::Order::Time);
    scan.setProgress(
        [&progress](quint64 done, quint64 total) { return !progress || progress(total + done, 2 * total); });
    if (auto error = scan.run(sink))
        return *std::move(error);
    listValues(redactor, preview);
    preview.emptiedMessages = redactor.emptiedMessages();
    return preview;
}

} // namespace Inspector
