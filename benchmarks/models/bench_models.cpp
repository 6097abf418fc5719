// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// The models of the inspector over large captures and many connections.
#include "benchmarks/models/tasks.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>

#include <cstdio>
#include <cstdlib>

using namespace Qt::Literals::StringLiterals;

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    std::setvbuf(stdout, nullptr, _IOLBF, 0); // What is measured is there at once, also in a file.
    const QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"write FILE: a capture; open FILE: how long it takes; search FILE: filters; live FILE: a capture that grows; "
        u"idle: a window at rest"_s);
    parser.addHelpOption();
    parser.addPositionalArgument(u"task"_s, u"write, open, search, live or idle"_s);
    const QCommandLineOption messages(u"messages"_s, u"Messages to write."_s, u"n"_s, u"2000000"_s);
    const QCommandLineOption connections(u"connections"_s, u"Connections of idle."_s, u"n"_s, u"4000"_s);
    const QCommandLineOption seconds(u"seconds"_s, u"How long each figure of idle is measured."_s, u"s"_s, u"20"_s);
    const QCommandLineOption pings(u"pings"_s, u"Pings and pongs a second of idle."_s, u"n"_s, u"400"_s);
    const QCommandLineOption shortened(u"short"_s, u"Short descriptions in live."_s);
    parser.addOptions({messages, connections, seconds, pings, shortened});
    parser.process(app);
    const QStringList arguments = parser.positionalArguments();
    const QString task = arguments.value(0);
    const QString file = arguments.value(1);
    if (task == u"write"_s && !file.isEmpty())
        return RelayBench::write(file, parser.value(messages).toUInt());
    if (task == u"open"_s && !file.isEmpty())
        return RelayBench::open(file);
    if (task == u"search"_s && !file.isEmpty())
        return RelayBench::search(file);
    if (task == u"live"_s && !file.isEmpty())
        return RelayBench::live(file, parser.value(messages).toUInt(), parser.isSet(shortened));
    if (task == u"idle"_s) {
        const QTemporaryDir dir;
        return RelayBench::idle(dir.filePath(u"idle.relaycap"_s), parser.value(connections).toUInt(),
                                std::chrono::seconds(parser.value(seconds).toInt()), parser.value(pings).toInt());
    }
    std::fputs(qPrintable(parser.helpText()), stderr);
    return 2;
}
