// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/hostlookup.h"

#include <QtCore/QHash>
#include <QtCore/QMutex>
#include <QtCore/QPromise>

#include <memory>
#include <system_error>
#include <thread>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Pending
{
    QMutex mutex;
    QHash<QString, QFuture<QHostInfo>> lookups; ///< Of each host, the one that has not finished.
};

Pending &pending()
{
    // Never destroyed: a look-up may finish while the program ends.
    static auto *const all = new Pending;
    return *all;
}

void finish(QPromise<QHostInfo> &promise, const QString &host, const QHostInfo &info)
{
    {
        const QMutexLocker lock(&pending().mutex);
        pending().lookups.remove(host);
    }
    promise.addResult(info);
    promise.finish();
}

} // namespace

QFuture<QHostInfo> lookUpHost(const QString &host)
{
    const auto promise = std::make_shared<QPromise<QHostInfo>>();
    {
        const QMutexLocker lock(&pending().mutex);
        const auto found = pending().lookups.constFind(host);
        if (found != pending().lookups.cend())
            return *found;
        promise->start();
        pending().lookups.insert(host, promise->future());
    }
    const QFuture<QHostInfo> future = promise->future();
    try {
        // fromName() asks the resolver and puts the answer into Qt's cache. lookupHost() would answer from that cache,
        // and leaving the program would wait for its thread pool, and so for the name server.
        std::thread([host, promise] { finish(*promise, host, QHostInfo::fromName(host)); }).detach();
    } catch (const std::system_error &error) {
        QHostInfo info;
        info.setError(QHostInfo::UnknownError);
        info.setErrorString(
            u"The system has no resources for a name look-up: %1"_s.arg(QString::fromLocal8Bit(error.what())));
        finish(*promise, host, info);
    }
    return future;
}

} // namespace RelayCore
