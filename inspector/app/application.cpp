// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/application.h"

#include "inspector/app/launchoptions.h"
#include "inspector/setup/exitcode.h"
#include "inspector/views/framestyle.h"

#include <QtCore/QLibraryInfo>
#include <QtCore/QTranslator>
#include <QtGui/QIcon>
#include <QtWidgets/QApplication>

#include <csignal>
#include <cstdio>
#include <variant>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

void prepareApplication(QApplication &application)
{
#ifdef Q_OS_UNIX
    std::signal(SIGXFSZ, SIG_IGN); // A capture at its largest allowed size fails like a full disk, with a sentence.
#endif
    QApplication::setOrganizationName(u"RelayCore"_s);
    QApplication::setApplicationName(u"relay-inspector"_s);
    QApplication::setApplicationDisplayName(u"Relay Inspector"_s);
    QApplication::setApplicationVersion(QStringLiteral(RELAY_INSPECTOR_VERSION));
    QApplication::setDesktopFileName(u"io.github.relaycore.RelayInspector"_s);
    QApplication::setWindowIcon(QIcon(u":/icons/relay-inspector.svg"_s));
    QApplication::setStyle(new FrameStyle);
    Q_UNUSED(application)
}

bool installTranslations(QCoreApplication &application, const QLocale &locale)
{
    const auto install = [&application, &locale](const QString &name, const QString &directory) {
        auto *translator = new QTranslator(&application);
        if (translator->load(locale, name, u"_"_s, directory)) {
            application.installTranslator(translator);
            return true;
        }
        delete translator;
        return false;
    };
    // Qt's own texts (Cancel, file dialogs) come with Qt.
    install(u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(u"relaycore"_s, u":/i18n"_s); // the errors of RelayClient
    return install(u"relay-inspector"_s, u":/i18n"_s);
}

bool runsWithoutDisplay(const QStringList &arguments)
{
    static const QStringList words{u"-h"_s, u"--help"_s, u"-v"_s, u"--version"_s};
    for (const QString &argument : arguments) {
        if (argument == "--"_L1)
            break;
        if (words.contains(argument))
            return true;
    }
#ifdef Q_OS_LINUX
    return !arguments.contains("-platform"_L1) && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")
           && qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#else
    return false;
#endif
}

int runWithoutDisplay(int &argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral(RELAY_INSPECTOR_VERSION));
    installTranslations(application);
    const auto launch = readCommandLine(QCoreApplication::arguments());
    if (const auto *message = std::get_if<LaunchMessage>(&launch))
        return print(*message);
    return print({QCoreApplication::translate(
                      "Inspector::LaunchOptions",
                      "relay-inspector: There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set. Start it in "
                      "a graphical session, or use relayctl, which works in a terminal.")
                      + u'\n',
                  ExitCode::failed});
}

int print(const LaunchMessage &message)
{
    std::fputs(qPrintable(message.text), message.exitCode == ExitCode::done ? stdout : stderr);
    return message.exitCode;
}

} // namespace Inspector
