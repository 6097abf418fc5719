// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/utf8.h"

#include <QtTest/QTest>

/// Judged by QString, which takes all texts the same way.
class tst_Utf8 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ascii();
    void anythingElseInEveryPlace_data();
    void anythingElseInEveryPlace();
    void aByteOrderMarkStaysInsideAText();
    void longAndShortTextsTakeTurns();
};

namespace {

/// \a size ASCII characters, all of them in turn.
QString asciiText(qsizetype size)
{
    QString text(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        text[i] = QChar(static_cast<char16_t>((i * 37 + size) % 128));
    return text;
}

std::string_view viewOf(const QByteArray &utf8)
{
    return {utf8.constData(), static_cast<std::size_t>(utf8.size())};
}

} // namespace

void tst_Utf8::ascii()
{
    for (qsizetype size = 0; size < 300; ++size) {
        const QString text = asciiText(size);
        const QByteArray utf8 = text.toUtf8();
        QCOMPARE(RelayCore::toUtf8(text).toByteArray(), utf8);
        QCOMPARE(RelayCore::fromUtf8(viewOf(utf8)), text);
    }
    QCOMPARE(RelayCore::toUtf8({}).size(), 0);
    QCOMPARE(RelayCore::fromUtf8({}), QString());
}

void tst_Utf8::anythingElseInEveryPlace_data()
{
    QTest::addColumn<QString>("intruder");
    QTest::addRow("first of two bytes") << QString(QChar(0x80));
    QTest::addRow("last of Latin-1") << QString(QChar(0xff));
    QTest::addRow("a byte that is ASCII above one that is not") << QString(QChar(0x0180));
    QTest::addRow("a byte that is not ASCII above one that is") << QString(QChar(0x8041));
    QTest::addRow("last of two bytes") << QString(QChar(0x07ff));
    QTest::addRow("byte order mark") << QString(QChar(0xfeff));
    QTest::addRow("last of three bytes") << QString(QChar(0xffff));
    QTest::addRow("a pair of surrogates") << QString(u'\xd83d') + QChar(u'\xde00');
}

void tst_Utf8::anythingElseInEveryPlace()
{
    QFETCH(const QString, intruder);
    for (const qsizetype size : {0, 1, 14, 15, 16, 17, 31, 32, 33, 70}) {
        for (qsizetype place = 0; place <= size; ++place) {
            const QString text = asciiText(size).insert(place, intruder);
            const QByteArray utf8 = text.toUtf8();
            QCOMPARE(RelayCore::toUtf8(text).toByteArray(), utf8);
            QCOMPARE(RelayCore::fromUtf8(viewOf(utf8)), text);
        }
    }
}

void tst_Utf8::aByteOrderMarkStaysInsideAText()
{
    QCOMPARE(RelayCore::fromUtf8("\xEF\xBB\xBF"), QString(QChar(0xfeff)));
    QCOMPARE(RelayCore::fromUtf8("\xEF\xBB\xBF\xEF\xBB\xBFq"), QString(QChar(0xfeff)) + QChar(0xfeff) + u'q');
}

void tst_Utf8::longAndShortTextsTakeTurns()
{
    // The buffer of the thread grows for a long text, and is not kept for the next short one.
    for (const qsizetype size : {10, 100'000, 3, 200'000, 60'000, 0, 1'000'000, 17}) {
        const QString text = asciiText(size);
        QCOMPARE(RelayCore::toUtf8(text).toByteArray(), text.toLatin1());
        const QString other = text + u'\u20ac';
        QCOMPARE(RelayCore::toUtf8(other).toByteArray(), other.toUtf8());
    }
}

QTEST_GUILESS_MAIN(tst_Utf8)
#include "tst_utf8.moc"
