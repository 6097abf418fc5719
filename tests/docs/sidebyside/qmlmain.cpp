// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// Runs the QML column of docs/side-by-side.md:   side_by_side_qml <relay> <peer>
#include <QtCore/QTextStream>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>

#include <relaycore/qml/registration.h>

namespace {

class Console : public QObject
{
    Q_OBJECT

public:
    Q_INVOKABLE void say(const QString &line) { QTextStream(stdout) << line << '\n'; }
};

} // namespace

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    RelayCore::registerQmlTypes();
    Console console;
    QQmlApplicationEngine engine;
    engine.setInitialProperties({{QStringLiteral("relay"), app.arguments().value(1)},
                                 {QStringLiteral("peer"), app.arguments().value(2)},
                                 {QStringLiteral("output"), QVariant::fromValue(&console)}});
    engine.load(QUrl::fromLocalFile(QStringLiteral(RELAY_SIDE_BY_SIDE "/SideBySide.qml")));
    return engine.rootObjects().isEmpty() ? 1 : QGuiApplication::exec();
}

#include "qmlmain.moc"
