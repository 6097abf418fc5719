// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/launchoptions.h"

#include "inspector/capture/captureaddress.h"
#include "inspector/formats/fileformat.h"
#include "inspector/setup/exitcode.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Inspector::LaunchOptions", text);
}

/// Returns whether \a argument is a file rather than the address of a relay, which may be written without its scheme.
bool namesFile(const QString &argument)
{
    const QFileInfo file(argument);
    return isDatabaseAddress(argument) || file.isFile() || (formatFromPath(argument) && !argument.contains("://"_L1));
}

LaunchMessage mistake(const QString &text)
{
    return {u"relay-inspector: "_s + text + u'\n', ExitCode::usage};
}

} // namespace

LaunchArguments::LaunchArguments(int argc, char *argv[])
{
    for (int i = 0; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument == "--") {
            m_values.insert(m_values.end(), argv + i, argv + argc);
            break;
        }
        const bool hasValue = argument == "--name" && i + 1 < argc;
        if (!hasValue && !argument.startsWith("--name=")) {
            m_values.push_back(argv[i]);
            continue;
        }
        m_kept.append(QString::fromLocal8Bit(argument));
        if (hasValue)
            m_kept.append(QString::fromLocal8Bit(argv[++i]));
    }
    m_count = int(m_values.size());
    m_values.push_back(nullptr);
}

QStringList LaunchArguments::all(const QStringList &left) const
{
    return left.mid(0, 1) + m_kept + left.mid(1);
}

std::variant<LaunchOptions, LaunchMessage> readCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(translated(
        QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "Watches the conversation of ProxyStore relay clients.")));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const auto option = [](const QString &name, const char *description, const QString &value = {}) {
        return QCommandLineOption(name, translated(description), value);
    };
    const QCommandLineOption demo =
        option(u"demo"_s, QT_TRANSLATE_NOOP("Inspector::LaunchOptions",
                                            "Start a local relay with two clients that talk to each other."));
    const QCommandLineOption demoPort = option(
        u"demo-port"_s, QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "Port of the local relay; 0 takes any free one."),
        u"PORT"_s);
    const QCommandLineOption open =
        option(u"open"_s, QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "Show a saved capture."), u"FILE"_s);
    const QCommandLineOption sample =
        option(u"sample"_s, QT_TRANSLATE_NOOP("Inspector::LaunchOptions",
                                              "Show the sample capture: endpoints that do not meet, and why."));
    const QCommandLineOption capture = option(
        u"capture"_s,
        QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "Record into this file instead of a temporary one."), u"FILE"_s);
    const QCommandLineOption theme =
        option(u"theme"_s, QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "light, dark or system."), u"THEME"_s);
    const QCommandLineOption name =
        option(u"name"_s, QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "Name to register with at URL."), u"NAME"_s);
    const QCommandLineOption tokenFile =
        option(u"token-file"_s,
               QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "File that holds the bearer token for URL."), u"FILE"_s);
    const QCommandLineOption proxyListen =
        option(u"proxy-listen"_s, QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "Start a proxy that listens here."),
               u"HOST:PORT"_s);
    const QCommandLineOption upstream =
        option(u"upstream"_s, QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "Relay the proxy leads to."), u"URL"_s);
    parser.addOptions({demo, demoPort, open, sample, capture, theme, name, tokenFile, proxyListen, upstream});
    parser.addPositionalArgument(
        u"URL"_s, translated(QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "Relay to connect to as a client.")),
        u"[URL | FILE]"_s);
    parser.addPositionalArgument(
        u"FILE"_s,
        translated(QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "Capture, NDJSON or HAR file to show, as --open.")),
        u" "_s);

    if (!parser.parse(arguments))
        return mistake(parser.errorText());
    if (parser.isSet(help))
        return LaunchMessage{parser.helpText(), 0};
    if (parser.isSet(version)) {
        return LaunchMessage{u"relay-inspector "_s + QCoreApplication::applicationVersion() + u'\n', 0};
    }

    // An empty value is an unset variable of a script.
    for (const QCommandLineOption &given : {demoPort, open, capture, theme, name, tokenFile, proxyListen, upstream}) {
        if (parser.isSet(given) && parser.values(given).contains(QString()))
            return mistake(translated(QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "--%1 must not be empty."))
                               .arg(given.names().constFirst()));
    }
    if (parser.isSet(demoPort) && !parser.isSet(demo))
        return mistake(translated(QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "--demo-port needs --demo.")));

    LaunchOptions options;
    options.demo = parser.isSet(demo);
    options.open = parser.value(open);
    options.sample = parser.isSet(sample);
    options.capture = parser.value(capture);
    if (parser.isSet(demoPort)) {
        bool isNumber = false;
        options.demoPort = parser.value(demoPort).toUShort(&isNumber);
        if (!isNumber)
            return mistake(translated(
                QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "--demo-port must be a port from 0 to 65535.")));
    }
    if (parser.isSet(theme)) {
        const QString choice = parser.value(theme);
        if (choice == "light"_L1)
            options.theme = Theme::Scheme::Light;
        else if (choice == "dark"_L1)
            options.theme = Theme::Scheme::Dark;
        else if (choice == "system"_L1)
            options.theme = Theme::Scheme::System;
        else
            return mistake(
                translated(QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "--theme must be light, dark or system.")));
    }

    const QStringList addresses = parser.positionalArguments();
    if (addresses.size() > 1)
        return mistake(translated(QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "Only one address can be given.")));
    const bool isFile = !addresses.isEmpty() && options.open.isEmpty() && namesFile(addresses.first());
    if (isFile)
        options.open = addresses.first();
    if (!addresses.isEmpty() && !isFile) {
        const auto address = readPlainRelayAddress(addresses.first());
        if (const auto *problem = std::get_if<QString>(&address))
            return mistake(*problem);
        ConnectRequest request;
        request.client.address = std::get<QUrl>(address);
        request.client.name = parser.value(name);
        request.tokenFile = parser.value(tokenFile);
        options.connect = request;
    } else if (parser.isSet(name) || parser.isSet(tokenFile)) {
        return mistake(
            translated(QT_TRANSLATE_NOOP("Inspector::LaunchOptions", "--name and --token-file need an address.")));
    }

    if (parser.isSet(proxyListen) || parser.isSet(upstream)) {
        ProxyRequest request;
        if (parser.isSet(proxyListen)) {
            const auto listen = readHostPort(parser.value(proxyListen));
            if (const auto *problem = std::get_if<QString>(&listen))
                return mistake(u"--proxy-listen: "_s + *problem);
            request.listen = std::get<HostPort>(listen);
        }
        const auto address = readPlainRelayAddress(parser.value(upstream));
        if (const auto *problem = std::get_if<QString>(&address))
            return mistake(u"--upstream: "_s + *problem);
        request.upstream = std::get<QUrl>(address);
        options.proxy = request;
    }

    if (!options.open.isEmpty() && (options.demo || options.connect || options.proxy || !options.capture.isEmpty())) {
        return mistake(translated(QT_TRANSLATE_NOOP(
            "Inspector::LaunchOptions", "--open shows a finished capture and cannot be combined with recording.")));
    }
    if (options.sample
        && (!options.open.isEmpty() || options.demo || options.connect || options.proxy
            || !options.capture.isEmpty())) {
        return mistake(translated(QT_TRANSLATE_NOOP(
            "Inspector::LaunchOptions", "--sample cannot be combined with recording or with another capture.")));
    }
    return options;
}

} // namespace Inspector
