// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// A QML view of a client's state: Main.qml reads its properties.   relay-view [ws://127.0.0.1:8700]
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>

#include <relaycore/client/relayclient.h>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    RelayClientOptions options;
    options.address = QUrl(app.arguments().value(1, u"ws://127.0.0.1:8700"_s));
    options.name = u"relay-view"_s;
    RelayClient client(options);

    // QML may look at clients and name their states; making one is left to C++.
    qmlRegisterUncreatableType<RelayClient>("RelayCore", 0, 1, "RelayClient", u"Made in C++"_s);
    QQmlApplicationEngine engine;
    engine.setInitialProperties({{u"client"_s, QVariant::fromValue(&client)}});
    engine.load(QUrl(u"qrc:/qt/qml/RelayView/Main.qml"_s));
    if (engine.rootObjects().isEmpty())
        return 1;

    client.connectToRelay();
    return app.exec();
}
