// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// A window in QML whose client is an element of it: Main.qml.   relay-view [ws://127.0.0.1:8700]
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>

#include <relaycore/qml/registration.h>

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    RelayCore::registerQmlTypes();
    QQmlApplicationEngine engine;
    engine.setInitialProperties(
        {{QStringLiteral("relay"), app.arguments().value(1, QStringLiteral("ws://127.0.0.1:8700"))}});
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/RelayView/Main.qml")));
    return engine.rootObjects().isEmpty() ? 1 : app.exec();
}
