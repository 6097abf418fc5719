// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/freeport.h"
#include "inspector/views/connectdialog.h"
#include "inspector/views/messagebar.h"
#include "tests/app/windowtest.h"

#include <QtNetwork/QTcpServer>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// What a person expects of any desktop program: it keeps what was entered, offers what was open, and loses nothing.
class tst_Habits : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void recentCapturesAreListed();
    void aCaptureThatIsGoneLeavesTheList();
    void namesAreKeptPerAddress();
    void editedFieldsStay();
    void theNextFreePortIsOffered();
    void anAbandonedRecordingIsShownAndDeletedWithTheWindow();
    void anAbandonedRecordingIsDeletedOnRequest();
    void aRecordingOfARunningProcessIsNotOffered();

private:
    [[nodiscard]] MessageBar *bar() const { return m_window->findChild<MessageBar *>(u"messageBar"_s); }
    [[nodiscard]] QStringList recentEntries() const
    {
        QStringList entries;
        for (const QAction *action : m_window->findChild<QMenu *>(u"recentCaptures"_s)->actions()) {
            if (!action->isSeparator())
                entries.append(action->text());
        }
        return entries;
    }
    /// Saves the demo as \a path, and opens another window, which does not show it.
    void saveDemo(const QString &path)
    {
        startDemo();
        QVERIFY(m_window->saveCapture(path));
        reopenWindow();
    }
    /// Leaves a recording as a process does that was killed. \return its directory.
    QString abandonRecording()
    {
        saveDemo(file(u"demo.relaycap"_s));
        const QString directory = recordingsDirectory() + "/recording-aBcDeF"_L1;
        if (!QDir().mkpath(directory) || !QFile::copy(file(u"demo.relaycap"_s), temporaryCapture(directory)))
            return {};
        return directory;
    }
};

void tst_Habits::recentCapturesAreListed()
{
    saveDemo(file(u"first & only.relaycap"_s));
    QCOMPARE(recentEntries().size(), 4); // The database, the sample, and what clears the list.
    QVERIFY2(recentEntries().first().startsWith(u"first && only.relaycap  –  "_s), qPrintable(recentEntries().first()));
    m_window->findChild<QMenu *>(u"recentCaptures"_s)->actions().constFirst()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->path(), file(u"first & only.relaycap"_s), timeout);
    m_window->findChild<QMenu *>(u"recentCaptures"_s)->actions().constLast()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(recentEntries().size(), 2, timeout); // Only the database and the sample.
}

void tst_Habits::aCaptureThatIsGoneLeavesTheList()
{
    saveDemo(file(u"gone.relaycap"_s));
    QVERIFY(QFile::remove(file(u"gone.relaycap"_s)));
    m_window->findChild<QMenu *>(u"recentCaptures"_s)->actions().constFirst()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!bar()->text().isEmpty(), timeout);
    QVERIFY2(bar()->text().contains(u"gone.relaycap"_s), qPrintable(bar()->text()));
    QCOMPARE(recentEntries().size(), 2);
}

void tst_Habits::namesAreKeptPerAddress()
{
    Settings settings;
    const QUrl first(u"wss://relay.example:8700/"_s);
    const QUrl second(u"ws://127.0.0.1:8700/"_s);
    const ConnectDefaults known{u"gamma"_s, u"/etc/token"_s, u"/etc/ca.pem"_s, false};
    settings.addRecentAddress(first);
    settings.setConnectDefaults(first, known);
    settings.addRecentAddress(second);
    settings.setConnectDefaults(second, {});
    QCOMPARE(settings.connectDefaults(u"wss://relay.example:8700/"_s), known);

    ConnectDialog dialog(m_window.get());
    dialog.setRecentAddresses(settings.recentAddresses(),
                              [&](const QString &address) { return settings.connectDefaults(address); });
    QCOMPARE(defaultsOf(dialog.request()), ConnectDefaults{});
    dialog.setAddress(first.toString());
    QCOMPARE(defaultsOf(dialog.request()), known);
    dialog.setAddress(second.toString());
    QCOMPARE(defaultsOf(dialog.request()), ConnectDefaults{});
    // An address that is not among the recent ones is forgotten.
    for (int port = 1; port <= Settings::maxRecentAddresses; ++port)
        settings.addRecentAddress(QUrl(u"ws://127.0.0.1:%1/"_s.arg(port)));
    QCOMPARE(settings.connectDefaults(first.toString()), ConnectDefaults{});
}

void tst_Habits::editedFieldsStay()
{
    const QString address = u"ws://127.0.0.1:8700/"_s;
    ConnectDialog dialog(m_window.get());
    dialog.findChild<QLineEdit *>(u"name"_s)->setText(u"mine"_s);
    dialog.setRecentAddresses({address}, [](const QString &) { return ConnectDefaults{u"old"_s, {}, {}, false}; });
    QCOMPARE(dialog.request().client.name, u"mine"_s);
    QVERIFY(!dialog.request().client.reconnect);
}

void tst_Habits::theNextFreePortIsOffered()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    QCOMPARE(nextFreePort(QHostAddress::LocalHost, 0), std::nullopt);
    ProxyRequest request;
    request.listen.port = taken.serverPort();
    request.upstream = QUrl(u"ws://127.0.0.1:1"_s);
    m_window->startProxy(request);
    auto *remedy = static_cast<QToolButton *>(nullptr);
    QTRY_VERIFY_WITH_TIMEOUT((remedy = bar()->findChild<QToolButton *>(u"remedy0"_s)) != nullptr, timeout);
    QVERIFY2(bar()->text().contains(QString::number(taken.serverPort())), qPrintable(bar()->text()));
    const QString port = remedy->text().section(u' ', -1);
    QVERIFY(port.toInt() > taken.serverPort());
    // Nothing that is not there is waited for.
    QTRY_COMPARE_WITH_TIMEOUT(table()->emptyTitle(), u"No connections"_s, timeout);
    remedy->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->feed()->sources().isEmpty()
                                 && m_window->feed()->sources().constLast().listen.endsWith(u':' + port),
                             timeout);
    QTRY_COMPARE_WITH_TIMEOUT(table()->emptyTitle(), u"Waiting for the first connection"_s, timeout);
    QCOMPARE(bar()->text(), QString());
}

void tst_Habits::anAbandonedRecordingIsShownAndDeletedWithTheWindow()
{
    const QString directory = abandonRecording();
    QVERIFY(!directory.isEmpty());
    reopenWindow();
    QVERIFY2(bar()->text().startsWith(u"A recording was not saved"_s), qPrintable(bar()->text()));
    bar()->findChild<QToolButton *>(u"remedy0"_s)->click();
    QCOMPARE(bar()->text(), QString());
    QCOMPARE(m_window->feed()->path(), temporaryCapture(directory));
    QTRY_VERIFY_WITH_TIMEOUT(firstOf(MessageKind::Answer) != 0, timeout);
    QVERIFY(m_window->saveCapture(file(u"recovered.relaycap"_s)));
    closeWindow();
    QVERIFY(!QFileInfo::exists(directory));
    QVERIFY(QFileInfo::exists(file(u"recovered.relaycap"_s)));
}

void tst_Habits::anAbandonedRecordingIsDeletedOnRequest()
{
    const QString directory = abandonRecording();
    QVERIFY(!directory.isEmpty());
    reopenWindow();
    bar()->findChild<QToolButton *>(u"remedy1"_s)->click();
    QVERIFY(!QFileInfo::exists(directory));
    QCOMPARE(bar()->text(), QString());
}

void tst_Habits::aRecordingOfARunningProcessIsNotOffered()
{
    const QString directory = abandonRecording();
    QVERIFY(!directory.isEmpty());
    QCOMPARE(abandonedRecordings().size(), 1);
    const auto lock = lockRecording(directory);
    QVERIFY(lock);
    QVERIFY(abandonedRecordings().isEmpty());
    const AbandonedRecording recording{directory, temporaryCapture(directory), 1, {}};
    QVERIFY(!deleteRecording(recording));
    QVERIFY(!RecoveredRecording::take(recording));
    reopenWindow();
    QCOMPARE(bar()->text(), QString());
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_Habits>(argc, argv);
}

#include "tst_habits.moc"
