// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/application.h"

#include "inspector/views/framestyle.h"

#include <QtCore/QLibraryInfo>
#include <QtCore/QTranslator>
#include <QtGui/QIcon>
#include <QtWidgets/QApplication>

#include <csignal>

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

bool installTranslations(QApplication &application, const QLocale &locale)
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

} // namespace Inspector
