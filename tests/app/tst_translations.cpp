// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/attemptcase.h"
#include "inspector/app/application.h"
#include "inspector/capture/capturereader.h"
#include "inspector/capture/capturewriter.h"
#include "inspector/capture/postgresconnection.h"
#include "inspector/capture/systemerror.h"
#include "inspector/check/problem.h"
#include "inspector/check/steptext.h"
#include "inspector/filter/filtercompletion.h"
#include "inspector/formats/conversion.h"
#include "inspector/models/formatting.h"
#include "inspector/replay/replayplan.h"
#include "inspector/report/reporttext.h"
#include "relaycore/client/relayerror.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QMap>
#include <QtCore/QMetaEnum>
#include <QtCore/QScopeGuard>
#include <QtCore/QTemporaryDir>
#include <QtCore/QXmlStreamReader>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// Every language of translations/ is complete, and is found by its locale.
class tst_Translations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void complete_data();
    void complete();
    void installedByLocale();
    void errorsOfFiles();
    void problemsOfTheCheck();
    void kindsOfMessages();
    void numbersInSentences();
    void foreignTexts();

private:
    struct Words
    {
        QString description;
        QString advice;
    };
    /// Returns what the check shows of a problem of each kind, in the language that is installed.
    [[nodiscard]] static QMap<QString, Words> problems();

    QMap<QString, Words> m_english;
};

QMap<QString, tst_Translations::Words> tst_Translations::problems()
{
    QMap<QString, Words> all;
    const QMetaEnum kinds = QMetaEnum::fromType<Problem::Kind>();
    for (int i = 0; i < kinds.keyCount(); ++i) {
        Problem problem;
        problem.kind = Problem::Kind(kinds.value(i));
        problem.text = u"text"_s;
        problem.host = u"host"_s;
        all.insert(problemName(problem.kind), {describe(problem), advice(problem)});
    }
    return all;
}

void tst_Translations::initTestCase()
{
    m_english = problems();
    QVERIFY(m_english.size() > 50);
}

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

/// Sentences that are made outside a class that is a QObject: the context of the code is that of the file.
void tst_Translations::errorsOfFiles()
{
    QVERIFY(Inspector::installTranslations(*qApp, QLocale(u"de_DE"_s)));
    QTemporaryDir folder;
    const auto file = [&folder](const QString &name, const QByteArray &content) {
        QFile made(folder.filePath(name));
        if (!made.open(QIODevice::WriteOnly) || made.write(content) != content.size())
            qFatal("%s", qPrintable(made.errorString()));
        return made.fileName();
    };
    const auto problem = [](const QString &path) {
        const auto opened = openAsCapture(path, {}, false, {}, {});
        const auto *error = std::get_if<FormatError>(&opened);
        return error ? error->text() : QString();
    };
    using Kind = CaptureError::Kind;
    for (const Kind kind : {Kind::CannotCreate, Kind::CannotOpen, Kind::NotACapture, Kind::NewerVersion,
                            Kind::CannotRead, Kind::CannotWrite, Kind::Damaged}) {
        const QString text = CaptureError{kind, u"a"_s, {}}.text();
        QVERIFY2(text.contains(u"„a“"_s) && text.contains(u"kein Grund angegeben"_s), qPrintable(text));
    }
    const QString empty = file(u"empty.relaycap"_s, {});
    QCOMPARE(problem(empty), CaptureError({Kind::NotACapture, empty, u"die Datei ist leer"_s}).text());
    const QString line = problem(file(u"line.ndjson"_s, R"({"v":1,"k":"msg","c":1,"t":"1","dir":"up"})"));
    QVERIFY2(line.contains(u", Zeile 1: „dir“ muss sent oder received sein. Berichtigen"_s), qPrintable(line));
    const QString har = problem(file(u"log.har"_s, "{}"));
    QVERIFY2(har.contains(u"keine HAR-Datei"_s), qPrintable(har));
    const QString json = problem(file(u"json.har"_s, "{\"log\":"));
    QVERIFY2(json.contains(u"die Datei endet zu früh"_s), qPrintable(json));

    const QString capture = folder.filePath(u"none.relaycap"_s);
    QVERIFY(std::holds_alternative<std::unique_ptr<CaptureWriter>>(CaptureWriter::create(capture)));
    auto opened = CaptureReader::open(capture);
    const auto plan = ReplayPlan::read(*std::get<0>(opened), {});
    QCOMPARE(std::get<QString>(plan), u"Die Aufzeichnung hat keine Verbindung, die wiederholt werden kann."_s);
}

void tst_Translations::problemsOfTheCheck()
{
    QVERIFY(Inspector::installTranslations(*qApp, QLocale(u"de_DE"_s)));
    const QMap<QString, Words> german = problems();
    for (auto english = m_english.cbegin(); english != m_english.cend(); ++english) {
        const Words &translated = german[english.key()];
        QVERIFY2(translated.advice != english->advice, qPrintable(english.key() + u": "_s + english->advice));
        // Some hold only an address, a status or a text of the system.
        const bool hasWords = !english->description.startsWith(u"HTTP "_s) && english.key() != u"invalid_address"
                              && english.key() != u"connect_failed";
        QVERIFY2(translated.description != english->description || !hasWords,
                 qPrintable(english.key() + u": "_s + english->description));
    }
    QCOMPARE(checkResult({}, true), u"Alles in Ordnung."_s);
    QCOMPARE(checkStepTitle(CheckStep::Registration), u"Registrierung"_s);
}

/// One word for each kind of message, in the table as in the sentences about pairs.
void tst_Translations::kindsOfMessages()
{
    QVERIFY(Inspector::installTranslations(*qApp, QLocale(u"de_DE"_s)));
    using RelayCore::Opcode;
    QStringList words;
    for (int kind = 0; kind <= int(MessageKind::Close); ++kind)
        words.append(kindText(MessageKind(kind), Opcode::Text));
    QCOMPARE(words, QStringList({u"Text"_s, u"Anmeldung"_s, u"Bescheid"_s, u"Angebot"_s, u"Antwort"_s, u"Fehler"_s,
                                 u"Ping"_s, u"Pong"_s, u"Close"_s}));
    QCOMPARE(kindText(MessageKind::Other, Opcode::Binary), u"Binär"_s);
    QCOMPARE(QCoreApplication::translate("Inspector::Report", "offer"), words.at(int(MessageKind::Offer)));
    // The filter language is the same in all languages; what a word finds is described.
    const FilterCompletion completion = completeFilter(u"kind:"_s, 5, {}, 100);
    QMap<QString, QString> described;
    for (const FilterSuggestion &each : completion.suggestions)
        described.insert(each.text, each.description);
    QCOMPARE(described[u"offer"_s], u"Angebot"_s);
    QCOMPARE(described[u"registration"_s], u"Anmeldung"_s);
    QCOMPARE(described[u"control"_s], u"Ping, Pong, Close"_s);
    for (auto each = described.cbegin(); each != described.cend(); ++each)
        QVERIFY2(!each->isEmpty(), qPrintable(each.key()));
}

void tst_Translations::numbersInSentences()
{
    const QLocale before;
    QLocale::setDefault(QLocale(u"de_DE"_s));
    const auto restore = qScopeGuard([&before] { QLocale::setDefault(before); });
    QCOMPARE(VerdictText::duration(1'500'000'000), u"1,5 s"_s);
    QCOMPARE(VerdictText::duration(2'500'000), u"2,5 ms"_s);
    StepReport report;
    report.took = std::chrono::milliseconds(1'234);
    QCOMPARE(durationOf(report), u"1,23 s"_s);
    QCOMPARE(offsetText(0, 1'500'000'000), u"−1,50 s"_s);
}

/// What the system, Qt and the database report has a language of its own.
void tst_Translations::foreignTexts()
{
    QVERIFY(Inspector::installTranslations(*qApp, QLocale(u"de_DE"_s)));
    QFile missing(u"/no such folder/file"_s);
    QVERIFY(!missing.open(QIODevice::ReadOnly));
    QCOMPARE(missing.errorString(), u"Datei oder Ordner nicht gefunden"_s);
    QCOMPARE((FormatError{u"a"_s, {}, {}, u"Read-only file system"_s}.text()),
             u"a: das Dateisystem ist schreibgeschützt."_s);
    const QString capture =
        CaptureError{CaptureError::Kind::CannotOpen, u"a"_s, u"unable to open database file"_s}.text();
    QVERIFY2(capture.contains(u": die Datei kann nicht geöffnet werden."_s), qPrintable(capture));
    QCOMPARE(translatedSystemError(u"something else"_s), u"something else"_s);
    // A sentence that can be read without the foreign text, which is quoted.
    using Kind = PostgresProblem::Kind;
    QCOMPARE((PostgresProblem{Kind::Unreachable, u"connection failed."_s}.text()),
             u"der Server ist nicht erreichbar. Prüfen Sie Rechner und Port, und ob der Server läuft "
             "(PostgreSQL: „connection failed“)"_s);
    QCOMPARE((PostgresProblem{Kind::Unreachable, u"keine Antwort seit 5 s"_s, true}.text()),
             u"der Server ist nicht erreichbar. Prüfen Sie Rechner und Port, und ob der Server läuft "
             "(keine Antwort seit 5 s)"_s);
    QCOMPARE((PostgresProblem{Kind::Other, u"deadlock detected"_s}.text()),
             u"der Server hat eine Anweisung abgelehnt (PostgreSQL: „deadlock detected“)"_s);
}

QTEST_MAIN(tst_Translations)
#include "tst_translations.moc"
