// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/qml/qmlexport.h"

namespace RelayCore {

/// Registers the types of the module `RelayCore` with QML, for a program that is linked statically. Where the module is
/// installed as a plugin, `import RelayCore` does it. Does nothing the second time.
/// \par Threads  any.
/// \since 0.2
RELAYCORE_QML_EXPORT void registerQmlTypes();

} // namespace RelayCore
