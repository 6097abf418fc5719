// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/replay/replay.h"
#include "relaycore/server/relayserver.h"
#include "tests/replay/talkcapture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

Q_DECLARE_METATYPE(Inspector::ReplayOptions::Timing)

/// Replays hand-made captures; each test function has a folder and a RelayServer of its own.
class ReplayTest : public QObject
{
    Q_OBJECT

protected:
    using Timing = Inspector::ReplayOptions::Timing;

    static constexpr int limitMs = 30'000;

    struct Result
    {
        QList<Inspector::ReplayDifference> differences;
        Inspector::ReplaySummary summary;
    };

    [[nodiscard]] Result replay(const QUrl &relay, Inspector::ReplayOptions options = {}) const
    {
        options.target.address = relay;
        Inspector::Replay replay(path(), options);
        return resultOf(replay);
    }
    [[nodiscard]] static Result resultOf(Inspector::Replay &replay)
    {
        Result result;
        connect(&replay, &Inspector::Replay::differed,
                [&result](const Inspector::ReplayDifference &found) { result.differences += found; });
        QSignalSpy finished(&replay, &Inspector::Replay::finished);
        replay.start();
        if (finished.isEmpty() && !finished.wait(limitMs))
            qFatal("the replay does not end");
        result.summary = finished.constFirst().constFirst().value<Inspector::ReplaySummary>();
        return result;
    }
    [[nodiscard]] static Inspector::ReplayOptions shortTimeout(Timing timing = Timing::Lockstep)
    {
        Inspector::ReplayOptions options;
        options.target.timeout = std::chrono::milliseconds(300);
        options.timing = timing;
        return options;
    }
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("talk.relaycap")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RelayCore::RelayServer> m_relay;

    /// A row for each timing.
    static void addTimings()
    {
        QTest::addColumn<Timing>("timing");
        QTest::newRow("lockstep") << Timing::Lockstep;
        QTest::newRow("original") << Timing::Original;
        QTest::newRow("fast") << Timing::Fast;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        RelayCore::RelayServerOptions options;
        options.port = 0;
        m_relay = std::make_unique<RelayCore::RelayServer>(options);
        QVERIFY(m_relay->listen());
    }
    void cleanup() { m_relay.reset(); }
};
