// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/tapcommand.h"

#include "inspector/cli/eventlines.h"
#include "inspector/cli/output.h"
#include "inspector/cli/usageerror.h"
#include "inspector/cli/wirelines.h"
#include "inspector/sources/tapsource.h"

#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace RelayCore;

namespace {

QString nameOf(const TapAddress &tap)
{
    return u"%1 (process %2)"_s.arg(tap.application, QString::number(tap.pid));
}

QString namesOf(const QList<TapAddress> &taps)
{
    QStringList names;
    for (const TapAddress &tap : taps)
        names.append(nameOf(tap));
    return names.join(u", "_s);
}

} // namespace

TapCommand::TapCommand(TapOptions options, QObject *parent)
    : SourceCommand(parent)
    , m_options(std::move(options))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { leave(ExitCode::done); });
}

void TapCommand::start()
{
    if (m_options.list) {
        list();
        return;
    }
    const auto tap = chosen();
    if (const auto *problem = std::get_if<QString>(&tap)) {
        fail(*problem);
        return;
    }
    if (const QString problem = openCapture(m_options.captureFile, m_options.store); !problem.isEmpty())
        fail(problem);
    else
        attach(std::get<TapAddress>(tap));
}

void TapCommand::list()
{
    const QList<TapAddress> taps = runningTaps();
    bool written = true;
    for (const TapAddress &tap : taps) {
        written = Output::isTerminal() ? Output::show(u"%1  %2"_s.arg(tap.pid, 8).arg(tap.application))
                                       : Output::write(EventLines::tap(tap));
    }
    if (taps.isEmpty())
        Output::say(u"no application of this user has its tap open"_s);
    leave(written ? ExitCode::done : ExitCode::failed);
}

std::variant<TapAddress, QString> TapCommand::chosen() const
{
    const QList<TapAddress> taps = runningTaps();
    if (taps.isEmpty()) {
        return u"No application of this user has its tap open. Start it with RELAYCORE_TAP=1 in its environment, or "
               "call RelayCore::Tap::open() in it."_s;
    }
    const QString &wanted = m_options.application;
    QList<TapAddress> matching;
    std::copy_if(taps.cbegin(), taps.cend(), std::back_inserter(matching), [&](const TapAddress &tap) {
        return wanted.isEmpty() || tap.application == wanted || QString::number(tap.pid) == wanted;
    });
    if (matching.isEmpty())
        return u"No application %1 has its tap open, only %2."_s.arg(wanted, namesOf(taps));
    if (matching.size() > 1)
        return u"Several applications have their taps open: %1. Name one by its process id."_s.arg(namesOf(matching));
    return matching.constFirst();
}

void TapCommand::attach(const TapAddress &tap)
{
    const bool print = m_options.print || m_options.captureFile.isEmpty();
    auto source = std::make_unique<TapSource>(tap, observe([this, print](const WireEvent &event) {
                                                  if (!print)
                                                      return;
                                                  if (const QByteArray line = wireLine(event);
                                                      !line.isEmpty() && !Output::write(line))
                                                      leave(ExitCode::failed);
                                              }));
    connect(source.get(), &Source::listening, this, [tap] { Output::say(u"attached to %1"_s.arg(nameOf(tap))); });
    connect(source.get(), &Source::failed, this, &TapCommand::fail);
    if (m_options.runFor)
        m_deadline.start(*m_options.runFor);
    startSource(std::move(source));
}

void TapCommand::captureFailed(const QString &problem)
{
    if (m_options.print)
        SourceCommand::captureFailed(problem);
    else // Nothing is left to be done; the application goes on anyway.
        fail(problem);
}

void TapCommand::fail(const QString &problem)
{
    if (isLeaving())
        return;
    reportFailure(problem);
    leave(ExitCode::failed);
}

} // namespace Inspector
