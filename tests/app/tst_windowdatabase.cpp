// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/mainactions.h"
#include "inspector/capture/postgrescapture.h"
#include "inspector/capture/postgrescatalog.h"
#include "inspector/dialogs/databasedialog.h"
#include "inspector/views/messagebar.h"
#include "tests/app/windowtest.h"
#include "tests/capture/postgresserver.h"

#include <QtCore/QProcess>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeWidget>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;
using CaptureTest::PostgresServer;

/// Captures in a database in the window.
class tst_WindowDatabase : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void aLiveCaptureOfAnotherProcessIsFollowed();
    void theDemoIsRecordedIntoADatabase();
    void theDialogListsTheCaptures();
    void aServerThatGoesAwayIsReportedAndReadAgain();

private:
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
    QVERIFY(!PostgresCatalog::initialize(std::get<DatabaseAddress>(DatabaseAddress::parse(m_server->address())), {}));
}

void tst_WindowDatabase::aLiveCaptureOfAnotherProcessIsFollowed()
{
    const QString address = m_server->address(u"live"_s);
    const auto child = record(address, 600, 200);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_server->value(u"SELECT max(messages) FROM relay.capture WHERE name = 'live'"_s).toInt() > 0, timeout);
    LaunchOptions options;
    options.open = address;
    m_window->launch(options);
    QVERIFY(m_window->feed()->isOpen());
    QCOMPARE(m_window->windowTitle(), u"live"_s);
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
    LaunchOptions options;
    options.demo = true;
    options.demoPort = 0;
    options.capture = m_server->address(u"demo"_s);
    m_window->launch(options);
    QTRY_VERIFY_WITH_TIMEOUT(firstOf(MessageKind::Answer) != 0, timeout);
    closeWindow();
    QCOMPARE(m_server->value(u"SELECT ended_ns IS NOT NULL FROM relay.capture WHERE name = 'demo'"_s), u"true"_s);
    QVERIFY(m_server->value(u"SELECT messages FROM relay.capture WHERE name = 'demo'"_s).toInt() > 3);
}

void tst_WindowDatabase::theDialogListsTheCaptures()
{
    DatabaseDialog dialog(m_server->address());
    auto *const captures = dialog.findChild<QTreeWidget *>(u"captures"_s);
    QTRY_COMPARE_WITH_TIMEOUT(captures->topLevelItemCount(), 2, timeout);
    QCOMPARE(captures->topLevelItem(0)->text(0), u"live"_s);
    QCOMPARE(dialog.address(), m_server->address(u"demo"_s));
    captures->setCurrentItem(captures->topLevelItem(0));
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

    DatabaseDialog other(m_server->address({}, u"carol"_s));
    const auto *const problem = other.findChild<QLabel *>(u"databaseProblem"_s);
    QTRY_VERIFY_WITH_TIMEOUT(problem->text().contains(u"PGPASSWORD"_s), timeout);
    QVERIFY(other.address().isEmpty());
}

void tst_WindowDatabase::aServerThatGoesAwayIsReportedAndReadAgain()
{
    const auto child = record(m_server->address(u"away"_s), 2'000, 400);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_server->value(u"SELECT max(messages) FROM relay.capture WHERE name = 'away'"_s).toInt() > 0, timeout);
    LaunchOptions options;
    options.open = m_server->address(u"away"_s);
    m_window->launch(options);
    QTRY_VERIFY(m_window->feed()->indexedCount() > 0);
    const auto connections = m_window->feed()->connections().size();
    m_server->kill();
    auto *const bar = m_window->findChild<MessageBar *>(u"messageBar"_s);
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), timeout);
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
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_WindowDatabase>(argc, argv);
}

#include "tst_windowdatabase.moc"
