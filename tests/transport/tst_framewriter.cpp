// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/framereader.h"
#include "inspector/transport/framewriter.h"

#include <QtTest/QTest>

using namespace Inspector;

/// Frames of a client, read back by the frame reader.
class tst_FrameWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesFrames_data();
    void writesFrames();
    void writesClosePayloads();
};

void tst_FrameWriter::writesFrames_data()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size : {0, 1, 125, 126, 65535, 65536})
        QTest::addRow("%lld bytes", qlonglong(size)) << size;
}

void tst_FrameWriter::writesFrames()
{
    QFETCH(const qsizetype, size);
    QByteArray payload;
    for (qsizetype at = 0; at < size; ++at)
        payload.append(char('a' + at % 26));
    const QByteArray frame = clientFrame(RelayCore::Opcode::Text, payload, 0x12345678);
    FrameReader reader(RelayCore::Direction::Sent, {});
    QList<RelayCore::WirePayload> read;
    reader.read(frame, read);
    QCOMPARE(read.size(), 1);
    const auto message = std::get<RelayCore::WireMessage>(read.constFirst()); // a violation would throw
    QCOMPARE(message.payload, payload);
    QCOMPARE(message.wireBytes, qint64(frame.size()));
}

void tst_FrameWriter::writesClosePayloads()
{
    const QByteArray frame = clientFrame(RelayCore::Opcode::Close, closePayload(4001, QByteArray(200, 'x')), 7);
    FrameReader reader(RelayCore::Direction::Sent, {});
    QList<RelayCore::WirePayload> read;
    reader.read(frame, read);
    const auto close = std::get<RelayCore::ControlFrame>(read.constFirst());
    QCOMPARE(close.closeCode, std::optional<quint16>(quint16(4001)));
    QCOMPARE(close.closeReason, QString(123, u'x'));
}

QTEST_APPLESS_MAIN(tst_FrameWriter)
#include "tst_framewriter.moc"
