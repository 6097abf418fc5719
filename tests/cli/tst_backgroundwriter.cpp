// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/backgroundwriter.h"

#include <QtTest/QTest>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>

using namespace Inspector;

namespace {

constexpr int timeout = 20'000;

class Pipe
{
public:
    Pipe() { m_isOpen = ::pipe2(m_ends.data(), O_CLOEXEC) == 0; }
    ~Pipe()
    {
        closeReader();
        ::close(m_ends[1]);
    }
    Q_DISABLE_COPY_MOVE(Pipe)

    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] int writer() const { return m_ends[1]; }
    void closeReader()
    {
        if (m_ends[0] >= 0)
            ::close(m_ends[0]);
        m_ends[0] = -1;
    }
    /// Reads what is there, without waiting.
    QByteArray read()
    {
        ::fcntl(m_ends[0], F_SETFL, O_NONBLOCK);
        QByteArray all;
        std::array<char, 4096> chunk{};
        for (;;) {
            const ssize_t size = ::read(m_ends[0], chunk.data(), chunk.size());
            if (size <= 0)
                return all;
            all.append(chunk.data(), qsizetype(size));
        }
    }

private:
    std::array<int, 2> m_ends{-1, -1};
    bool m_isOpen = false;
};

QByteArray notice(quint64 lines)
{
    return "lost " + QByteArray::number(lines) + '\n';
}

} // namespace

class tst_BackgroundWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesInOrder();
    void dropsWhatNobodyReads();
    void survivesAReaderThatLeaves();
};

void tst_BackgroundWriter::writesInOrder()
{
    Pipe pipe;
    QVERIFY(pipe.isOpen());
    {
        BackgroundWriter writer(pipe.writer(), notice);
        for (int i = 0; i < 100; ++i)
            writer.write(QByteArray::number(i) + '\n');
    }
    QByteArray expected;
    for (int i = 0; i < 100; ++i)
        expected += QByteArray::number(i) + '\n';
    QCOMPARE(pipe.read(), expected);
}

void tst_BackgroundWriter::dropsWhatNobodyReads()
{
    Pipe pipe;
    QVERIFY(pipe.isOpen());
    constexpr int lines = 100'000; // More than a pipe and the queue hold.
    BackgroundWriter writer(pipe.writer(), notice, 64 * 1024);
    for (int i = 0; i < lines; ++i) // Returns, although nothing is read.
        writer.write("line " + QByteArray::number(i) + '\n');
    // Lines without a gap but for what the notices account for.
    int next = 0;
    bool inOrder = true;
    QByteArray rest;
    const auto read = [&] {
        rest += pipe.read();
        for (qsizetype end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
            const QByteArray line = rest.first(end);
            rest = rest.sliced(end + 1);
            if (line.startsWith("lost "))
                next += line.sliced(5).toInt();
            else
                inOrder = inOrder && line == "line " + QByteArray::number(next++);
        }
        return next == lines;
    };
    QTRY_VERIFY_WITH_TIMEOUT(read(), timeout);
    QVERIFY(inOrder);
    QByteArray all;
    writer.write("again\n");
    QTRY_VERIFY_WITH_TIMEOUT((all += pipe.read()) == "again\n", timeout);
}

void tst_BackgroundWriter::survivesAReaderThatLeaves()
{
    ::signal(SIGPIPE, SIG_IGN); // As relayctl does.
    Pipe pipe;
    QVERIFY(pipe.isOpen());
    pipe.closeReader();
    BackgroundWriter writer(pipe.writer(), notice);
    for (int i = 0; i < 1'000; ++i)
        writer.write("line\n");
}

QTEST_GUILESS_MAIN(tst_BackgroundWriter)
#include "tst_backgroundwriter.moc"
