// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/jsontext.h"
#include "inspector/formats/queuedsink.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

#include <atomic>
#include <random>
#include <thread>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

namespace {

/// Notes what it is given, and refuses one message.
class NotingSink final : public RecordSink
{
public:
    bool source(const SourceRow &row) override { return note('s', row.id); }
    bool state(const StateRow &row) override { return note('t', row.source); }
    bool lost(const LostRow &row) override { return note('l', row.connection); }
    bool opened(const ConnectionRecord &record) override { return note('o', record.row.id); }
    bool message(const MessageRow &row) override { return row.id != refused && note('m', row.id); }
    bool ended(const ConnectionRecord &record) override { return note('e', record.row.id); }
    bool finish() override { return note('f', 0); }
    [[nodiscard]] QString error() const override { return u"refused"_s; }

    MessageId refused = 0;
    std::thread::id thread; ///< That passed the newest record.
    std::vector<std::pair<char, quint32>> notes;

private:
    bool note(char what, quint32 id)
    {
        thread = std::this_thread::get_id();
        notes.emplace_back(what, id);
        return true;
    }
};

MessageRow messageOf(MessageId id, qsizetype bytes = 10)
{
    MessageRow row;
    row.id = id;
    row.payload = QByteArray(bytes, 'x');
    return row;
}

ConnectionRecord connectionOf(RelayCore::ConnectionId id)
{
    ConnectionRecord record;
    record.row.id = id;
    return record;
}

/// As the words of RFC 8259 have it, one byte after the other.
QByteArray escapedPlainly(QByteArrayView utf8)
{
    QByteArray json = "\"";
    for (const char byte : utf8) {
        const qsizetype at = QByteArrayView("\"\\\n\r\t").indexOf(byte);
        if (at >= 0)
            json += QByteArray("\\") + "\"\\nrt"[at];
        else if (uchar(byte) < 0x20)
            json += "\\u00" + QByteArray(1, byte).toHex();
        else
            json += byte;
    }
    return json + '"';
}

} // namespace

/// The parts that writers of files share: texts in JSON, and the thread beside the reader.
class tst_Writing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyByteIsEscaped();
    void textsOfEveryLength();
    void uuids();
    void theOrderIsKept();
    void aFailureEndsIt();
    void whatWaitsIsLeftOut();
};

void tst_Writing::everyByteIsEscaped()
{
    // At every place of a word of eight bytes, among bytes that could be mistaken for it.
    for (int byte = 0; byte < 256; ++byte) {
        for (const char around : {'a', '\x1f', '!', '\x7f', '\xff', '"', '\\', '\0'}) {
            for (int place = 0; place < 24; ++place) {
                QByteArray bytes(24, around);
                bytes[place] = char(byte);
                QByteArray json;
                JsonText::appendString(json, QByteArrayView(bytes));
                QCOMPARE(json, escapedPlainly(bytes));
            }
        }
    }
}

void tst_Writing::textsOfEveryLength()
{
    std::mt19937 random(20'260'101);
    const QString alphabet = u"abcdefgh \"\\\n\r\t\u0001\u001f\u0020\u007f\u00e4\u20ac"_s;
    for (int length = 0; length < 9'000; length += length < 70 ? 1 : 997) {
        QString text;
        while (text.size() < length)
            text += alphabet.at(qsizetype(random() % std::uint32_t(alphabet.size())));
        QByteArray json = "[";
        JsonText::appendString(json, text);
        QCOMPARE(json.mid(1), escapedPlainly(text.toUtf8()));
        QCOMPARE(QJsonDocument::fromJson(json + ']').array().at(0).toString(), text);
    }
}

void tst_Writing::uuids()
{
    for (int i = 0; i < 100; ++i) {
        const QUuid uuid = QUuid::createUuidV5(QUuid(), QByteArray::number(i));
        QByteArray json;
        JsonText::appendUuid(json, "u"_L1, uuid);
        QCOMPARE(json, "\"u\":\"" + uuid.toByteArray(QUuid::WithoutBraces) + '"');
    }
}

void tst_Writing::theOrderIsKept()
{
    NotingSink sink;
    std::vector<std::pair<char, quint32>> expected;
    QueuedSink queue(sink);
    const auto add = [&expected](char what, quint32 id, bool isTaken) {
        expected.emplace_back(what, id);
        return isTaken;
    };
    SourceRow source;
    source.id = 7;
    QVERIFY(add('s', 7, queue.source(source)));
    for (quint32 i = 1; i <= 5'000; ++i) {
        if (i % 100 == 1)
            QVERIFY(add('o', i, queue.opened(connectionOf(i))));
        // Some batches are full of records, some of bytes.
        QVERIFY(add('m', i, queue.message(messageOf(i, i % 1'000 == 0 ? 2'000'000 : 10))));
        if (i % 100 == 0)
            QVERIFY(add('e', i, queue.ended(connectionOf(i))));
    }
    StateRow state;
    state.source = 7;
    LostRow lost;
    lost.connection = 3;
    QVERIFY(add('t', 7, queue.state(state)));
    QVERIFY(add('l', 3, queue.lost(lost)));
    QVERIFY(queue.finish());
    QVERIFY(sink.thread == std::this_thread::get_id()); // finish() is called by the caller's thread.
    expected.emplace_back('f', 0);
    QVERIFY(sink.notes == expected);
}

void tst_Writing::aFailureEndsIt()
{
    NotingSink sink;
    sink.refused = 1'000;
    QueuedSink queue(sink);
    quint32 taken = 0;
    while (queue.message(messageOf(taken + 1)))
        ++taken;
    QVERIFY(taken >= 1'000);
    QCOMPARE(queue.error(), u"refused"_s);
    QCOMPARE(sink.notes.size(), std::size_t(999));
    QVERIFY(!queue.finish());
    QCOMPARE(sink.notes.size(), std::size_t(999));

    NotingSink last;
    last.refused = 1;
    QueuedSink few(last);
    QVERIFY(few.message(messageOf(1)));
    QVERIFY(!few.finish());
    QCOMPARE(few.error(), u"refused"_s);
}

void tst_Writing::whatWaitsIsLeftOut()
{
    NotingSink sink;
    {
        QueuedSink queue(sink);
        for (quint32 i = 1; i <= 100; ++i)
            QVERIFY(queue.message(messageOf(i)));
    }
    QVERIFY(sink.notes.empty()); // They were no batch yet.
}

QTEST_GUILESS_MAIN(tst_Writing)
#include "tst_writing.moc"
