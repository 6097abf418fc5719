// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/formats/formatstarget.h"

#include "inspector/capture/captureimporter.h"
#include "inspector/formats/capturescan.h"
#include "inspector/formats/harreader.h"
#include "inspector/formats/ndjsonreader.h"
#include "inspector/formats/ndjsonwriter.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <algorithm>

namespace Fuzz {

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Gives at most \a step bytes at once.
class SmallPieces final : public QIODevice
{
public:
    SmallPieces(QByteArrayView bytes, qint64 step)
        : m_bytes(bytes)
        , m_step(step)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return m_at == m_bytes.size(); }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qint64 count = std::min({size, m_step, m_bytes.size() - m_at});
        std::copy_n(m_bytes.data() + m_at, count, data);
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArrayView m_bytes;
    qint64 m_step;
    qint64 m_at = 0;
};

struct Imported
{
    QByteArray ndjson;
    std::optional<FormatError> error;
    QString problem; ///< What must not happen.
};

/// Reads \a device with \a Reader into a capture, and writes that as NDJSON.
template<typename Reader>
Imported import(QIODevice &device)
{
    static const QTemporaryDir folder;
    const QString path = folder.filePath(u"fuzz.relaycap"_s);
    QFile::remove(path);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {{}, {}, file.errorString()};
    file.close();
    Imported imported;
    {
        CaptureImporter importer(path);
        imported.error = Reader(device, u"input"_s, importer).read({});
        if (!importer.finish())
            return {{}, {}, u"The capture cannot be finished: "_s + importer.error()->text()};
    }
    auto opened = CaptureReader::open(path);
    if (const auto *error = std::get_if<CaptureError>(&opened))
        return {{}, {}, u"The capture cannot be opened: "_s + error->text()};
    QBuffer buffer(&imported.ndjson);
    buffer.open(QIODevice::WriteOnly);
    NdjsonWriter writer(buffer);
    if (const auto error = CaptureScan(*std::get<0>(opened), CaptureScan::Order::Time).run(writer))
        imported.problem = u"The capture cannot be read: "_s + error->text();
    if (!writer.finish())
        imported.problem = writer.error();
    if (imported.error && (imported.error->problem.isEmpty() || (!imported.error->line && !imported.error->offset)))
        imported.problem = u"A fault without a text or a place."_s;
    return imported;
}

} // namespace

QString tryNdjson(QByteArrayView input)
{
    SmallPieces device(input, std::max<qint64>(input.size(), 1));
    const Imported first = import <NdjsonReader>(device);
    if (!first.problem.isEmpty())
        return first.problem;
    SmallPieces again(first.ndjson, 13);
    const Imported second = import <NdjsonReader>(again);
    if (!second.problem.isEmpty())
        return second.problem;
    if (second.error)
        return u"What was written cannot be read: "_s + second.error->text();
    if (second.ndjson != first.ndjson)
        return u"What was written changes when it is read and written."_s;
    return {};
}

QString tryHar(QByteArrayView input)
{
    SmallPieces whole(input, std::max<qint64>(input.size(), 1));
    const Imported first = import <HarReader>(whole);
    if (!first.problem.isEmpty())
        return first.problem;
    SmallPieces pieces(input, 3);
    const Imported second = import <HarReader>(pieces);
    if (!second.problem.isEmpty())
        return second.problem;
    if (second.ndjson != first.ndjson)
        return u"The capture depends on how the input was cut."_s;
    if (first.error.has_value() != second.error.has_value())
        return u"The fault depends on how the input was cut."_s;
    return {};
}

} // namespace Fuzz
