// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/displaytext.h"

#include <QtTest/QTest>

using namespace RelayCore;
using namespace Qt::StringLiterals;

class tst_DisplayText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void lineBreaksStayWhereAskedFor();
    void everyCharacterOfTheCategories();
};

void tst_DisplayText::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const QString &text, const QString &shown) {
        QTest::newRow(name) << text << shown;
    };
    const auto kept = [&row](const char *name, const QString &text) { row(name, text, text); };
    kept("empty", {});
    kept("ASCII", u"alpha (7) ~ \\n"_s);
    kept("other languages", u"Zürich → 東京 עברית हिन्दी"_s);
    kept("emoji", u"🔑 ☎\ufe0f"_s);
    kept("combining accents", u"e\u0301"_s);
    row("an escape sequence", u"\u001b[31mred"_s, u"\\u001b[31mred"_s);
    row("a null", u"a"_s + QChar(0) + u"b"_s, u"a\\u0000b"_s);
    row("delete", u"a\u007fb"_s, u"a\\u007fb"_s);
    row("control characters of the second block", u"a\u0085\u009bb"_s, u"a\\u0085\\u009bb"_s);
    row("line breaks", u"a\nb\r\nc\td"_s, u"a\\nb\\r\\nc\\td"_s);
    row("line and paragraph separators", u"a\u2028b\u2029c"_s, u"a\\u2028b\\u2029c"_s);
    row("an override that reverses what follows", u"a\u202etxt.exe"_s, u"a\\u202etxt.exe"_s);
    row("isolates and marks", u"\u2066a\u2069\u200e\u200f\u061c"_s, u"\\u2066a\\u2069\\u200e\\u200f\\u061c"_s);
    row("zero width", u"pay\u200bpal\u200c\u200d\u2060\ufeff"_s, u"pay\\u200bpal\\u200c\\u200d\\u2060\\ufeff"_s);
    row("a soft hyphen", u"a\u00adb"_s, u"a\\u00adb"_s);
    row("tags", u"a\U000E0041\U000E007F"_s, u"a\\u{e0041}\\u{e007f}"_s);
    row("variation selectors that smuggle bytes", u"a\ufe00\U000E0100"_s, u"a\\ufe00\\u{e0100}"_s);
    row("letters that show nothing", u"a\u3164\uffa0\u115f\u2800"_s, u"a\\u3164\\uffa0\\u115f\\u2800"_s);
    row("a high surrogate alone", u"a"_s + QChar(0xd83d) + u"b"_s, u"a\\ud83db"_s);
    row("a high surrogate at the end", u"a"_s + QChar(0xd83d), u"a\\ud83d"_s);
    row("a low surrogate alone", QChar(0xdc11) + u"b"_s, u"\\udc11b"_s);
    row("surrogates in the wrong order", QString(QChar(0xdc11)) + QChar(0xd83d), u"\\udc11\\ud83d"_s);
    row("private use", u"\ue000\U0010fffd"_s, u"\\ue000\\u{10fffd}"_s);
    row("no character", u"\ufdd0"_s + QChar(0xffff), u"\\ufdd0\\uffff"_s);
}

void tst_DisplayText::texts()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(displayText(text), shown);
    QCOMPARE(displayText(shown), shown);
}

void tst_DisplayText::lineBreaksStayWhereAskedFor()
{
    QCOMPARE(displayText(u"a\tb\nc\rd\u2028e"_s, LineBreaks::Keep), u"a\tb\nc\\rd\\u2028e"_s);
}

void tst_DisplayText::everyCharacterOfTheCategories()
{
    for (char32_t c = 0; c <= 0x10ffff; ++c) {
        const QString text = QStringView(QChar::fromUcs4(c)).toString(); // QString::fromUcs4() drops U+FEFF.
        const QString shown = displayText(text);
        const QChar::Category category = QChar::category(c);
        const bool hidden = category == QChar::Other_Control || category == QChar::Other_Format
                            || category == QChar::Separator_Line || category == QChar::Separator_Paragraph
                            || category == QChar::Other_Surrogate;
        if (hidden)
            QVERIFY2(shown.startsWith(u'\\') && shown.size() > 1, qPrintable(QString::number(c, 16)));
    }
}

QTEST_APPLESS_MAIN(tst_DisplayText)
#include "tst_displaytext.moc"
