// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/backplane.h"

namespace RelayCore {

Backplane::Backplane(QObject *parent)
    : QObject(parent)
{}

Backplane::~Backplane() = default;

} // namespace RelayCore
