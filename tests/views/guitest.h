// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

/// The offscreen platform warns about what it does not support: size hints whenever a dialog has some, and what a menu
/// does. These are allowed, so warnings cannot be fatal for the whole process; every other one still fails its test.
inline void allowPlatformWarnings()
{
    qunsetenv("QT_FATAL_WARNINGS");
}

/// To be called by init() of every test.
inline void failOnOtherWarnings()
{
    // The last is of Qt's driver for PostgreSQL, where the server is gone.
    QTest::failOnWarning(QRegularExpression(
        QStringLiteral("^(?!This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)|"
                       "QSocketNotifier: Invalid socket)")));
}
