// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/interop/referencerelay.h"

#include "tests/interop/freeport.h"

#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int timeout = 60'000; // ms
constexpr int attempts = 10;

} // namespace

QString ReferenceRelay::start(const QString &config)
{
    const quint16 former = m_port;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        m_port = former ? former : freePort();
        QStringList arguments{u"--host"_s, u"127.0.0.1"_s, u"--port"_s, QString::number(m_port)};
        if (!config.isEmpty())
            arguments += {u"--config"_s, config};
        const QString error = m_process.start(u"proxystore-relay"_s, arguments);
        if (!error.isEmpty())
            return error;
        const auto listens = [this] { return m_process.transcript().contains(u"Relay server listening on port"_s); };
        const bool decided = QTest::qWaitFor([&] { return listens() || !m_process.isRunning(); }, timeout);
        if (listens() && m_process.isRunning())
            return {};
        m_process.kill();
        if (!decided || !m_process.transcript().contains(u"address already in use"_s))
            break;
    }
    return u"the relay does not listen: "_s + m_process.transcript();
}

qsizetype ReferenceRelay::logged(const QStringList &words) const
{
    const QStringList lines = m_process.lines();
    return std::count_if(lines.cbegin(), lines.cend(), [&words](const QString &line) {
        return std::all_of(words.cbegin(), words.cend(), [&line](const QString &word) { return line.contains(word); });
    });
}

QUrl ReferenceRelay::url() const
{
    return QUrl(u"ws://127.0.0.1:%1"_s.arg(m_port));
}
