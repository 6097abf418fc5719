// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/ndjsonreader.h"
#include "inspector/formats/ndjsonwriter.h"
#include "tests/formats/formatstest.h"
#include "tests/formats/randomcapture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

class tst_Ndjson : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_files = 0;

    [[nodiscard]] QString newPath() { return m_folder.filePath(u"%1.relaycap"_s.arg(++m_files)); }

    [[nodiscard]] static QByteArray written(const QString &path)
    {
        return FormatsTest::written<NdjsonWriter>(path, CaptureScan::Order::Time);
    }
    [[nodiscard]] static auto read(const QByteArray &ndjson, const QString &path)
    {
        return FormatsTest::read<NdjsonReader>(ndjson, u"talk.ndjson"_s, path);
    }

private Q_SLOTS:
    void everyTableAndColumnComesBack_data();
    void everyTableAndColumnComesBack();
    void aCaptureOfVersion1ComesBackWithTheNamesOfItsSenders();
    void aMessageWithoutKindIsInterpreted();
    void linesMayEndWithCarriageReturnsOrNotAtAll();
    void anErrorNamesTheLine_data();
    void anErrorNamesTheLine();
    void whatWasReadBeforeAnErrorIsThere();
    void aLongLineIsRead();
};

void tst_Ndjson::everyTableAndColumnComesBack_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 25; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_Ndjson::everyTableAndColumnComesBack()
{
    QFETCH(quint32, seed);
    const QString original = newPath();
    RandomCapture::create(original, seed);
    const QString copy = newPath();
    const QByteArray ndjson = written(original);
    const auto error = read(ndjson, copy);
    QVERIFY2(!error, error ? qPrintable(error->text()) : "");
    QCOMPARE(RandomCapture::difference(copy, original), QByteArray());
    QCOMPARE(written(copy), ndjson);
}

void tst_Ndjson::aCaptureOfVersion1ComesBackWithTheNamesOfItsSenders()
{
    const QString original = QStringLiteral(VECTORS "/version1.relaycap");
    const QString copy = newPath();
    QVERIFY(!read(written(original), copy));
    const auto before = FormatsTest::open(original);
    const auto after = FormatsTest::open(copy);
    const CaptureReader &old = *before;
    const CaptureReader &current = *after;
    QVERIFY(old.messageCount() > 0);
    QCOMPARE(current.messages(1, 1000), old.messages(1, 1000));
    QCOMPARE(current.connections(), old.connections());
    QCOMPARE(current.sources(), old.sources());
    QCOMPARE(current.states(), old.states());
}

void tst_Ndjson::aMessageWithoutKindIsInterpreted()
{
    const QString path = newPath();
    const QByteArray registration =
        R"({\"message_type\":\"relay_registration\",\"name\":\"alpha\",\"uuid\":\"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b\"})";
    QVERIFY(!read(R"({"v":1,"k":"msg","c":4,"t":"17","dir":"sent","text":")" + registration + "\"}\n", path));
    const std::vector<MessageRow> rows = FormatsTest::messages(path);
    QCOMPARE(rows.size(), size_t(1));
    QCOMPARE(rows.front().kind, MessageKind::Registration);
    QCOMPARE(rows.front().sourceName, u"alpha"_s);
    QCOMPARE(rows.front().wireBytes, 0); // Not known, and not made up.
    const QList<ConnectionRow> connections = FormatsTest::open(path)->connections();
    QCOMPARE(connections.size(), 1);
    QCOMPARE(connections.front().name, u"alpha"_s);
    QCOMPARE(connections.front().messages, quint64(1));
}

void tst_Ndjson::linesMayEndWithCarriageReturnsOrNotAtAll()
{
    const QString path = newPath();
    QVERIFY(!read("\xEF\xBB\xBF\r\n{\"v\":1,\"k\":\"msg\",\"c\":1,\"t\":1,\"dir\":\"sent\",\"text\":\"a\"}\r\n\r\n"
                  "{\"v\":1,\"k\":\"msg\",\"c\":1,\"t\":2,\"dir\":\"received\",\"text\":\"b\"}",
                  path));
    QCOMPARE(FormatsTest::messages(path).size(), size_t(2));
}

void tst_Ndjson::anErrorNamesTheLine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("problem");

    QTest::addRow("no JSON") << "{\"v\":1,"_ba << u"it is not valid JSON"_s;
    QTest::addRow("not UTF-8") << "{\"v\":1,\"k\":\"\xff\"}"_ba << u"it is not valid JSON"_s;
    QTest::addRow("no object") << "[1]"_ba << u"a JSON object is expected"_s;
    QTest::addRow("no kind") << "{\"v\":1}"_ba << u"\"k\" must be a text"_s;
    QTest::addRow("unknown kind") << "{\"v\":1,\"k\":\"frob\"}"_ba << u"\"k\" is frob, which is no kind of line"_s;
    QTest::addRow("newer version") << "{\"v\":2,\"k\":\"msg\"}"_ba << u"it has format version 2, only 1 can be read"_s;
    QTest::addRow("an event of relayctl")
        << "{\"event\":\"opened\",\"connection\":1}"_ba << u"it is an event that relayctl printed"_s;
    QTest::addRow("no time") << R"({"v":1,"k":"msg","c":1,"dir":"sent","text":"a"})"_ba
                             << u"\"t\" must be nanoseconds since 1970"_s;
    QTest::addRow("no connection") << R"({"v":1,"k":"msg","t":"1","dir":"sent","text":"a"})"_ba
                                   << u"\"c\" must be a whole number from 1"_s;
    QTest::addRow("no payload") << R"({"v":1,"k":"msg","c":1,"t":"1","dir":"sent"})"_ba << u"\"text\" must be a text"_s;
    QTest::addRow("no base64") << R"({"v":1,"k":"msg","c":1,"t":"1","dir":"sent","b64":"a*"})"_ba
                               << u"\"b64\" must be base64"_s;
    QTest::addRow("no direction") << R"({"v":1,"k":"msg","c":1,"t":"1","dir":"up","text":"a"})"_ba
                                  << u"\"dir\" must be sent or received"_s;
    QTest::addRow("no UUID")
        << R"({"v":1,"k":"msg","c":1,"t":"1","dir":"sent","kind":"offer","peer":"x","text":"a"})"_ba
        << u"\"peer\" must be a UUID"_s;
    QTest::addRow("headers that are none")
        << R"({"v":1,"k":"req","c":1,"line":"GET / HTTP/1.1","headers":[["Host"]]})"_ba
        << u"\"headers\" must be a list of [name, value]"_s;
    QTest::addRow("a number that is too large")
        << R"({"v":1,"k":"open","c":4294967296,"t":"1"})"_ba << u"\"c\" must be a whole number from 1 to 4294967295"_s;
}

void tst_Ndjson::anErrorNamesTheLine()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, problem);
    const QByteArray good = R"({"v":1,"k":"msg","c":1,"t":"1","dir":"sent","text":"a"})";
    const auto error = read(good + "\n\n" + line + '\n' + good, newPath());
    QVERIFY(error);
    QCOMPARE(error->line, quint64(3));
    QVERIFY2(error->problem.startsWith(problem), qPrintable(error->problem));
    QVERIFY2(error->text().startsWith(u"talk.ndjson, line 3: "_s), qPrintable(error->text()));
    QVERIFY2(error->text().endsWith(u"keep what was read before it."_s), qPrintable(error->text()));
}

void tst_Ndjson::whatWasReadBeforeAnErrorIsThere()
{
    const QString path = newPath();
    const QByteArray good = R"({"v":1,"k":"open","c":7,"t":"5","client":"127.0.0.1:1"})"
                            "\n"
                            R"({"v":1,"k":"msg","c":7,"t":"9","dir":"sent","text":"a"})";
    QVERIFY(read(good + "\n{\n", path));
    QCOMPARE(FormatsTest::messages(path).size(), size_t(1));
    QCOMPARE(FormatsTest::open(path)->connections().front().clientAddress, u"127.0.0.1:1"_s);
}

void tst_Ndjson::aLongLineIsRead()
{
    const QString path = newPath();
    const QByteArray payload(5'000'000, 'x');
    QVERIFY(!read(R"({"v":1,"k":"msg","c":1,"t":"1","dir":"sent","text":")" + payload + "\"}\n", path));
    QCOMPARE(FormatsTest::messages(path).front().payload, payload);
}

QTEST_GUILESS_MAIN(tst_Ndjson)
#include "tst_ndjson.moc"
