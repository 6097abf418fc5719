// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

#if defined(RELAYCORE_STATIC)
#define RELAYCORE_EXPORT
#elif defined(RELAYCORE_BUILDING)
#define RELAYCORE_EXPORT Q_DECL_EXPORT
#else
#define RELAYCORE_EXPORT Q_DECL_IMPORT
#endif

/// Marks what only the tests of this project may use: exported only where they are built.
#if defined(RELAYCORE_FOR_TESTS)
#define RELAYCORE_TESTED RELAYCORE_EXPORT
#else
#define RELAYCORE_TESTED
#endif
