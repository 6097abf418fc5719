// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/theme/theme.h"
#include "inspector/views/textrows.h"
#include "inspector/views/textrowsview.h"
#include "tests/views/guitest.h"

#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList rowsOf(const TextRows &rows)
{
    QStringList texts;
    for (qsizetype row = 0; row < rows.rowCount(); ++row)
        texts.append(rows.text(rows.row(row)));
    return texts;
}

} // namespace

/// Texts of any size in rows: wrapping, positions, search, selection, copying.
class tst_TextRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnOtherWarnings(); }
    void wrapping_data();
    void wrapping();
    void positionsAndRowsAgree_data() { wrapping_data(); }
    void positionsAndRowsAgree();
    void hexDump_data();
    void hexDump();
    void findsInTextAndBytes();
    void searchGoesOverTheEndAndBack();
    void searchCrossesSlices();
    void keysSelectAndCopy();
    void unprintableCharactersAreCopiedAsTheyAre();
    void theTopStaysWhenTheWidthChanges();
};

void tst_TextRows::wrapping_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QStringList>("rows");
    QTest::addRow("nothing") << QString() << 4 << QStringList{u""_s};
    QTest::addRow("exactly a row") << u"abcd"_s << 4 << QStringList{u"abcd"_s};
    QTest::addRow("one more") << u"abcde"_s << 4 << QStringList{u"abcd"_s, u"e"_s};
    QTest::addRow("lines") << u"ab\n\ncd\n"_s << 4 << QStringList{u"ab"_s, u""_s, u"cd"_s, u""_s};
    QTest::addRow("carriage returns") << u"ab\r\ncd"_s << 4 << QStringList{u"ab"_s, u"cd"_s};
    QTest::addRow("wide characters take two")
        << u"\u4e00\u4e8c\u4e09"_s << 4 << QStringList{u"\u4e00\u4e8c"_s, u"\u4e09"_s};
    QTest::addRow("a surrogate pair stays whole") << u"a\U0001F600b"_s << 4 << QStringList{u"a\U0001F600"_s, u"b"_s};
}

void tst_TextRows::wrapping()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    PlainTextRows rows(std::make_shared<const TextLines>(text));
    rows.setColumns(columns);
    QTEST(rowsOf(rows), "rows");
    QCOMPARE(rows.text({0, rows.size()}), text);
}

void tst_TextRows::positionsAndRowsAgree()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    PlainTextRows rows(std::make_shared<const TextLines>(text));
    rows.setColumns(columns);
    for (qsizetype row = 0; row < rows.rowCount(); ++row) {
        const TextRows::Range range = rows.row(row);
        for (qsizetype position = range.begin; position < range.end; ++position) {
            if (!text.at(position).isLowSurrogate())
                QCOMPARE(rows.rowOf(position), row);
        }
    }
}

void tst_TextRows::hexDump_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addRow("nothing") << QByteArray() << QString();
    QTest::addRow("less than a row") << QByteArray("ab\n") << u"0000  61 62 0a                 ab·     "_s;
    QTest::addRow("a whole row and one byte")
        << QByteArray("abcdefghi")
        << u"0000  61 62 63 64 65 66 67 68  abcdefgh\n0008  69                       i       "_s;
    QTest::addRow("beyond ASCII") << QByteArray("\xc3\xa4") << u"0000  c3 a4                    ··      "_s;
}

void tst_TextRows::hexDump()
{
    QFETCH(QByteArray, bytes);
    HexRows rows(bytes);
    rows.setColumns(40);
    QTEST(rows.text({0, rows.size()}), "text");
}

void tst_TextRows::findsInTextAndBytes()
{
    const PlainTextRows text(std::make_shared<const TextLines>(u"One two ONE"_s));
    QCOMPARE(text.find(u"one"_s, {0, 11}, false), std::optional(TextRows::Range{0, 3}));
    QCOMPARE(text.find(u"one"_s, {0, 11}, true), std::optional(TextRows::Range{8, 11}));
    QVERIFY(!text.find(u"three"_s, {0, 11}, false));

    const HexRows bytes(QByteArray("{\"a\":1}"));
    QCOMPARE(bytes.text(*bytes.find(u"22 61"_s, {0, 7}, false)), u"22 61"_s);
    QCOMPARE(bytes.text(*bytes.find(u":1"_s, {0, 7}, false)), u"3a 31"_s);
}

void tst_TextRows::searchGoesOverTheEndAndBack()
{
    Theme theme;
    TextRowsView view(&theme);
    view.resize(300, 200);
    view.setText(u"needle hay needle hay"_s);
    QSignalSpy finished(&view, &TextRowsView::findFinished);
    const auto place = [&](bool backwards) {
        view.find(u"NEEDLE"_s, backwards);
        const bool over = QTest::qWaitFor([&finished] { return !finished.isEmpty(); });
        return over && finished.takeFirst().first().toBool() && view.selectedText() == "needle"_L1;
    };
    QVERIFY(place(false));
    QVERIFY(place(false));
    QVERIFY(place(false));
    QVERIFY(place(true));
    view.find(u"straw"_s, false);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!finished.takeFirst().first().toBool());
}

void tst_TextRows::searchCrossesSlices()
{
    Theme theme;
    TextRowsView view(&theme);
    view.resize(300, 200);
    // Around every border of a slice there is a place.
    QString text(3 * 1024 * 1024, u'.');
    const qsizetype border = 256 * 1024;
    for (qsizetype at = border - 3; at < text.size(); at += border)
        text.replace(at, 6, u"needle"_s);
    view.setText(text);
    QSignalSpy finished(&view, &TextRowsView::findFinished);
    for (qsizetype i = 1; i <= text.size() / border; ++i) {
        view.find(u"needle"_s, false);
        QTRY_COMPARE(finished.size(), int(i));
        QVERIFY(finished.last().first().toBool());
        QCOMPARE(view.selectedText(), u"needle"_s);
    }
}

void tst_TextRows::keysSelectAndCopy()
{
    Theme theme;
    TextRowsView view(&theme);
    view.resize(300, 200);
    view.show();
    view.setText(u"first\nsecond\nthird"_s);
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(view.selectedText(), u"second"_s);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"second"_s);
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(view.selectedText(), u"first\nsecond\nthird"_s);
    QTest::keyClick(&view, Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(view.selectedText(), u"f"_s);
}

void tst_TextRows::unprintableCharactersAreCopiedAsTheyAre()
{
    Theme theme;
    TextRowsView view(&theme);
    const QString text = u"a\u202eb\x01c"_s;
    view.setText(text);
    view.resize(300, 200);
    view.show();
    view.selectAll();
    QCOMPARE(view.selectedText(), text);
}

void tst_TextRows::theTopStaysWhenTheWidthChanges()
{
    Theme theme;
    TextRowsView view(&theme);
    view.resize(400, 200);
    view.show();
    QStringList lines;
    for (int i = 0; i < 500; ++i)
        lines.append(u"%1 "_s.arg(i, 3).repeated(30));
    view.setText(lines.join(u'\n'));
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
    const qsizetype top = view.topRow();
    const qsizetype rows = view.rowCount();
    view.resize(800, 200);
    QVERIFY(view.rowCount() < rows);
    QVERIFY(qAbs(double(view.topRow()) / double(view.rowCount()) - double(top) / double(rows)) < 0.02);
}

QTEST_MAIN(tst_TextRows)
#include "tst_textrows.moc"
