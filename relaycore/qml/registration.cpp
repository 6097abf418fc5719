// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/qml/registration.h"

// Generated with the module. Naming it keeps the linker from leaving the registration out of a program.
extern void qml_register_types_RelayCore();

namespace RelayCore {

void registerQmlTypes()
{
    static const bool registered = [] {
        qml_register_types_RelayCore();
        return true;
    }();
    static_cast<void>(registered);
}

} // namespace RelayCore
