// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

#if defined(RELAYCORE_STATIC)
#define RELAYCORE_QML_EXPORT
#elif defined(RELAYCORE_QML_BUILDING)
#define RELAYCORE_QML_EXPORT Q_DECL_EXPORT
#else
#define RELAYCORE_QML_EXPORT Q_DECL_IMPORT
#endif
