// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// Planted for tests/layers: never compiled.
#include "inspector/models/messagemodel.h"
#include "inspector/sources/source.h"
