// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/hexview.h"

#include "inspector/models/messagedetails.h"
#include "inspector/theme/theme.h"

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

HexView::HexView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFont(Theme::fixedFont(0.92));
    setTabChangesFocus(true);
}

void HexView::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_perLine = bytesPerLine();
    refresh();
}

QString HexView::dump(const QByteArray &bytes, int perLine, qsizetype limit)
{
    const qsizetype size = std::min(bytes.size(), limit);
    const int offsetDigits = size > 0x10000 ? 6 : 4;
    QString text;
    text.reserve(size * 5);
    for (qsizetype offset = 0; offset < size; offset += perLine) {
        const qsizetype count = std::min<qsizetype>(perLine, size - offset);
        QString hex;
        QString characters;
        for (qsizetype i = 0; i < count; ++i) {
            const auto byte = uchar(bytes.at(offset + i));
            hex += u"%1 "_s.arg(byte, 2, 16, QLatin1Char('0'));
            characters += byte >= 0x20 && byte < 0x7f ? QChar(ushort(byte)) : QChar(u'·');
        }
        text += u"%1  %2 %3\n"_s.arg(QString::number(offset, 16).rightJustified(offsetDigits, u'0'),
                                     hex.leftJustified(perLine * 3), characters);
    }
    if (bytes.size() > limit)
        text += tr("… %n more bytes", nullptr, int(bytes.size() - limit));
    else
        text.chop(1);
    return text;
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (m_perLine != bytesPerLine()) {
        m_perLine = bytesPerLine();
        refresh();
    }
}

int HexView::bytesPerLine() const
{
    const int room = viewport()->width() - 2 * int(document()->documentMargin());
    const int characters = room / std::max(1, fontMetrics().horizontalAdvance(u'0'));
    // Offset, two gaps, three characters and one for every byte.
    const int fitting = (characters - 8) / 4;
    return fitting >= 16 ? 16 : fitting >= 8 ? 8 : 4;
}

void HexView::refresh()
{
    setPlainText(dump(m_bytes, m_perLine, MessageDetails::hexLimit));
}

} // namespace Inspector
