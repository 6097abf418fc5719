// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/application.h"
#include "relaycore/client/relayerror.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QXmlStreamReader>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace Qt::Literals::StringLiterals;

/// Every language of translations/ is complete, and is found by its locale.
class tst_Translations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void complete_data();
    void complete();
    void installedByLocale();
};

void tst_Translations::complete_data()
{
    QTest::addColumn<QString>("file");
    const QDir directory(QStringLiteral(RELAY_TRANSLATIONS));
    for (const QString &name : directory.entryList({u"*.ts"_s}))
        QTest::addRow("%s", qPrintable(name)) << directory.filePath(name);
}

void tst_Translations::complete()
{
    QFETCH(QString, file);
    QFile input(file);
    QVERIFY(input.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&input);
    QString source;
    int messages = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "source"_L1) {
            source = xml.readElementText();
            ++messages;
        } else if (xml.name() == "translation"_L1) {
            QVERIFY2(!xml.attributes().hasAttribute("type"_L1), qPrintable(u"unfinished: "_s + source));
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            QVERIFY2(!text.isEmpty(), qPrintable(u"untranslated: "_s + source));
            for (const QString &place : {u"%1"_s, u"%2"_s, u"%3"_s, u"%n"_s}) {
                QVERIFY2(source.contains(place) == text.contains(place), qPrintable(u"the places differ: "_s + source));
            }
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(messages > (file.contains("relaycore_"_L1) ? 40 : 150));
}

void tst_Translations::installedByLocale()
{
    QVERIFY(Inspector::installTranslations(*qApp, QLocale(u"de_AT"_s)));
    QCOMPARE(QCoreApplication::translate("Inspector::MainActions", "Open…"), u"Öffnen…"_s);
    RelayCore::RelayError error;
    error.setText("%1 refused the connection.", {u"127.0.0.1:1"_s});
    QCOMPARE(error.text, u"127.0.0.1:1 refused the connection."_s);
    QCOMPARE(error.translatedText(), u"127.0.0.1:1 hat die Verbindung abgelehnt."_s);
}

QTEST_MAIN(tst_Translations)
#include "tst_translations.moc"
