// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/theme/theme.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using Inspector::Theme;

namespace {

constexpr qreal readable = 4.5;

const QList<Theme::Token> texts{Theme::Token::Text,         Theme::Token::Muted,        Theme::Token::Accent,
                                Theme::Token::SelectedText, Theme::Token::Registration, Theme::Token::Response,
                                Theme::Token::Offer,        Theme::Token::Answer,       Theme::Token::Error,
                                Theme::Token::Control,      Theme::Token::Good,         Theme::Token::Waiting};
const QList<Theme::Token> backgrounds{Theme::Token::Window, Theme::Token::Base, Theme::Token::Alternate,
                                      Theme::Token::Selection, Theme::Token::Match};

QByteArray word(Theme::Token token)
{
    return QVariant::fromValue(token).toString().toLatin1();
}

} // namespace

class tst_Theme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsMeasuredAsWcagDoes();
    void textIsReadable_data();
    void textIsReadable();
    void paletteIsReadable_data();
    void paletteIsReadable();
    void schemes();
    void tokensByName();
    void fixedFontHasTabularDigits();
};

void tst_Theme::contrastIsMeasuredAsWcagDoes()
{
    QCOMPARE(qRound(Theme::contrast(Qt::black, Qt::white) * 100), 2100);
    QCOMPARE(qRound(Theme::contrast(Qt::white, Qt::white) * 100), 100);
    QCOMPARE(qRound(Theme::contrast(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448);
}

void tst_Theme::textIsReadable_data()
{
    QTest::addColumn<Theme::Scheme>("scheme");
    QTest::addColumn<Theme::Token>("text");
    QTest::addColumn<Theme::Token>("behind");
    for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        for (const Theme::Token text : texts) {
            for (const Theme::Token behind : backgrounds) {
                QTest::addRow("%s is readable on %s and on its chip there, %s", word(text).constData(),
                              word(behind).constData(), scheme == Theme::Scheme::Dark ? "dark" : "light")
                    << scheme << text << behind;
            }
        }
    }
}

void tst_Theme::textIsReadable()
{
    QFETCH(Theme::Scheme, scheme);
    QFETCH(Theme::Token, text);
    QFETCH(Theme::Token, behind);
    Theme theme;
    theme.setScheme(scheme);
    QVERIFY2(Theme::contrast(theme.colour(text), theme.colour(behind)) >= readable,
             qPrintable(QString::number(Theme::contrast(theme.colour(text), theme.colour(behind)))));
    const QColor chip = theme.chip(text, behind);
    QVERIFY2(Theme::contrast(theme.colour(text), chip) >= readable,
             qPrintable(QString::number(Theme::contrast(theme.colour(text), chip))));
    QVERIFY(chip != theme.colour(behind));
    QCOMPARE(chip.alpha(), 255);
}

void tst_Theme::paletteIsReadable_data()
{
    QTest::addColumn<Theme::Scheme>("scheme");
    QTest::addColumn<QPalette::ColorRole>("text");
    QTest::addColumn<QPalette::ColorRole>("behind");
    for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        const char *name = scheme == Theme::Scheme::Dark ? "dark" : "light";
        QTest::addRow("text of windows, %s", name) << scheme << QPalette::WindowText << QPalette::Window;
        QTest::addRow("text of lists, %s", name) << scheme << QPalette::Text << QPalette::Base;
        QTest::addRow("text of every second row, %s", name) << scheme << QPalette::Text << QPalette::AlternateBase;
        QTest::addRow("text of buttons, %s", name) << scheme << QPalette::ButtonText << QPalette::Button;
        QTest::addRow("text of selected rows, %s", name) << scheme << QPalette::HighlightedText << QPalette::Highlight;
        QTest::addRow("text of tool tips, %s", name) << scheme << QPalette::ToolTipText << QPalette::ToolTipBase;
        QTest::addRow("placeholders, %s", name) << scheme << QPalette::PlaceholderText << QPalette::Base;
        QTest::addRow("links, %s", name) << scheme << QPalette::Link << QPalette::Base;
    }
}

void tst_Theme::paletteIsReadable()
{
    QFETCH(Theme::Scheme, scheme);
    QFETCH(QPalette::ColorRole, text);
    QFETCH(QPalette::ColorRole, behind);
    Theme theme;
    theme.setScheme(scheme);
    const QPalette palette = theme.palette();
    QVERIFY(Theme::contrast(palette.color(text), palette.color(behind)) >= readable);
}

void tst_Theme::schemes()
{
    Theme theme;
    theme.setScheme(Theme::Scheme::Light);
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setScheme(Theme::Scheme::Dark);
    QCOMPARE(changed.count(), 1);
    QVERIFY(theme.isDark());
    QVERIFY(theme.window().lightnessF() < theme.text().lightnessF());
    theme.setScheme(Theme::Scheme::Dark);
    QCOMPARE(changed.count(), 1);
    theme.setScheme(Theme::Scheme::Light);
    QCOMPARE(changed.count(), 2);
    QVERIFY(!theme.isDark());

    // The scheme that the program applied is not that of the system.
    const bool system = Theme().isDark();
    const QPalette before = QGuiApplication::palette();
    theme.setScheme(system ? Theme::Scheme::Light : Theme::Scheme::Dark);
    QGuiApplication::setPalette(theme.palette());
    theme.setScheme(Theme::Scheme::System);
    QGuiApplication::setPalette(before);
    QCOMPARE(theme.isDark(), system);
}

void tst_Theme::tokensByName()
{
    Theme theme;
    QCOMPARE(theme.colour(u"offer"_s), theme.offer());
    QCOMPARE(theme.colour(u"selectedText"_s), theme.selectedText());
    QCOMPARE(theme.colour(u"muted"_s), theme.muted());
    QCOMPARE(theme.colour(u"no such token"_s), theme.text());
    QCOMPARE(theme.colour(QString()), theme.text());
    QCOMPARE(theme.chip(u"offer"_s), theme.chip(Theme::Token::Offer));
    QCOMPARE(theme.chip(u"offer"_s, true), theme.chip(Theme::Token::Offer, Theme::Token::Selection));
}

void tst_Theme::fixedFontHasTabularDigits()
{
    const QFontMetricsF metrics(Theme::fixedFont());
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        QCOMPARE(metrics.horizontalAdvance(QChar(digit)), metrics.horizontalAdvance(u'0'));
    QVERIFY(Theme::fixedFont(0.5).pointSizeF() < Theme::fixedFont().pointSizeF());
}

QTEST_MAIN(tst_Theme)
#include "tst_theme.moc"
