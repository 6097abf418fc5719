// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// The same with a client as an element of a QML window: View.qml.
#include <QtCore/QTextStream>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>

#include <relaycore/qml/registration.h>

class Output : public QObject
{
    Q_OBJECT

public:
    Q_INVOKABLE void print(const QString &line) { QTextStream(stdout) << line << '\n'; }
};

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    RelayCore::registerQmlTypes();
    Output output;
    QQmlApplicationEngine engine;
    const QStringList arguments = QGuiApplication::arguments();
    engine.setInitialProperties({{QStringLiteral("relay"), arguments.value(1)},
                                 {QStringLiteral("peer"), arguments.value(2)},
                                 {QStringLiteral("quits"), arguments.value(3) == QLatin1StringView("quit")},
                                 {QStringLiteral("output"), QVariant::fromValue(&output)}});
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/EmbeddedView/View.qml")));
    return engine.rootObjects().isEmpty() ? 1 : QGuiApplication::exec();
}

#include "view.moc"
