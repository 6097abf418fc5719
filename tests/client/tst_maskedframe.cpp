// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/maskedframe.h"
#include "tests/support/wirebytes.h"

#include <QtTest/QTest>

using RelayCore::maskedCloseFrame;
using RelayCore::maskedFrame;
using RelayCore::Opcode;

class tst_MaskedFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsAFrameThatIsWrittenByteByByte_data()
    {
        QTest::addColumn<qsizetype>("size");
        // Around the words that are masked at once, and around the three forms of a length.
        for (const qsizetype size :
             {0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 124, 125, 126, 127, 128, 1259, 65'534, 65'535, 65'536, 65'537, 200'003})
            QTest::addRow("%lld bytes", static_cast<long long>(size)) << size;
    }

    void equalsAFrameThatIsWrittenByteByByte()
    {
        QFETCH(const qsizetype, size);
        QByteArray payload(size, Qt::Uninitialized);
        for (qsizetype i = 0; i < size; ++i)
            payload[i] = char(i * 7 + 3);
        const QByteArray expected = WireBytes::frame({.payload = payload, .mask = QByteArray::fromHex("9af0017e")});
        QCOMPARE(maskedFrame(Opcode::Text, payload, 0x9af0017e), expected);
    }

    void theOpcodeIsWritten_data()
    {
        QTest::addColumn<Opcode>("opcode");
        QTest::addRow("text") << Opcode::Text;
        QTest::addRow("binary") << Opcode::Binary;
        QTest::addRow("close") << Opcode::Close;
        QTest::addRow("ping") << Opcode::Ping;
        QTest::addRow("pong") << Opcode::Pong;
    }

    void theOpcodeIsWritten()
    {
        QFETCH(const Opcode, opcode);
        const QByteArray expected =
            WireBytes::frame({.opcode = quint8(opcode), .payload = "abc", .mask = QByteArray::fromHex("00000001")});
        QCOMPARE(maskedFrame(opcode, "abc", 1), expected);
    }

    void aCloseFrameHoldsItsCode()
    {
        const QByteArray expected = WireBytes::frame(
            {.opcode = 0x8, .payload = QByteArray::fromHex("0fa1"), .mask = QByteArray::fromHex("01020304")});
        QCOMPARE(maskedCloseFrame(4001, 0x01020304), expected);
    }
};

QTEST_APPLESS_MAIN(tst_MaskedFrame)
#include "tst_maskedframe.moc"
