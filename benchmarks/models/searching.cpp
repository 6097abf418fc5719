// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/models/conversation.h"
#include "benchmarks/models/stallmeter.h"
#include "benchmarks/models/tasks.h"
#include "benchmarks/support/usage.h"
#include "inspector/filter/filterparser.h"
#include "inspector/models/messagefilter.h"
#include "inspector/theme/theme.h"
#include "inspector/views/messagetable.h"

#include <QtCore/QEventLoop>
#include <QtCore/QReadWriteLock>
#include <QtCore/QTimer>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace RelayBench {

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

double milliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// A table of the window over a capture, with a filter.
class Table
{
public:
    Table()
        : m_model(&m_feed)
        , m_filter(&m_model)
        , m_table(&m_theme)
    {
        m_table.setModel(&m_model);
        m_table.resize(900, 700);
        m_table.show();
    }

    /// Opens the capture and waits until it is indexed; prints how long that took.
    void open(const QString &path, CaptureWriter *writer = nullptr)
    {
        const Stopwatch watch;
        if (const auto error = m_feed.open(path, writer))
            qFatal("%s", qPrintable(error->text()));
        const double rows = milliseconds(watch.elapsed());
        StallMeter stalls;
        run([this] { return m_feed.indexedCount() == m_feed.count(); });
        std::printf("%u messages: rows after %.0f ms, index after %.0f ms (processor %.0f ms), longest stall %.0f ms, "
                    "resident %lld MiB\n",
                    m_feed.count(), rows, milliseconds(watch.elapsed()), milliseconds(watch.processor()),
                    stalls.longest(), residentBytes() / 1'048'576);
    }

    /// Applies \a text; prints when the first matches and when all were there.
    double apply(const char *what, const QString &text)
    {
        const Stopwatch watch;
        double first = -1;
        const auto seen = QObject::connect(&m_model, &MessageModel::modelReset, &m_model, [&] {
            if (first < 0 && m_model.rowCount() > 0)
                first = milliseconds(watch.elapsed());
        });
        StallMeter stalls;
        m_filter.setFilter(std::get<Filter>(parseFilter(text)));
        run([this] { return m_filter.state() != MessageFilter::State::Running; });
        const double all = milliseconds(watch.elapsed());
        QObject::disconnect(seen);
        const double million = all * 1e6 / std::max(1U, m_feed.count());
        std::printf(
            "%-34s %10u matches, first after %6.0f ms, all after %8.0f ms (%7.1f ms per million; processor %.0f "
            "ms), longest stall %.0f ms\n",
            what, m_filter.found(), first, all, million, milliseconds(watch.processor()), stalls.longest());
        return all;
    }

    /// Types \a text, one letter after the other, and gives it up again.
    void type(const QString &text)
    {
        StallMeter stalls;
        for (qsizetype length = 1; length <= text.size(); ++length) {
            // As in the window: while a text is no filter, the last one stays.
            const auto parsed = parseFilter(text.first(length));
            if (const auto *filter = std::get_if<Filter>(&parsed))
                m_filter.setFilter(*filter);
            pause(120);
        }
        m_filter.setFilter({});
        pause(300);
        std::printf("typing \"%s\" and clearing it: longest stall %.0f ms   wanted <= 50   %s\n", qPrintable(text),
                    stalls.longest(), stalls.longest() <= 50 ? "met" : "missed");
    }

    /// Switches between the messages of one connection and all.
    void switchScopes()
    {
        StallMeter stalls;
        for (const RelayCore::ConnectionId connection : {1U, 2U, 3U}) {
            m_filter.setScope({{}, {connection}});
            pause(100);
            m_filter.setScope({});
            pause(100);
        }
        std::printf("switching scopes: longest stall %.0f ms\n", stalls.longest());
    }

    /// Lets \a conversation add \a rows messages ten times a second.
    void grow(Conversation *conversation, quint32 rows, int ticks)
    {
        std::chrono::nanoseconds longest{};
        std::chrono::nanoseconds sum{};
        std::chrono::nanoseconds locked{};
        std::chrono::nanoseconds longestLock{};
        m_table.follow();
        for (int tick = 0; tick < ticks; ++tick) {
            conversation->talk(rows);
            conversation->writer()->flush();
            const quint32 wanted = conversation->writer()->publishedMessages();
            const Stopwatch watch;
            m_feed.poll();
            QApplication::processEvents();
            m_table.viewport()->repaint();
            longest = std::max(longest, watch.elapsed());
            sum += watch.elapsed();
            run([&] { return m_feed.indexedCount() >= wanted; });
            // As the index is locked for every 512 messages, while the filter judges those of this tick.
            const Stopwatch lockWatch;
            m_feed.indexLock().lockForWrite();
            m_feed.indexLock().unlock();
            locked += lockWatch.elapsed();
            longestLock = std::max(longestLock, lockWatch.elapsed());
        }
        std::printf("locking the index for writing: mean %.4f ms, longest %.4f ms\n", milliseconds(locked) / ticks,
                    milliseconds(longestLock));
        std::printf("appending %u rows a tick: mean %.1f ms, longest %.1f ms in the GUI thread   wanted <= 16   %s\n",
                    rows, milliseconds(sum) / ticks, milliseconds(longest),
                    milliseconds(sum) / ticks <= 16 ? "met" : "missed");
    }

    [[nodiscard]] quint32 count() const { return m_feed.count(); }
    void clear() { m_filter.setFilter({}); }

private:
    static void pause(int ms)
    {
        QEventLoop loop;
        QTimer::singleShot(ms, &loop, &QEventLoop::quit);
        loop.exec();
    }
    template<typename Done>
    static void run(Done done)
    {
        while (!done())
            QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

    Theme m_theme;
    CaptureFeed m_feed;
    MessageModel m_model;
    MessageFilter m_filter;
    MessageTable m_table;
};

/// Counts with SQLite's LIKE, as a person would in its shell. Returns milliseconds.
double like(const QString &path, const QString &text)
{
    double elapsed = 0;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"like"_s);
        database.setDatabaseName(path);
        if (!database.open())
            qFatal("%s cannot be opened", qPrintable(path));
        QSqlQuery query(database);
        query.prepare(u"SELECT count(*) FROM message WHERE CAST(payload AS TEXT) LIKE ?"_s);
        query.addBindValue(u'%' + text + u'%');
        const Stopwatch watch;
        if (!query.exec() || !query.next())
            qFatal("SQLite does not count");
        elapsed = milliseconds(watch.elapsed());
        std::printf("%-34s %10lld matches,                        all after %8.0f ms\n", "SQLite LIKE",
                    query.value(0).toLongLong(), elapsed);
    }
    QSqlDatabase::removeDatabase(u"like"_s);
    return elapsed;
}

} // namespace

int search(const QString &path)
{
    Table table;
    table.open(path);
    table.apply("kind:answer", u"kind:answer"_s);
    table.apply("from:peer-17 len:>1k rtt:>0ms", u"from:peer-17 len:>1k rtt:>0ms"_s);
    table.apply("-kind:control", u"-kind:control"_s);
    table.apply("conn:1..100 kind:returned", u"conn:1..100 kind:returned"_s);
    const double ours = table.apply("not registered (text)", u"\"not registered\""_s);
    table.apply("nowhere-to-be-found (text)", u"nowhere-to-be-found"_s);
    table.clear();
    const double theirs = like(path, u"not registered"_s);
    std::printf("SQLite LIKE / ours: %.2f\n", theirs / ours);
    table.type(u"unregistered"_s);
    table.type(u"kind:returne"_s);
    table.switchScopes();
    return EXIT_SUCCESS;
}

int live(const QString &path, quint32 messages, bool isShort)
{
    Conversation conversation(path, std::min(4'000U, messages / 2));
    conversation.registerAll();
    if (isShort)
        conversation.shorten();
    conversation.talk(messages);
    conversation.writer()->flush();
    Table table;
    table.open(path, conversation.writer());
    table.grow(&conversation, 1'000, 50);
    table.apply("-kind:ping, then live", u"-kind:ping"_s);
    table.grow(&conversation, 1'000, 50);
    return EXIT_SUCCESS;
}

} // namespace RelayBench
