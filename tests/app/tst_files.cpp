// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/capturesession.h"
#include "inspector/app/settings.h"
#include "inspector/dialogs/exportdialog.h"
#include "inspector/dialogs/redactionview.h"
#include "inspector/formats/captureexport.h"
#include "inspector/views/emptytext.h"
#include "inspector/views/messagebar.h"
#include "tests/app/windowtest.h"
#include "tests/cli/richcapture.h"
#include "tests/models/samplecapture.h"

#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QToolButton>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// Files of every format in the window: opening, dropping, the command line, exporting with a preview.
class tst_Files : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { closeWindow(); }

    void everyFormatOpens_data();
    void everyFormatOpens();
    void aDroppedFileOpens();
    void otherDropsAreRefused();
    void aFileOnTheCommandLineOpens();
    void aBrokenFileIsReportedAndShownOnRequest();
    void aFileOfNoFormatIsReported();
    void anImportedFileIsSavedAsACapture();
    void theLogOfAReplacedCaptureIsNotApplied();
    void whatIsRecordedWhileAnotherIsSavedIsNotSaved();
    void thePreviewShowsWhatIsReplaced();
    void thePreviewFollowsTheProfile();
    void anExportIsWritten();
    void anExportThatFailsLeavesTheOlderFile();

private:
    [[nodiscard]] MessageBar *bar() const { return m_window->findChild<MessageBar *>(u"messageBar"_s); }
    [[nodiscard]] QString sample(const QString &suffix);
    [[nodiscard]] static QByteArray content(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] bool drop(const QMimeData &data)
    {
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &event);
        return event.isAccepted();
    }
    [[nodiscard]] bool isShown() { return m_window->feed()->isOpen() && m_window->feed()->indexedCount() == 15; }
};

void tst_Files::init()
{
    openWindow();
    SampleCapture capture(file(u"talk.relaycap"_s));
    capture.writeAll();
}

/// Returns the sample capture in another format.
QString tst_Files::sample(const QString &suffix)
{
    const QString capture = file(u"talk.relaycap"_s);
    if (suffix == u"relaycap")
        return capture;
    const QString path = file(u"talk."_s + suffix);
    const auto result = exportCapture(capture, path, {*formatFromPath(path), RedactionProfile::None, {}}, {});
    if (const auto *error = std::get_if<FormatError>(&result))
        qFatal("%s", qPrintable(error->text()));
    return path;
}

void tst_Files::everyFormatOpens_data()
{
    QTest::addColumn<QString>("suffix");
    for (const char *suffix : {"relaycap", "ndjson", "jsonl", "har"})
        QTest::newRow(suffix) << QString::fromLatin1(suffix);
}

void tst_Files::everyFormatOpens()
{
    QFETCH(QString, suffix);
    const QString path = sample(suffix);
    m_window->openCapture(path);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(), timeout);
    QCOMPARE(bar()->text(), QString());
    QCOMPARE(m_window->windowTitle(), u"talk."_s + suffix);
    QVERIFY(!m_window->isRecording());
    QCOMPARE(firstOf(MessageKind::Offer), 5U);
    QCOMPARE(Settings().recentCaptures().value(0), path);
}

void tst_Files::aDroppedFileOpens()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(sample(u"har"_s))});
    QVERIFY(drop(data));
    QTRY_VERIFY_WITH_TIMEOUT(isShown(), timeout);
}

void tst_Files::otherDropsAreRefused()
{
    QMimeData text;
    text.setText(u"hello"_s);
    QVERIFY(!drop(text));
    QMimeData address;
    address.setUrls({QUrl(u"https://example.org/a.har"_s)});
    QVERIFY(!drop(address));
    QMimeData several;
    several.setUrls({QUrl::fromLocalFile(sample(u"har"_s)), QUrl::fromLocalFile(sample(u"ndjson"_s))});
    QVERIFY(!drop(several));
}

void tst_Files::aFileOnTheCommandLineOpens()
{
    const auto options = readCommandLine({u"relay-inspector"_s, sample(u"ndjson"_s)});
    QVERIFY(std::holds_alternative<LaunchOptions>(options));
    m_window->launch(std::get<LaunchOptions>(options));
    QTRY_VERIFY_WITH_TIMEOUT(isShown(), timeout);
}

void tst_Files::aBrokenFileIsReportedAndShownOnRequest()
{
    const QString path = file(u"broken.ndjson"_s);
    QFile broken(path);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("{\"v\":1,\"k\":\"msg\",\"c\":1,\"t\":\"1\",\"dir\":\"sent\",\"text\":\"a\"}\n{\"v\":1,\n");
    broken.close();
    m_window->openCapture(path);
    QTRY_VERIFY_WITH_TIMEOUT(!bar()->text().isEmpty(), timeout);
    QVERIFY2(bar()->text().contains(u"broken.ndjson, line 2"_s), qPrintable(bar()->text()));
    QVERIFY(!m_window->feed()->isOpen());
    bar()->findChild<QToolButton *>(u"remedy0"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 1U, timeout);
    QVERIFY2(bar()->text().startsWith(u"Only a part is shown."_s), qPrintable(bar()->text()));
}

void tst_Files::aFileOfNoFormatIsReported()
{
    QFile other(file(u"letter.txt"_s));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("Dear relay");
    other.close();
    m_window->openCapture(other.fileName());
    QTRY_VERIFY_WITH_TIMEOUT(bar()->text().contains(u"letter.txt"_s), timeout);
    m_window->openCapture(file(u"gone.har"_s));
    QTRY_VERIFY_WITH_TIMEOUT(bar()->text().contains(u"gone.har"_s), timeout);
    QVERIFY(!m_window->feed()->isOpen());
}

void tst_Files::anImportedFileIsSavedAsACapture()
{
    m_window->openCapture(sample(u"har"_s));
    QTRY_VERIFY_WITH_TIMEOUT(isShown(), timeout);
    QVERIFY(m_window->saveCapture(file(u"saved.relaycap"_s)));
    m_window->openCapture(file(u"saved.relaycap"_s));
    QTRY_VERIFY_WITH_TIMEOUT(isShown(), timeout);
    QCOMPARE(m_window->windowTitle(), u"saved.relaycap"_s);
}

/// The program that recorded the replaced capture has ended without closing it.
void tst_Files::theLogOfAReplacedCaptureIsNotApplied()
{
    const QString path = file(u"old.relaycap"_s);
    {
        RichCapture recording(file(u"recording.relaycap"_s), 1);
        recording.write(300);
        for (const QString &suffix : {u""_s, u"-wal"_s})
            QVERIFY(QFile::copy(file(u"recording.relaycap"_s) + suffix, path + suffix));
        QVERIFY(QFileInfo(path + u"-wal"_s).size() > 0);
    }
    m_window->openCapture(sample(u"relaycap"_s));
    QTRY_VERIFY_WITH_TIMEOUT(isShown(), timeout);
    QVERIFY(m_window->saveCapture(path));
    m_window->openCapture(path);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(), timeout);
    QCOMPARE(bar()->text(), QString());
    QCOMPARE(firstOf(MessageKind::Offer), 5U);
}

void tst_Files::whatIsRecordedWhileAnotherIsSavedIsNotSaved()
{
    Settings settings;
    CaptureSession session(&settings);
    session.open(sample(u"relaycap"_s));
    QVERIFY(session.feed()->isOpen());
    connect(&session, &CaptureSession::savingMoved, &session, [&session] {
        if (!session.isRecording())
            QVERIFY(session.record());
    });
    QSignalSpy saved(&session, &CaptureSession::saved);
    QVERIFY(session.save(file(u"copy.relaycap"_s)));
    QVERIFY(session.isRecording());
    QCOMPARE(saved.count(), 0); // The marks of the recording are not those of the copy.
    QCOMPARE(session.savedPath(), QString());
    session.close();
    m_window->openCapture(file(u"copy.relaycap"_s));
    QTRY_VERIFY_WITH_TIMEOUT(isShown(), timeout);
}

void tst_Files::thePreviewShowsWhatIsReplaced()
{
    ExportDialog dialog(file(u"talk.relaycap"_s), u"talk"_s);
    QSignalSpy shown(&dialog, &ExportDialog::previewShown);
    dialog.show();
    QTRY_VERIFY_WITH_TIMEOUT(dialog.hasPreview(), timeout);
    QCOMPARE(dialog.profile(), RedactionProfile::Secrets);
    auto *view = dialog.findChild<RedactionView *>();
    QVERIFY2(view->summary().contains(u"values are replaced, in "_s), qPrintable(view->summary()));
    auto *values = dialog.findChild<QTableWidget *>(u"redactedValues"_s);
    QVERIFY(values->rowCount() > 0);
    QVERIFY(values->item(0, 1)->text().contains(u'•'));
    const QString replacement = values->item(0, 2)->text();
    dialog.findChild<QCheckBox *>(u"revealSecrets"_s)->click();
    const QString secret = values->item(0, 1)->text();
    QVERIFY(!secret.contains(u'•'));
    QVERIFY(content(file(u"talk.relaycap"_s)).contains(secret.toUtf8()));
    QVERIFY(replacement != secret);
    auto *messages = dialog.findChild<QListWidget *>(u"changedMessages"_s);
    QVERIFY(messages->count() > 0);
    const QList<QPlainTextEdit *> texts = dialog.findChildren<QPlainTextEdit *>();
    QCOMPARE(texts.size(), 2);
    QVERIFY(texts.at(0)->toPlainText() != texts.at(1)->toPlainText());
    QVERIFY(!texts.at(1)->toPlainText().contains(secret));
}

void tst_Files::thePreviewFollowsTheProfile()
{
    ExportDialog dialog(file(u"talk.relaycap"_s), u"talk"_s);
    dialog.show();
    const auto hasName = [&dialog] {
        return !dialog.findChild<QTableWidget *>(u"redactedValues"_s)
                    ->findItems(u"alpha"_s, Qt::MatchExactly)
                    .isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(dialog.hasPreview(), timeout);
    QVERIFY(!hasName());
    dialog.setProfile(RedactionProfile::Share);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.hasPreview() && hasName(), timeout);
    dialog.setProfile(RedactionProfile::None);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.hasPreview(), timeout);
    QCOMPARE(dialog.findChild<RedactionView *>()->summary(), u"Nothing is replaced."_s);
    QCOMPARE(dialog.findChildren<EmptyText *>().size(), 2);
    QCOMPARE(dialog.findChild<QTableWidget *>(u"redactedValues"_s)->findChild<EmptyText *>()->title(),
             u"No value is replaced"_s);
    // Changing it while a preview is made.
    dialog.setProfile(RedactionProfile::Share);
    dialog.setProfile(RedactionProfile::Secrets);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.hasPreview(), timeout);
    QVERIFY(!hasName());
}

void tst_Files::anExportIsWritten()
{
    const QString path = file(u"shared.ndjson"_s);
    QFile older(path);
    QVERIFY(older.open(QIODevice::WriteOnly));
    older.write("older");
    older.close();
    QFile mine(path + u".new"_s);
    QVERIFY(mine.open(QIODevice::WriteOnly));
    mine.write("mine");
    mine.close();
    ExportDialog dialog(file(u"talk.relaycap"_s), u"talk"_s);
    QString suggested;
    dialog.setAskName([&](const QString &suggestion) {
        suggested = suggestion;
        return path;
    });
    dialog.show();
    dialog.setFormat(FileFormat::Ndjson);
    dialog.setProfile(RedactionProfile::Share);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.hasPreview(), timeout);
    dialog.accept();
    QTRY_COMPARE_WITH_TIMEOUT(dialog.result(), int(QDialog::Accepted), timeout);
    QCOMPARE(suggested, u"talk.ndjson"_s);
    QCOMPARE(dialog.exportedPath(), path);
    QVERIFY(content(path).startsWith("{\"v\":1,"));
    QVERIFY(!content(path).contains("\"alpha\""));
    QVERIFY(content(path).contains("peer-1"));
    QCOMPARE(content(mine.fileName()), "mine");
}

void tst_Files::anExportThatFailsLeavesTheOlderFile()
{
    ExportDialog dialog(file(u"talk.relaycap"_s), u"talk"_s);
    dialog.setAskName([this](const QString &) { return file(u"no such folder/a.har"_s); });
    dialog.show();
    QTRY_VERIFY_WITH_TIMEOUT(dialog.hasPreview(), timeout);
    dialog.accept();
    auto *problem = dialog.findChild<QLabel *>(u"exportProblem"_s);
    QTRY_VERIFY_WITH_TIMEOUT(problem->isVisible(), timeout);
    QVERIFY2(problem->text().contains(u"a.har"_s), qPrintable(problem->text()));
    QVERIFY(dialog.isVisible());
    dialog.setAskName([this](const QString &) { return file(u"talk.relaycap"_s); });
    dialog.accept();
    QVERIFY2(problem->text().contains(u"capture on show"_s), qPrintable(problem->text()));
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_Files>(argc, argv);
}

#include "tst_files.moc"
