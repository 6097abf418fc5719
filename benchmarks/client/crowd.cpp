// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "crowd.h"

#include <QtCore/QEventLoop>

namespace RelayBench {

namespace {

/// Calls \a begin for 0 .. count - 1, \a window at a time; \a begin gets what to call when that one is done.
void forAll(std::size_t count, int window, const std::function<void(std::size_t, std::function<void()>)> &begin)
{
    QEventLoop loop;
    std::size_t begun = 0;
    std::size_t done = 0;
    std::function<void()> beginNext = [&] {
        if (begun == count)
            return;
        begin(begun++, [&] {
            if (++done == count)
                loop.quit();
            beginNext();
        });
    };
    for (int i = 0; i < window; ++i)
        beginNext();
    loop.exec();
}

} // namespace

Crowd::Crowd(const TaskOptions &options)
    : m_options(options)
{
    m_clients.reserve(static_cast<std::size_t>(options.count));
    for (int i = 0; i < options.count; ++i)
        m_clients.push_back(makeContender(options.contender, options.relay));
}

void Crowd::open()
{
    forAll(m_clients.size(), m_options.window, [this](std::size_t i, std::function<void()> done) {
        m_clients[i]->onReady = std::move(done);
        m_clients[i]->open();
    });
}

void Crowd::talk()
{
    forAll(m_clients.size(), m_options.window, [this](std::size_t i, std::function<void()> done) {
        m_clients[i]->onReceived = std::move(done);
        m_clients[i]->send();
    });
}

} // namespace RelayBench
