// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/run/childprocess.h"
#include "inspector/run/descendants.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <csignal>

using namespace Inspector;
using namespace Qt::StringLiterals;

namespace {

constexpr int limitMs = 30'000; ///< For a busy machine; nothing waits this long by design.

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList shell(const QString &script, const QStringList &arguments = {})
{
    return QStringList{u"sh"_s, u"-c"_s, script, u"sh"_s} + arguments;
}

} // namespace

class tst_ChildProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void exitCodes_data();
    void exitCodes();
    void programsThatDoNotStart_data();
    void programsThatDoNotStart();
    void theEnvironmentIsTheOneGiven();
    void signalsAreSent();
    void signalsAreNotIgnoredInTheProgram();
    void whatItLeavesBehindIsNoticed();

private:
    QTemporaryDir m_directory;
    QProcessEnvironment m_environment;
};

void tst_ChildProcess::init()
{
    m_environment = QProcessEnvironment::systemEnvironment();
}

void tst_ChildProcess::exitCodes_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("expected");
    QTest::addRow("done") << u"true"_s << 0;
    QTest::addRow("its own") << u"exit 42"_s << 42;
    QTest::addRow("SIGTERM") << u"kill -TERM $$"_s << 143;
    QTest::addRow("SIGKILL") << u"kill -KILL $$"_s << 137;
}

void tst_ChildProcess::exitCodes()
{
    QFETCH(const QString, script);
    ChildProcess child;
    QSignalSpy finished(&child, &ChildProcess::finished);
    child.start(shell(script), m_environment);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, limitMs);
    QTEST(finished.at(0).at(0).toInt(), "expected");
    QCOMPARE(finished.at(0).at(1).toString(), QString());
    QVERIFY(!child.isRunning());
}

void tst_ChildProcess::programsThatDoNotStart_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<int>("expected");
    QTest::addColumn<QString>("problem");
    QFile(m_directory.filePath(u"plain"_s)).open(QIODevice::WriteOnly);
    QTest::addRow("a name") << u"no-such-program"_s << 127
                            << u"There is no program no-such-program. Check its name and its path."_s;
    QTest::addRow("a path") << u"/nowhere/program"_s << 127
                            << u"There is no program /nowhere/program. Check its name and its path."_s;
    QTest::addRow("no program") << m_directory.filePath(u"plain"_s) << 126
                                << u"Cannot run %1: "_s.arg(m_directory.filePath(u"plain"_s));
}

void tst_ChildProcess::programsThatDoNotStart()
{
    QFETCH(const QString, program);
    QFETCH(const QString, problem);
    ChildProcess child;
    QSignalSpy finished(&child, &ChildProcess::finished);
    child.start({program}, m_environment);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, limitMs);
    QTEST(finished.at(0).at(0).toInt(), "expected");
    QVERIFY2(finished.at(0).at(1).toString().startsWith(problem), qPrintable(finished.at(0).at(1).toString()));
}

void tst_ChildProcess::theEnvironmentIsTheOneGiven()
{
    m_environment.insert(u"ws_proxy"_s, u"http://127.0.0.1:1"_s);
    const QString file = m_directory.filePath(u"environment"_s);
    ChildProcess child;
    QSignalSpy finished(&child, &ChildProcess::finished);
    child.start(shell(u"printf %s \"$ws_proxy\" > \"$1\""_s, {file}), m_environment);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, limitMs);
    QCOMPARE(contentOf(file), "http://127.0.0.1:1"_ba);
}

void tst_ChildProcess::signalsAreSent()
{
    const QString ready = m_directory.filePath(u"ready"_s);
    ChildProcess child;
    QSignalSpy finished(&child, &ChildProcess::finished);
    child.start(shell(u"trap 'exit 7' INT; : > \"$1\"; while :; do sleep 0.01; done"_s, {ready}), m_environment);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(ready), limitMs);
    child.sendSignal(SIGINT);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, limitMs);
    QCOMPARE(finished.at(0).at(0).toInt(), 7);
}

void tst_ChildProcess::signalsAreNotIgnoredInTheProgram()
{
    std::signal(SIGPIPE, SIG_IGN);
    ChildProcess child;
    QSignalSpy finished(&child, &ChildProcess::finished);
    child.start(shell(u"kill -PIPE $$; exit 0"_s), m_environment);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, limitMs);
    QCOMPARE(finished.at(0).at(0).toInt(), 128 + SIGPIPE);
}

void tst_ChildProcess::whatItLeavesBehindIsNoticed()
{
#ifndef Q_OS_LINUX
    QSKIP("Only Linux reports them");
#endif
    Descendants::adopt();
    const QString file = m_directory.filePath(u"daemon"_s);
    ChildProcess child;
    QSignalSpy finished(&child, &ChildProcess::finished);
    // The daemon ends when it is killed below; the program does not wait for it.
    child.start(shell(u"sh -c 'echo $$ > \"$0.part\"; mv \"$0.part\" \"$0\"; exec sleep 600' \"$1\" &"_s, {file}),
                m_environment);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, limitMs);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), limitMs);
    QVERIFY(Descendants::areLeft());
    ::kill(pid_t(contentOf(file).trimmed().toInt()), SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(!Descendants::areLeft(), limitMs);
}

QTEST_GUILESS_MAIN(tst_ChildProcess)
#include "tst_childprocess.moc"
