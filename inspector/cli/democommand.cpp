// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/democommand.h"

#include "inspector/cli/eventlines.h"
#include "inspector/cli/output.h"
#include "inspector/cli/wirelines.h"
#include "inspector/sources/localrelaysource.h"

#include <QtCore/QTimer>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

DemoCommand::DemoCommand(DemoCommandOptions options, QObject *parent)
    : SourceCommand(parent)
    , m_options(options)
{}

void DemoCommand::start()
{
    const bool readable = Output::isTerminal();
    auto &observer = observe([this, readable](const RelayCore::WireEvent &event) {
        bool written = true;
        if (readable) {
            const QString line = m_lines.line(event);
            written = line.isEmpty() || Output::show(line);
        } else {
            const QByteArray line = wireLine(event);
            written = line.isEmpty() || Output::write(line);
        }
        if (!written)
            leave(ExitCode::failed);
    });
    LocalRelayOptions options;
    options.port = 0;
    options.demo = true;
    auto source = std::make_unique<LocalRelaySource>(options, observer);
    connect(source.get(), &Source::listening, this, [readable](const QUrl &url) {
        if (readable)
            Output::show(u"A local relay runs on %1, with two clients talking through it. Ctrl+C ends it."_s.arg(
                url.toString()));
        else
            Output::write(EventLines::listening(url, RelayCore::wireTimeNs()));
    });
    connect(source.get(), &Source::failed, this, [this](const QString &reason) {
        Output::say(reason);
        leave(ExitCode::failed);
    });
    if (m_options.runFor)
        QTimer::singleShot(*m_options.runFor, this, &DemoCommand::terminate);
    startSource(std::move(source));
}

} // namespace Inspector
