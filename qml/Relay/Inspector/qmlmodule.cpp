// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "qml/Relay/Inspector/qmlmodule.h"

#include <QtQml/QQmlEngine>

// Generated with the module. Naming it keeps the linker from leaving the registration out of a program.
extern void qml_register_types_Relay_Inspector();

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

void registerQml(QQmlEngine *engine)
{
    static const bool registered = [] {
        qml_register_types_Relay_Inspector();
        return true;
    }();
    Q_UNUSED(registered)
    engine->addImportPath(u"qrc:/qt/qml"_s);
}

QUrl ladderUrl()
{
    return QUrl(u"qrc:/qt/qml/Relay/Inspector/Ladder.qml"_s);
}

QUrl pairsUrl()
{
    return QUrl(u"qrc:/qt/qml/Relay/Inspector/Pairs.qml"_s);
}

} // namespace Inspector
