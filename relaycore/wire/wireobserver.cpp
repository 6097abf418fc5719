// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/wireobserver.h"

namespace RelayCore {

WireObserver::~WireObserver() = default;

} // namespace RelayCore
