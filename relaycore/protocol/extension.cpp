// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/extension.h"

namespace RelayCore {

ValueExtension::~ValueExtension() = default;

} // namespace RelayCore
