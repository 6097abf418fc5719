// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/probeoptions.h"

#include <QtCore/QPromise>

#include <thread>

namespace Inspector {

QFuture<QHostInfo> lookUpHost(const QString &host)
{
    // Not QHostInfo::lookupHost(): leaving the process would wait for its thread pool, and so for the name server.
    QPromise<QHostInfo> promise;
    QFuture<QHostInfo> future = promise.future();
    promise.start();
    std::thread([host, promise = std::move(promise)]() mutable {
        promise.addResult(QHostInfo::fromName(host));
        promise.finish();
    }).detach();
    return future;
}

} // namespace Inspector
