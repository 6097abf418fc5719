// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/mainactions.h"
#include "inspector/capture/postgrescapture.h"
#include "inspector/capture/postgrescatalog.h"
#include "inspector/dialogs/databasedialog.h"
#include "inspector/models/connectionmodel.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/emptytext.h"
#include "inspector/views/messagebar.h"
#include "tests/app/stallmeter.h"
#include "tests/app/windowtest.h"
#include "tests/capture/postgresserver.h"

#include <QtCore/QItemSelectionModel>
#include <QtCore/QProcess>
#include <QtCore/QScopeGuard>
#include <QtCore/QSysInfo>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;
using CaptureTest::PostgresServer;

/// Less than a question to a server that does not answer takes: connecting gives up after 5 s.
static constexpr qint64 longestStallMs = 4'000;

/// Captures in a database in the window.
class tst_WindowDatabase : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { openWindow(); }
    void cleanup()
    {
        closeWindow();
        // The thread of a copy ends beside the window, and deletes its folder then.
        const QDir cache(recordingsDirectory());
        QTRY_VERIFY_WITH_TIMEOUT(cache.entryList({u"database-*"_s}, QDir::Dirs).isEmpty(), timeout);
    }

    void aLiveCaptureOfAnotherProcessIsFollowed();
    void theDemoIsRecordedIntoADatabase();
    void theDialogListsTheCaptures();
    void aServerThatGoesAwayIsReportedAndReadAgain();
    void allCapturesAreOneTree();
    void theAnswerOfTheDatabaseIsAwaitedOrNot();
    void problemsOfOpeningAreShown_data();
    void problemsOfOpeningAreShown();
    void aCacheThatCannotBeMadeIsAProblem();
    void aServerThatHangsDoesNotStopTheWindow();
    void aServerThatHangsDoesNotStopARecording();

private:
    [[nodiscard]] ConnectionView *tree() const { return m_window->findChild<ConnectionView *>(); }
    /// Returns the titles of the rows below \a parent.
    [[nodiscard]] QStringList titles(const QModelIndex &parent) const
    {
        QStringList list;
        const QAbstractItemModel *const rows = tree()->model();
        for (int row = 0; row < rows->rowCount(parent); ++row)
            list.append(rows->index(row, 0, parent).data(ConnectionModel::TitleRole).toString());
        return list;
    }
    [[nodiscard]] MessageBar *bar() const { return m_window->findChild<MessageBar *>(u"messageBar"_s); }
    void openAddress(const QString &address)
    {
        LaunchOptions options;
        options.open = address;
        m_window->launch(options);
    }
    /// Returns whether the event loop runs on, long enough for several questions of the window to the server.
    [[nodiscard]] static bool goesOn()
    {
        int events = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, &timer, [&events] { ++events; });
        timer.start(20);
        return QTest::qWaitFor([&events] { return events > 200; }, timeout);
    }
    [[nodiscard]] static std::unique_ptr<QProcess> record(const QString &address, int messages, int rate)
    {
        auto process = std::make_unique<QProcess>();
        process->start(QStringLiteral(CAPTURE_CHILD), {address, QString::number(messages), QString::number(rate)});
        return process;
    }

    std::unique_ptr<PostgresServer> m_server;
};

void tst_WindowDatabase::initTestCase()
{
    if (const QString reason = PostgresServer::missing(); !reason.isEmpty())
        QSKIP(qPrintable(reason));
    m_server = std::make_unique<PostgresServer>();
    QVERIFY(m_server->initialize());
    QVERIFY(!PostgresCatalog::initialize(CaptureTest::parsed(m_server->address()), {}));
}

void tst_WindowDatabase::aLiveCaptureOfAnotherProcessIsFollowed()
{
    const QString address = m_server->address(u"live"_s);
    const auto child = record(address, 600, 200);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_server->value(u"SELECT max(messages) FROM relay.capture WHERE name = 'live'"_s).toInt() > 0, timeout);
    openAddress(address);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->feed()->isOpen(), timeout);
    QCOMPARE(m_window->windowTitle(), u"live"_s);
    // Host and capture are above the sources.
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->feed()->connections().isEmpty(), timeout);
    QCOMPARE(titles({}), QStringList(QSysInfo::machineHostName()));
    QCOMPARE(titles(tree()->model()->index(0, 0)), QStringList(u"live"_s));
    const MessageId first = m_window->feed()->indexedCount();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->feed()->indexedCount() > first, timeout);
    QVERIFY(child->waitForFinished(timeout));
    QCOMPARE(child->exitCode(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), MessageId(600), timeout);
    QTRY_COMPARE(m_window->feed()->connections().size(), 4);
    // It is among the captures that were shown last.
    reopenWindow();
    QVERIFY(QSettings().value(u"recentCaptures"_s).toStringList().contains(address));
}

void tst_WindowDatabase::theDemoIsRecordedIntoADatabase()
{
    startDemo(m_server->address(u"demo"_s));
    closeWindow();
    QCOMPARE(m_server->value(u"SELECT ended_ns IS NOT NULL FROM relay.capture WHERE name = 'demo'"_s), u"true"_s);
    QVERIFY(m_server->value(u"SELECT messages FROM relay.capture WHERE name = 'demo'"_s).toInt() > 3);
}

void tst_WindowDatabase::theDialogListsTheCaptures()
{
    DatabaseDialog dialog(m_server->address());
    auto *const captures = dialog.findChild<QTreeWidget *>(u"captures"_s);
    QTRY_COMPARE_WITH_TIMEOUT(captures->topLevelItemCount(), 3, timeout);
    QCOMPARE(captures->topLevelItem(1)->text(0), u"live"_s);
    QCOMPARE(dialog.address(), m_server->address(u"demo"_s));
    // The first row is for all of them.
    captures->setCurrentItem(captures->topLevelItem(0));
    QCOMPARE(captures->topLevelItem(0)->text(0), u"All captures"_s);
    QCOMPARE(dialog.address(), m_server->address());
    captures->setCurrentItem(captures->topLevelItem(1));
    QCOMPARE(dialog.address(), m_server->address(u"live"_s));
    QCOMPARE(dialog.database(), m_server->address());
    const auto *const list = dialog.findChild<QPushButton *>(u"listCaptures"_s);
    auto *const url = dialog.findChild<QLineEdit *>(u"databaseUrl"_s);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const auto place = [&dialog](const QWidget *widget) {
        return QRect(widget->mapTo(&dialog, QPoint()), widget->size());
    };
    QVERIFY2(place(list).left() > place(url).right(), "the button is beside the address");
    QVERIFY(place(list).top() <= place(url).center().y() && place(list).bottom() >= place(url).center().y());

    // A capture of one database cannot be opened in another one.
    url->setText(m_server->address().replace(u"/captures"_s, u"/postgres"_s));
    QCOMPARE(captures->topLevelItemCount(), 0);
    QCOMPARE(dialog.address(), QString());
    QVERIFY(dialog.findChild<EmptyText *>()->isVisible());
    QCOMPARE(dialog.findChild<EmptyText *>()->title(), u"Nothing listed yet"_s);

    DatabaseDialog other(m_server->address({}, u"carol"_s));
    const auto *const problem = other.findChild<QLabel *>(u"databaseProblem"_s);
    QTRY_VERIFY_WITH_TIMEOUT(problem->text().contains(u"PGPASSWORD"_s), timeout);
    QVERIFY(other.address().isEmpty());
    QCOMPARE(other.findChild<EmptyText *>()->title(), u"The captures could not be listed"_s);
}

void tst_WindowDatabase::aServerThatGoesAwayIsReportedAndReadAgain()
{
    const auto child = record(m_server->address(u"away"_s), 2'000, 400);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_server->value(u"SELECT max(messages) FROM relay.capture WHERE name = 'away'"_s).toInt() > 0, timeout);
    openAddress(m_server->address(u"away"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->feed()->indexedCount() > 0, timeout);
    const auto connections = m_window->feed()->connections().size();
    m_server->kill();
    QTRY_VERIFY_WITH_TIMEOUT(bar()->text().contains(u"cannot be read for now"_s), timeout);
    QVERIFY(m_window->feed()->connections().size() >= connections);
    QVERIFY(m_server->start());
    QVERIFY(child->waitForFinished(timeout));
    QCOMPARE(child->exitCode(), 0);
    // Where the server was not back before the other process ended, the rest is in its local file.
    const QByteArray output = child->readAllStandardOutput();
    if (const qsizetype at = output.indexOf("leftover "); at >= 0) {
        const QByteArray file = output.sliced(at + 9, output.indexOf('\n', at) - at - 9);
        const auto drained = PostgresCapture::drainSpool(QString::fromUtf8(file), [] { return false; });
        if (const auto *const problem = std::get_if<PostgresCapture::DrainProblem>(&drained))
            QFAIL(qPrintable(problem->text));
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), MessageId(2'000), timeout);
    QTRY_VERIFY_WITH_TIMEOUT(bar()->pending().isEmpty(), timeout);
}

void tst_WindowDatabase::allCapturesAreOneTree()
{
    QVERIFY(m_server->execute(u"UPDATE relay.capture SET host = 'berlin' WHERE name = 'live'; "
                              "UPDATE relay.capture SET host = 'lisbon' WHERE name <> 'live'"_s));
    openAddress(m_server->address());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->feed()->isOpen(), timeout);
    QCOMPARE(m_window->windowTitle(), u"captures"_s);
    const auto messages = m_server->value(u"SELECT sum(messages) FROM relay.capture"_s).toUInt();
    QVERIFY(messages > 2'600);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), messages, timeout);
    QTRY_COMPARE(titles({}), QStringList({u"berlin"_s, u"lisbon"_s}));
    const QModelIndex lisbon = tree()->model()->index(1, 0);
    QCOMPARE(titles(lisbon), QStringList({u"demo"_s, u"away"_s}));
    QCOMPARE(lisbon.data(ConnectionModel::SubtitleRole).toString(), u"2 captures"_s);
    QVERIFY(tree()->isExpanded(lisbon));
    // A host, a capture and a connection decide what the table shows.
    const auto shown = [this](const QModelIndex &index) {
        tree()->selectionModel()->select(index, QItemSelectionModel::ClearAndSelect);
        return MessageId(table()->model()->rowCount());
    };
    const auto inCaptures = [this](const QString &condition) {
        return m_server->value(u"SELECT sum(messages) FROM relay.capture WHERE "_s + condition).toUInt();
    };
    QCOMPARE(shown(lisbon), inCaptures(u"host = 'lisbon'"_s));
    const QModelIndex demo = tree()->model()->index(0, 0, lisbon);
    QCOMPARE(shown(demo), inCaptures(u"name = 'demo'"_s));
    const QModelIndex relay = tree()->model()->index(0, 0, demo);
    QVERIFY2(tree()->model()->rowCount(relay) > 1, qPrintable(titles(relay).join(u", "_s))); // Its clients.
    QVERIFY(shown(tree()->model()->index(0, 0, relay)) < inCaptures(u"name = 'demo'"_s));
    const QModelIndex berlin = tree()->model()->index(0, 0);
    QCOMPARE(shown(berlin), MessageId(600));

    // Another capture of the selected host appears, and its messages do.
    const auto child = record(m_server->address(u"later"_s), 300, 0);
    QVERIFY(child->waitForFinished(timeout));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), messages + 300, timeout);
    QTRY_VERIFY(titles({}).contains(QSysInfo::machineHostName()));
    QCOMPARE(table()->model()->rowCount(), 600);
    // The pages of the capture are of the copy: no server is needed to read them.
    m_server->stop();
    tree()->clearSelection();
    QVERIFY(m_window->feed()->row(messages + 300).has_value());
    QVERIFY(m_server->start());
}

void tst_WindowDatabase::theAnswerOfTheDatabaseIsAwaitedOrNot()
{
    QVERIFY(m_server->stopAnswering());
    StallMeter meter;
    openAddress(m_server->address());
    QVERIFY(bar()->text().contains(m_server->address()));
    QVERIFY(!m_window->feed()->isOpen());
    QTest::mouseClick(bar()->findChild<QToolButton *>(u"remedy0"_s), Qt::LeftButton);
    QVERIFY(bar()->pending().isEmpty());
    // Once more, and something else is opened meanwhile.
    openAddress(m_server->address(u"live"_s));
    startDemo();
    m_server->answerAgain();
    QVERIFY(bar()->pending().isEmpty());
    QVERIFY(m_window->isRecording());
    QVERIFY2(meter.longestMs() < longestStallMs, qPrintable(QString::number(meter.longestMs())));
}

void tst_WindowDatabase::problemsOfOpeningAreShown_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("words");

    QTest::addRow("no such capture") << m_server->address(u"none"_s) << u"there is no capture with this name"_s;
    QTest::addRow("a password") << u"postgresql://a:geheim@127.0.0.1/x"_s << u"PGPASSWORD"_s;
    QTest::addRow("wrong password") << m_server->address({}, u"carol"_s) << u"refuses the user or the password"_s;
    QTest::addRow("no tables") << m_server->address().replace(u"/captures"_s, u"/postgres"_s)
                               << u"relayctl captures init"_s;
    QTest::addRow("no server") << u"postgresql://127.0.0.1:1/x"_s << u"Check host and port"_s;
}

void tst_WindowDatabase::problemsOfOpeningAreShown()
{
    QFETCH(const QString, address);
    QFETCH(const QString, words);
    startDemo();
    openAddress(address);
    QTRY_VERIFY2_WITH_TIMEOUT(bar()->text().contains(words), qPrintable(bar()->text()), timeout);
    QVERIFY(!bar()->text().contains(u"geheim"_s));
    // What was on show stays.
    QVERIFY(m_window->isRecording());
}

void tst_WindowDatabase::aCacheThatCannotBeMadeIsAProblem()
{
    // A file stands where the folder would be.
    const QString cache = recordingsDirectory();
    QVERIFY(QDir(cache).removeRecursively());
    QFile obstacle(cache);
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    const QTemporaryDir folder;
    QFile other(folder.filePath(u"other"_s));
    QVERIFY(other.open(QIODevice::WriteOnly));
    const QString current = QDir::currentPath();
    const auto restore = qScopeGuard([&] {
        QDir::setCurrent(current);
        obstacle.remove();
    });
    QVERIFY(QDir::setCurrent(folder.path()));
    openAddress(m_server->address(u"live"_s));
    QVERIFY2(bar()->text().contains(cache), qPrintable(bar()->text()));
    // Nothing is made, locked or removed in the current folder.
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden),
             QStringList(u"other"_s));
}

void tst_WindowDatabase::aServerThatHangsDoesNotStopTheWindow()
{
    openAddress(m_server->address(u"live"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), MessageId(600), timeout);
    StallMeter meter;
    QVERIFY(m_server->stopAnswering());
    // Beyond the copy.
    for (int row = 0; row < 600; row += 100) {
        table()->selectMessage(MessageId(row + 1));
        QTRY_COMPARE(table()->selectedMessage(), MessageId(row + 1));
    }
    QVERIFY(goesOn());
    QVERIFY2(meter.longestMs() < longestStallMs, qPrintable(QString::number(meter.longestMs())));
    meter.restart();
    closeWindow();
    QVERIFY2(meter.longestMs() < longestStallMs, qPrintable(QString::number(meter.longestMs())));
    m_server->answerAgain();
}

void tst_WindowDatabase::aServerThatHangsDoesNotStopARecording()
{
    startDemo(m_server->address(u"hangs"_s));
    StallMeter meter;
    QVERIFY(m_server->stopAnswering());
    QVERIFY(goesOn());
    QVERIFY(m_window->isRecording());
    QVERIFY2(meter.longestMs() < longestStallMs, qPrintable(QString::number(meter.longestMs())));
    m_server->answerAgain();
    closeWindow();
    QCOMPARE(m_server->value(u"SELECT ended_ns IS NOT NULL FROM relay.capture WHERE name = 'hangs'"_s), u"true"_s);
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_WindowDatabase>(argc, argv);
}

#include "tst_windowdatabase.moc"
