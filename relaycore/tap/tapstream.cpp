// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/tap/tapstream.h"

#include "relaycore/tap/tapcodec.h"

#include <QtCore/QtEndian>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;

void TapStream::append(QByteArrayView bytes)
{
    if (m_broken)
        return;
    if (m_read > 0) {
        m_bytes.remove(0, m_read);
        m_offset += m_read;
        m_read = 0;
    }
    m_bytes.append(bytes);
}

std::optional<TapStream::Item> TapStream::next()
{
    if (m_broken)
        return std::nullopt;
    const QByteArray expected = TapCodec::beginning();
    if (!m_begun) {
        const QByteArrayView seen = QByteArrayView(m_bytes).first(qMin(m_bytes.size(), expected.size()));
        const qsizetype magic = qMin(seen.size(), expected.size() - 2);
        if (seen.first(magic) != QByteArrayView(expected).first(magic))
            return fail(u"This is not the stream of a RelayCore tap."_s);
        if (seen.size() < expected.size())
            return std::nullopt;
        if (seen != expected) {
            return fail(u"The tap speaks version %1 of its stream, and this program reads version %2: use the Relay "
                        "Inspector that belongs to the application."_s.arg(int(quint8(seen[6])) - '0')
                            .arg(version));
        }
        m_begun = true;
        m_read = expected.size();
    }
    while (m_bytes.size() - m_read >= 4) {
        const auto length = qsizetype(qFromBigEndian<quint32>(m_bytes.constData() + m_read));
        if (length > maxRecordBytes)
            return fail(
                u"A record of the tap claims %1 bytes; at most %2 are allowed."_s.arg(length).arg(maxRecordBytes));
        if (m_bytes.size() - m_read - 4 < length)
            return std::nullopt;
        auto item = TapCodec::decode(QByteArrayView(m_bytes).sliced(m_read + 4, length));
        if (item) {
            if (const auto *error = std::get_if<Error>(&*item))
                return fail(error->text);
        }
        m_read += 4 + length;
        if (item)
            return item;
    }
    return std::nullopt;
}

TapStream::Item TapStream::fail(const QString &text)
{
    m_broken = true;
    const qint64 offset = m_offset + m_read;
    m_bytes.clear();
    return Error{u"%1 (At byte %2 of the stream.)"_s.arg(text, QString::number(offset))};
}

} // namespace RelayCore
