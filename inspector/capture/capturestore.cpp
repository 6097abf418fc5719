// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturestore.h"

namespace Inspector {

CaptureStore::~CaptureStore() = default;

} // namespace Inspector
