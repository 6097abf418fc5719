// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/inputline.h"
#include "inspector/cli/linesplitter.h"

#include <QtTest/QTest>

using namespace RelayCore;
using namespace Inspector;
using namespace Qt::StringLiterals;

namespace {

const QUuid alpha(0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
const QUuid beta(0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2);
const InputIdentity self{alpha, u"al \"pha\""_s};

PeerConnection offerFrom(const QUuid &uuid, const QString &name)
{
    return {uuid, name, beta, DescriptionType::Offer, u"v=0"_s, std::nullopt};
}

/// "1:text 2!" for lines 1 ("text") and 2 (too long).
QString shown(const QList<InputText> &lines)
{
    QStringList words;
    for (const InputText &line : lines)
        words.append(QString::number(line.number) + (line.tooLong ? u"!"_s : u':' + QString::fromUtf8(line.text)));
    return words.join(u' ');
}

} // namespace

class tst_InputLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepted_data();
    void accepted();
    void refused_data();
    void refused();
    void lines_data();
    void lines();
};

void tst_InputLine::accepted_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<RelayMessage>("expected");

    const auto rest =
        R"("peer_uuid":"be7a0000-0000-4000-8000-000000000002","description_type":"offer","description":"v=0"})"_ba;
    const auto head = R"({"message_type":"peer_connection",)"_ba;
    QTest::addRow("both sources are filled in") << head + rest << RelayMessage(offerFrom(alpha, self.name));
    QTest::addRow("white space in front is no obstacle")
        << " \t" + head + rest << RelayMessage(offerFrom(alpha, self.name));
    QTest::addRow("the name alone is filled in")
        << head + R"("source_uuid":"be7a0000-0000-4000-8000-000000000002",)" + rest
        << RelayMessage(offerFrom(beta, self.name));
    QTest::addRow("the UUID alone is filled in")
        << head + R"("source_name":"other",)" + rest << RelayMessage(offerFrom(alpha, u"other"_s));
    QTest::addRow("what the line says itself stays")
        << head + R"("source_name":"other","source_uuid":"be7a0000-0000-4000-8000-000000000002",)" + rest
        << RelayMessage(offerFrom(beta, u"other"_s));
    QTest::addRow("a registration is sent as it is")
        << R"({"message_type":"relay_registration","name":"x","uuid":"be7a0000-0000-4000-8000-000000000002"})"_ba
        << RelayMessage(RelayRegistration{u"x"_s, beta});
}

void tst_InputLine::accepted()
{
    QFETCH(const QByteArray, line);
    QFETCH(const RelayMessage, expected);
    const auto read = readInputLine(line, self);
    const auto *message = std::get_if<RelayMessage>(&read);
    QVERIFY2(message, message ? "" : qPrintable(std::get<InputError>(read).text));
    QVERIFY(*message == expected);
}

void tst_InputLine::refused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("mentions");
    QTest::addRow("words") << "secret"_ba << QString();
    QTest::addRow("a list") << "[\"secret\"]"_ba << u"object"_s;
    QTest::addRow("two objects") << R"({"message_type":"secret"} {})"_ba << QString();
    QTest::addRow("an unknown type") << R"({"message_type":"secret"})"_ba << u"message_type"_s;
    QTest::addRow("a missing peer")
        << R"({"message_type":"peer_connection","description_type":"offer","description":"secret"})"_ba
        << u"peer_uuid"_s;
    QTest::addRow("a source that is null, not missing")
        << R"({"message_type":"peer_connection","source_uuid":null,"peer_uuid":"be7a0000-0000-4000-8000-000000000002","description_type":"offer","description":"secret"})"_ba
        << u"source_uuid"_s;
    QTest::addRow("a registration without its UUID")
        << R"({"message_type":"relay_registration","name":"secret"})"_ba << u"uuid"_s;
    QTest::addRow("not UTF-8") << "{\"message_type\":\"secret\xff\"}"_ba << u"UTF-8"_s;
}

void tst_InputLine::refused()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, mentions);
    const auto read = readInputLine(line, self);
    const auto *error = std::get_if<InputError>(&read);
    QVERIFY(error);
    QVERIFY(!error->text.isEmpty());
    QVERIFY2(error->text.contains(mentions), qPrintable(error->text));
    QVERIFY2(!error->text.contains(u"secret"_s), qPrintable(error->text));
}

void tst_InputLine::lines_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("expected");
    QTest::addRow("nothing") << ""_ba << u""_s;
    QTest::addRow("one line") << "a\n"_ba << u"1:a"_s;
    QTest::addRow("the last line needs no end") << "a\nb"_ba << u"1:a 2:b"_s;
    QTest::addRow("Windows line ends") << "a\r\nb\r\n"_ba << u"1:a 2:b"_s;
    QTest::addRow("blank lines count but are skipped") << "\n  \na\n\n"_ba << u"3:a"_s;
    QTest::addRow("a byte order mark before the first line") << "\xef\xbb\xbf"
                                                                "a\n\xef\xbb\xbf"_ba
                                                             << u"1:a 2:"_s;
    QTest::addRow("a byte order mark alone") << "\xef\xbb\xbf\r\n"_ba << QString();
    QTest::addRow("a line of the longest length") << "12345678\na\n"_ba << u"1:12345678 2:a"_s;
    QTest::addRow("a line too long is reported once, the next one is read") << "123456789abc\na\n"_ba << u"1! 2:a"_s;
    QTest::addRow("too long and without an end") << "123456789abc"_ba << u"1!"_s;
}

void tst_InputLine::lines()
{
    QFETCH(const QByteArray, input);
    QFETCH(const QString, expected);
    for (qsizetype step = 1; step <= input.size() + 1; ++step) {
        LineSplitter splitter(8);
        QList<InputText> lines;
        for (qsizetype at = 0; at < input.size(); at += step)
            lines += splitter.add(QByteArrayView(input).sliced(at, std::min(step, input.size() - at)));
        if (const auto last = splitter.finish())
            lines.append(*last);
        QCOMPARE(shown(lines), expected);
    }
}

QTEST_GUILESS_MAIN(tst_InputLine)
#include "tst_inputline.moc"
