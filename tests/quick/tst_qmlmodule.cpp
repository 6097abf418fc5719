// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/qml/registration.h"
#include "tests/quick/testrelay.h"

#include <QtQml/QQmlContext>
#include <QtQml/QQmlEngine>
#include <QtQuickTest/quicktest.h>

#include <memory>

class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS: // called by Qt Quick Test
    void applicationAvailable()
    {
        RelayCore::registerQmlTypes();
        m_relay = std::make_unique<TestRelay>(); // sockets need the application
    }
    void cleanupTestCase() { m_relay.reset(); }
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        engine->rootContext()->setContextProperty(QStringLiteral("relay"), m_relay.get());
    }

private:
    std::unique_ptr<TestRelay> m_relay;
};

QUICK_TEST_MAIN_WITH_SETUP(tst_qmlmodule, Setup)
#include "tst_qmlmodule.moc"
