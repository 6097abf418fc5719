// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/namestep.h"

#include "inspector/check/checktexts.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qsizetype maxAddresses = 16;

} // namespace

NameStep::NameStep(ProbeContext &context)
    : ProbeStep(CheckStep::Dns, context)
{}

void NameStep::start()
{
    if (context().socket) {
        StepReport result = report(Outcome::NotNeeded, CheckTexts::tr("not needed: the proxy looks the name up"));
        result.took.reset();
        return finish(result);
    }
    if (const QHostAddress literal(options().address.host()); !literal.isNull()) {
        context().addresses = {literal};
        StepReport result = report(Outcome::NotNeeded, CheckTexts::tr("not needed: the host is an IP address"));
        result.took.reset();
        return finish(result);
    }
    auto *watcher = new QFutureWatcher<QHostInfo>(this);
    connect(watcher, &QFutureWatcherBase::finished, scope(), [this, watcher] {
        if (watcher->future().resultCount() > 0)
            onLookedUp(watcher->result());
    });
    watcher->setFuture(options().lookup(options().address.host()));
}

void NameStep::onDeadline()
{
    fail(timeoutProblem(Kind::DnsTimeout));
}

void NameStep::onLookedUp(const QHostInfo &info)
{
    QList<QHostAddress> addresses = info.addresses();
    if (addresses.isEmpty()) {
        const bool isUnknown = info.error() == QHostInfo::HostNotFound || info.error() == QHostInfo::NoError;
        return fail(context().problem(isUnknown ? Kind::HostNotFound : Kind::DnsFailed, info.errorString()));
    }
    QStringList shown;
    qsizetype version4 = 0;
    for (const QHostAddress &address : std::as_const(addresses)) {
        shown.append(address.toString());
        version4 += address.protocol() == QAbstractSocket::IPv4Protocol ? 1 : 0;
    }
    StepReport result = report(
        Outcome::Ok, shown.size() == 1 ? shown.constFirst()
                                       : CheckTexts::tr("%1 addresses: %2").arg(shown.size()).arg(shown.join(u", "_s)));
    result.detail = {{u"addresses"_s, QJsonArray::fromStringList(shown)},
                     {u"ipv4"_s, version4},
                     {u"ipv6"_s, addresses.size() - version4}};
    if (addresses.size() > maxAddresses) {
        addresses.resize(maxAddresses);
        result.notes.append(CheckTexts::tr("only the first %1 are tried").arg(maxAddresses));
    }
    context().addresses = addresses;
    finish(result);
}

} // namespace Inspector
