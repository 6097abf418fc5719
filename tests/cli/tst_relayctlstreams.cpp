// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/cli/relayctltest.h"
#include "tests/support/certificates.h"
#include "tests/support/pipe.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpSocket>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using TestSupport::Defect;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Standard streams and files in the states in which shells, supervisors and scripts pass them to a program.
class tst_RelayctlStreams : public RelayctlTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void aTokenFromAPipe();
    void aRefusedTokenFromAPipeIsFatal();
    void anAuthorityFromAPipe();
    void aRelayWhoseFilesArePipes();
    void inputThatDoesNotBlock();
    void inputThatCannotBeRead();
    void inputThatIsClosed();
    void inputWithAByteOrderMark();
    void outputThatDoesNotBlock();
    void outputThatIsClosed_data();
    void outputThatIsClosed();
    void theReaderHasGone_data();
    void theReaderHasGone();
    void capturesArePrivate();

private:
    TestSupport::Certificates m_certificates;
};

void tst_RelayctlStreams::initTestCase()
{
    QCOMPARE(m_certificates.create(), QString());
}

void tst_RelayctlStreams::aTokenFromAPipe()
{
    RelayServerOptions options;
    options.port = 0;
    options.users.emplace().add("sesame", u"ann"_s);
    RelayServer relay(options);
    QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
    const Pipe token("sesame\n");
    RelayctlProcess relayctl(
        {u"connect"_s, relay.url().toString(), u"--token-file"_s, token.path(), u"--until-eof"_s, u"--no-retry"_s});
    relayctl.closeInput();
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.events(u"registered"_s).size(), 1);
}

void tst_RelayctlStreams::aRefusedTokenFromAPipeIsFatal()
{
    RelayServerOptions options;
    options.port = 0;
    options.users.emplace().add("other", u"ann"_s);
    RelayServer relay(options);
    QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
    const Pipe token("sesame\n");
    RelayctlProcess relayctl({u"connect"_s, relay.url().toString(), u"--token-file"_s, token.path()});
    TRY_END(relayctl, 1);
    QVERIFY2(relayctl.errors().contains("cannot be read again: it is not a regular file"),
             relayctl.errors().constData());
    QVERIFY(!(relayctl.output() + relayctl.errors()).contains("sesame"));
}

void tst_RelayctlStreams::anAuthorityFromAPipe()
{
    RelayServerOptions options;
    options.port = 0;
    options.tls = m_certificates.server(Defect::None);
    RelayServer relay(options);
    QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
    const Pipe authority(contentOf(m_certificates.authorityFile()));
    RelayctlProcess relayctl(
        {u"connect"_s, relay.url().toString(), u"--ca-file"_s, authority.path(), u"--until-eof"_s, u"--no-retry"_s});
    relayctl.closeInput();
    TRY_END(relayctl, 0);
}

void tst_RelayctlStreams::aRelayWhoseFilesArePipes()
{
    const Pipe config("port = 0\n");
    const Pipe tokens("\xef\xbb\xbfsesame ann\n");
    const Pipe both(contentOf(m_certificates.certificateFile(Defect::None))
                    + contentOf(m_certificates.keyFile(Defect::None)));
    RelayctlProcess serve(
        {u"serve"_s, u"--config"_s, config.path(), u"--tokens"_s, tokens.path(), u"--certfile"_s, both.path()});
    TRY_SEE(serve, u"listening"_s);
    const QString url = serve.events(u"listening"_s).constFirst().value("url"_L1).toString();
    const Pipe token("sesame");
    const QStringList arguments{
        u"connect"_s,     url, u"--ca-file"_s, m_certificates.authorityFile(), u"--until-eof"_s, u"--no-retry"_s,
        u"--token-file"_s};
    RelayctlProcess client(arguments + QStringList{token.path()});
    client.closeInput();
    TRY_END(client, 0);

    // A pipe has nothing to say a second time: what it said stays in force.
    serve.hangUp();
    QTRY_VERIFY2_WITH_TIMEOUT(serve.errors().contains("The certificate read before stays in force."),
                              serve.errors().constData(), limitMs);
    QVERIFY2(serve.errors().contains("The tokens read before stay in force."), serve.errors().constData());
    const Pipe again("sesame");
    RelayctlProcess second(arguments + QStringList{again.path()});
    second.closeInput();
    TRY_END(second, 0);
    serve.terminate();
    TRY_END(serve, 0);
}

void tst_RelayctlStreams::inputThatDoesNotBlock()
{
    RelayctlProcess relayctl(connectToRelay({u"--until-eof"_s, u"--count"_s, u"1"_s}),
                             [] { ::fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK); });
    TRY_SEE(relayctl, u"registered"_s);
    relayctl.write(offerLine(alpha));
    TRY_SEE(relayctl, u"message"_s, u"direction"_s, u"received"_s);
    QVERIFY(relayctl.isRunning());
    relayctl.closeInput();
    TRY_END(relayctl, 0);
}

void tst_RelayctlStreams::inputThatCannotBeRead()
{
    RelayctlProcess relayctl(connectToRelay({u"--until-eof"_s}),
                             [] { ::dup2(::open("/", O_RDONLY | O_DIRECTORY), STDIN_FILENO); });
    TRY_END(relayctl, 1);
    const auto errors = relayctl.events(u"error"_s);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().value("text"_L1).toString(), u"Cannot read standard input: Is a directory."_s);
    QCOMPARE(errors.constFirst().value("category"_L1).toString(), u"usage"_s);
}

void tst_RelayctlStreams::inputThatIsClosed()
{
    RelayctlProcess relayctl(connectToRelay({u"--until-eof"_s}), [] { ::close(STDIN_FILENO); });
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.events(u"registered"_s).size(), 1);
}

void tst_RelayctlStreams::inputWithAByteOrderMark()
{
    RelayctlProcess relayctl(connectToRelay({u"--until-eof"_s, u"--count"_s, u"1"_s}));
    relayctl.write("\xef\xbb\xbf" + offerLine(alpha));
    relayctl.closeInput();
    TRY_END(relayctl, 0);
    QVERIFY(relayctl.events(u"error"_s).isEmpty());
}

void tst_RelayctlStreams::outputThatDoesNotBlock()
{
    constexpr int count = 200; // Far more than a pipe holds.
    RelayctlProcess relayctl(connectToRelay({u"--until-eof"_s, u"--count"_s, QString::number(count)}),
                             [] { ::fcntl(STDOUT_FILENO, F_SETFL, O_NONBLOCK); });
    for (int number = 0; number < count; ++number)
        relayctl.write(offerLine(alpha, QByteArray(50'000, 'x')));
    relayctl.closeInput();
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.malformed(), QByteArrayList());
    QCOMPARE(relayctl.events(u"message"_s, u"direction"_s, u"received"_s).size(), count);
}

void tst_RelayctlStreams::outputThatIsClosed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addRow("connect") << QStringList{u"connect"_s, u"URL"_s};
    QTest::addRow("check") << QStringList{u"check"_s, u"URL"_s};
    QTest::addRow("demo") << QStringList{u"demo"_s};
    QTest::addRow("help") << QStringList{u"--help"_s};
}

void tst_RelayctlStreams::outputThatIsClosed()
{
    QFETCH(QStringList, arguments);
    arguments.replaceInStrings(u"URL"_s, m_relay->url().toString());
    RelayctlProcess relayctl(arguments, [] { ::close(STDOUT_FILENO); });
    TRY_END(relayctl, 1);
}

void tst_RelayctlStreams::theReaderHasGone_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("isCaptured");
    QTest::addRow("connect") << QStringList{u"connect"_s, u"URL"_s} << true;
    QTest::addRow("check") << QStringList{u"check"_s, u"URL"_s} << false;
    QTest::addRow("demo") << QStringList{u"demo"_s} << false;
    QTest::addRow("proxy --print") << QStringList{u"proxy"_s,    u"--upstream"_s,  u"URL"_s,
                                                  u"--listen"_s, u"127.0.0.1:0"_s, u"--print"_s}
                                   << true;
}

void tst_RelayctlStreams::theReaderHasGone()
{
    QFETCH(QStringList, arguments);
    QFETCH(const bool, isCaptured);
    QTemporaryDir directory;
    const QString capture = directory.filePath(u"talk.relaycap"_s);
    arguments.replaceInStrings(u"URL"_s, m_relay->url().toString());
    if (isCaptured)
        arguments += {u"--capture"_s, capture};
    int ends[2] = {-1, -1};
    QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
    RelayctlProcess relayctl(arguments, [end = ends[1]] { ::dup2(end, STDOUT_FILENO); });
    ::close(ends[1]);
    // Without the event loop: the relay in this process answers no earlier than the reader has gone, and so nothing is
    // finished before.
    pollfd readable{ends[0], POLLIN, 0};
    QCOMPARE(::poll(&readable, 1, limitMs), 1);
    QByteArray line(4096, '\0');
    QVERIFY(::read(ends[0], line.data(), size_t(line.size())) > 0);
    ::close(ends[0]);
    const QUrl url(QJsonDocument::fromJson(line.first(line.indexOf('\n'))).object().value("url"_L1).toString());
    QTcpSocket client; // A proxy has nothing to print before.
    if (arguments.contains(u"proxy"_s))
        client.connectToHost(url.host(), quint16(url.port()));
    if (arguments.contains(u"connect"_s))
        relayctl.write(offerLine(alpha));
    TRY_END(relayctl, 1);
    if (isCaptured) {
        QVERIFY(QFile::exists(capture));
        QVERIFY(!QFile::exists(capture + u"-wal"_s));
    }
}

void tst_RelayctlStreams::capturesArePrivate()
{
    QTemporaryDir directory;
    const QString capture = directory.filePath(u"talk.relaycap"_s);
    RelayctlProcess relayctl(connectToRelay({u"--capture"_s, capture}), [] { ::umask(0022); });
    TRY_SEE(relayctl, u"registered"_s);
    const auto isPrivate = [](const QString &path) {
        struct stat status = {};
        return ::stat(QFile::encodeName(path).constData(), &status) == 0 && (status.st_mode & 0777) == 0600;
    };
    QVERIFY(isPrivate(capture));
    // The log is created with the first rows, in the writer's thread.
    QTRY_VERIFY(QFile::exists(capture + u"-wal"_s) && QFile::exists(capture + u"-shm"_s));
    QVERIFY(isPrivate(capture + u"-wal"_s));
    QVERIFY(isPrivate(capture + u"-shm"_s));
    relayctl.terminate();
    TRY_END(relayctl, 0);
    QVERIFY(isPrivate(capture));
}

QTEST_GUILESS_MAIN(tst_RelayctlStreams)
#include "tst_relayctlstreams.moc"
